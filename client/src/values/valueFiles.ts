/**
 * Values as files: VS Code reads and saves them like any other. Each save becomes an edit of the manifest, and each edit
 * of the manifest is told to the editors of its values. What an editor was given is remembered by its fingerprint, so
 * that nothing is written over what it has not seen.
 */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type ValueParams,
  type ValueResult,
  value,
  type WriteValueParams,
  type WriteValueResult,
  writeValue,
} from '../../../server/src/protocol.js';
import { change, openManifest } from './manifestDocument.js';
import type { RevealedSecrets } from './revealedSecrets.js';
import { decideConflict, decideGone } from './saveConflicts.js';
import { addressOf, type ValueAddress } from './valueUri.js';
import { withKnownBreaks } from './withKnownBreaks.js';

type OpenedValue = Exclude<ValueResult, { readonly refusal: string }>;

/** A content, and when it was first seen. */
interface Version {
  readonly fingerprint: string;
  readonly mtime: number;
  readonly size: number;
}

/** Between the question and its answer somebody may type in the manifest; nobody types as fast as this often. */
const mostAttempts = 5;

export class ValueFiles implements vscode.FileSystemProvider {
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;
  readonly #client: LanguageClient;
  readonly #secrets: RevealedSecrets;
  /** What editors were given, by address. */
  readonly #given = new Map<string, Version & { readonly hasBreaks: boolean }>();
  /** What stands in the manifest, as far as it was looked at; `gone` when there is nothing. */
  readonly #current = new Map<string, Version | 'gone'>();
  /** Saved, but not as the editor has it: to be read again. */
  readonly #stale = new Set<string>();
  /** One save after the other: each is an edit of a text that the next one must know. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: LanguageClient, secrets: RevealedSecrets) {
    this.#client = client;
    this.#secrets = secrets;
  }

  /** What is to be known about the value at an address, or at a place of a manifest. */
  async ask(manifest: string, params: Omit<ValueParams, 'uri'>): Promise<ValueResult> {
    const { uri } = await openManifest(manifest);
    return this.#client.sendRequest<ValueResult>(value, { uri: uri.toString(), ...params } satisfies ValueParams);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const address = addressOf(uri);
    if (!address) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    // An editor with changes is to see its file as it was given: the conflict is ours to tell, when it saves.
    const given = isDirty(uri) ? this.#given.get(uri.toString()) : undefined;
    if (given) return statOf(given, undefined);
    const found = await this.#describe(uri, address);
    const readOnly = address.side ?? found.readOnly;
    return statOf(this.#see(uri, found), readOnly === undefined ? undefined : vscode.FilePermission.Readonly);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const address = addressOf(uri);
    if (!address) throw vscode.FileSystemError.FileIsADirectory(uri);
    if (this.#secrets.isHidden(address)) {
      throw vscode.FileSystemError.NoPermissions(
        `${address.target.key} is a value of a Secret: "Kubewright: Open Value in Editor" in its manifest shows it`,
      );
    }
    const { target, form } = address;
    const found = valueOrThrow(uri, await this.ask(address.manifest, { at: target, form }));
    const content = Buffer.from(found.content, 'base64');
    const seen = this.#see(uri, found);
    if (!address.side && !isDirty(uri)) {
      this.#given.set(uri.toString(), { ...seen, hasBreaks: content.includes('\n') });
    }
    return content;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    return this.#inTurn(() => this.#write(uri, content));
  }

  /** All open values are watched, see `values.ts`. */
  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  /** Looks whether the value is still what its editor was given, and tells VS Code if not. */
  refresh(uri: vscode.Uri): Promise<void> {
    return this.#inTurn(async () => {
      const address = addressOf(uri);
      if (!address) return;
      const before = this.#current.get(uri.toString());
      const found = await this.#describe(uri, address).catch(error => (isMissing(error) ? 'gone' : undefined));
      if (!found) return;
      if (found === 'gone') {
        this.#current.set(uri.toString(), 'gone');
        if (before !== 'gone') this.#tell(uri, vscode.FileChangeType.Deleted);
        return;
      }
      const now = this.#see(uri, found);
      if (before === 'gone') this.#tell(uri, vscode.FileChangeType.Created);
      if (before !== now) this.#tell(uri, vscode.FileChangeType.Changed);
    });
  }

  /** VS Code has done with saving: an editor that shows something else than the manifest reads it again. */
  saved({ uri }: vscode.TextDocument): void {
    if (!this.#stale.delete(uri.toString())) return;
    const seen = this.#current.get(uri.toString());
    if (seen && seen !== 'gone') this.#current.set(uri.toString(), { ...seen, mtime: later(seen.mtime) });
    this.#tell(uri, seen === 'gone' ? vscode.FileChangeType.Deleted : vscode.FileChangeType.Changed);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions('values have no folders');
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions('a value is deleted in its manifest');
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions('a value is renamed in its manifest');
  }

  async #write(uri: vscode.Uri, written: Uint8Array): Promise<void> {
    const address = addressOf(uri);
    if (!address || address.side) throw vscode.FileSystemError.NoPermissions(uri);
    const key = uri.toString();
    const given = this.#given.get(key);
    const content = address.form === 'text' ? withKnownBreaks(written, given?.hasBreaks) : written;
    const outcome = await this.#save(uri, address, content, given?.fingerprint);
    const found = outcome === 'written' ? await this.#describe(uri, address).catch(() => undefined) : undefined;
    const size = written.length;
    // What was not written under this name is read again, once VS Code has done with saving.
    if (!found || found.size !== size || content !== written) this.#stale.add(key);
    const version = found ? this.#see(uri, found) : { fingerprint: '', mtime: later(given?.mtime), size };
    this.#given.set(key, { ...version, hasBreaks: content.includes(0x0a) });
    if (!found) await this.#lookAgain(uri, address);
  }

  /** The manifest was left as it is, or the value is elsewhere now. */
  async #lookAgain(uri: vscode.Uri, address: ValueAddress): Promise<void> {
    const found = await this.#describe(uri, address).catch(() => undefined);
    if (found) this.#see(uri, found);
    else this.#current.set(uri.toString(), 'gone');
  }

  async #save(
    uri: vscode.Uri,
    address: ValueAddress,
    content: Uint8Array,
    fingerprint: string | undefined,
  ): Promise<'written' | 'left'> {
    let wanted: Pick<WriteValueParams, 'target' | 'force'> = { target: address.target };
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const document = await openManifest(address.manifest);
      const result = await this.#client.sendRequest<WriteValueResult>(writeValue, {
        ...wanted,
        uri: document.uri.toString(),
        ...(fingerprint !== undefined && { fingerprint }),
        content: Buffer.from(content).toString('base64'),
        form: address.form,
      } satisfies WriteValueParams);
      if ('refusal' in result) throw vscode.FileSystemError.Unavailable(result.refusal);
      if ('edits' in result) {
        if (result.edits.length > 0 && result.version !== document.version) continue;
        await change(document, result.edits);
        return wanted.target === address.target ? 'written' : 'left';
      }
      const decision =
        'conflict' in result
          ? await decideConflict(uri, address, result.conflict)
          : await decideGone(uri, address, content, result);
      if (decision.do === 'leave') return 'left';
      wanted = decision;
    }
    throw vscode.FileSystemError.Unavailable('the manifest is being changed: save again');
  }

  async #describe(uri: vscode.Uri, { manifest, target, form }: ValueAddress): Promise<OpenedValue> {
    return valueOrThrow(uri, await this.ask(manifest, { at: target, form, without: 'content' }));
  }

  /** The same object as before while the content is the same. */
  #see(uri: vscode.Uri, { fingerprint, size }: OpenedValue): Version {
    const before = this.#current.get(uri.toString());
    const last = before === 'gone' ? undefined : before;
    if (last?.fingerprint === fingerprint) return last;
    const now = { fingerprint, size, mtime: later(last?.mtime) };
    this.#current.set(uri.toString(), now);
    return now;
  }

  #tell(uri: vscode.Uri, type: vscode.FileChangeType): void {
    this.#changes.fire([{ uri, type }]);
  }

  #inTurn<Answer>(task: () => Promise<Answer>): Promise<Answer> {
    const done = this.#last.then(task);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

function valueOrThrow(uri: vscode.Uri, result: ValueResult): OpenedValue {
  if (!('refusal' in result)) return result;
  throw result.isGone ? vscode.FileSystemError.FileNotFound(uri) : vscode.FileSystemError.Unavailable(result.refusal);
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}

function statOf({ mtime, size }: Version, permissions: vscode.FilePermission | undefined): vscode.FileStat {
  return { type: vscode.FileType.File, ctime: 0, mtime, size, ...(permissions !== undefined && { permissions }) };
}

function isDirty(uri: vscode.Uri): boolean {
  const key = uri.toString();
  return vscode.workspace.textDocuments.some(document => document.isDirty && document.uri.toString() === key);
}

/** Now, and never the same twice. */
function later(than = 0): number {
  return Math.max(Date.now(), than + 1);
}
