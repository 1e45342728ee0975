/** The address of the preview of a build: the folder that is built, and which text of it. */
import * as vscode from 'vscode';

export const buildScheme = 'kubewright-build';

export interface BuildAddress {
  /** A URI without a slash at the end. */
  readonly folder: string;
  /** What Kubewright itself would have built, to be compared with the word of a tool. */
  readonly side?: 'expected';
}

/** The path is what editors show and take the language from; the query is what counts. */
export function uriOfBuild(address: BuildAddress): vscode.Uri {
  const { path } = vscode.Uri.parse(address.folder, true);
  const name = path.split('/').at(-1);
  return vscode.Uri.from({
    scheme: buildScheme,
    path: `${path}/Build of ${name}.yaml`,
    query: JSON.stringify(address),
  });
}

export function addressOfBuild({ scheme, query }: vscode.Uri): BuildAddress | undefined {
  if (scheme !== buildScheme) return undefined;
  try {
    const address: BuildAddress = JSON.parse(query);
    return typeof address.folder === 'string' ? address : undefined;
  } catch {
    return undefined;
  }
}
