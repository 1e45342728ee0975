/** Values of ConfigMaps and Secrets, edited as files of their own: the scheme, the command, and what keeps them in step. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { openValue } from '../../../server/src/protocol.js';
import { openValueCommand } from './openValue.js';
import { RevealedSecrets } from './revealedSecrets.js';
import { ValueFiles } from './valueFiles.js';
import { addressOf, valueScheme } from './valueUri.js';

/** Somebody who types in the manifest needs no other editor to follow letter by letter. */
const quietMs = 300;

export function valueEditing(client: LanguageClient): vscode.Disposable {
  const secrets = new RevealedSecrets();
  const files = new ValueFiles(client, secrets);
  const manifests = vscode.workspace.createFileSystemWatcher('**/*.{yaml,yml,json}');
  const { changed, dispose } = followingManifests(files);
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(valueScheme, files, { isCaseSensitive: true }),
    vscode.commands.registerCommand(openValue, openValueCommand(files, secrets)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => changed(document.uri)),
    vscode.workspace.onDidSaveTextDocument(document => files.saved(document)),
    manifests,
    manifests.onDidCreate(changed),
    manifests.onDidChange(changed),
    manifests.onDidDelete(changed),
    { dispose },
  );
}

/** `changed`: of any file; what it means for open values is seen when nobody has typed for a while. */
function followingManifests(files: ValueFiles) {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    for (const { uri, manifest } of openValues()) if (waiting.has(manifest)) files.refresh(uri);
    waiting.clear();
  };
  const changed = (uri: vscode.Uri): void => {
    const manifest = uri.toString();
    if (!openValues().some(value => value.manifest === manifest)) return;
    waiting.add(manifest);
    clearTimeout(timer);
    timer = setTimeout(look, quietMs);
  };
  return { changed, dispose: () => clearTimeout(timer) };
}

function openValues(): { readonly uri: vscode.Uri; readonly manifest: string }[] {
  return vscode.workspace.textDocuments.flatMap(({ uri }) => {
    const address = addressOf(uri);
    return address ? [{ uri, manifest: address.manifest }] : [];
  });
}
