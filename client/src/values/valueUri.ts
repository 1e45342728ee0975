/** The address of an opened value: names, not places, so that it outlives edits of the manifest and reloads. */
import * as vscode from 'vscode';
import type { ValueForm, ValueTarget } from '../../../server/src/protocol.js';

export const valueScheme = 'kubewright-value';

export interface ValueAddress {
  readonly manifest: string;
  readonly target: ValueTarget;
  readonly form: ValueForm;
  /** As the manifest has it, to be compared with what an editor has made of it. Cannot be written. */
  readonly side?: 'manifest';
}

/** The path is what editors show and take the language from; the query is what counts. */
export function uriOfValue(address: ValueAddress, fileName: string): vscode.Uri {
  const { kind, name } = address.target;
  const folder = `${kind} ${name.replace(/[\\/]/g, '_')}`.trim();
  return vscode.Uri.from({ scheme: valueScheme, path: `/${folder}/${fileName}`, query: JSON.stringify(address) });
}

/** The same value as the manifest has it. */
export function manifestSide(uri: vscode.Uri, address: ValueAddress): vscode.Uri {
  return uri.with({ query: JSON.stringify({ ...address, side: 'manifest' } satisfies ValueAddress) });
}

/** `undefined` for anything else than a value, such as the folder that an editor believes it to be in. */
export function addressOf({ scheme, path, query }: vscode.Uri): ValueAddress | undefined {
  if (scheme !== valueScheme || path.split('/').length !== 3) return undefined;
  try {
    const address: ValueAddress = JSON.parse(query);
    return typeof address.manifest === 'string' && typeof address.target?.key === 'string' ? address : undefined;
  } catch {
    return undefined;
  }
}

/** The same for both sides. */
export function valueKey({ manifest, target }: ValueAddress): string {
  return JSON.stringify([manifest, target]);
}

/** The editor of the value that is open already, whatever its file is called. */
export function openDocumentOf(address: ValueAddress): vscode.TextDocument | undefined {
  const query = JSON.stringify(address);
  return vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === valueScheme && uri.query === query);
}
