/** Files that are dropped onto the values of a ConfigMap or Secret become values, each under the name of its file. */
import * as vscode from 'vscode';
import type { Source } from './draft.js';
import type { Engine } from './engine.js';
import { editsOf } from './plan.js';
import { readAll } from './readSources.js';

const nothing = new vscode.DocumentDropEdit('');
/** In the menu with which one drops otherwise; editors that have none ignore it. */
const title = 'Add as Value';

export function dropProvider(engine: Engine): vscode.DocumentDropEditProvider {
  return {
    provideDocumentDropEdits: async (document, position, dropped, token) => {
      const uris = await urisIn(dropped);
      if (uris.length === 0) return undefined;
      const ask = (sources: readonly Source[]) =>
        engine.place(
          document.uri.toString(),
          { kind: 'ConfigMap', name: 'dropped', sources: sources.map(({ source }) => source) },
          { to: 'data', position: { line: position.line, character: position.character } },
        );
      try {
        // Elsewhere in the file the drop is not ours, and nothing is read.
        const before = await ask([]);
        if ('error' in before && before.isElsewhere) return undefined;
        const { version } = document;
        const result = await ask(await readAll(uris, 0));
        if (token.isCancellationRequested || document.version !== version) return nothing;
        if ('error' in result) throw new Error(result.error);
        const [key, ...others] = result.conflicts;
        if (key !== undefined) {
          const keys = others.length === 0 ? key : `${key} and ${others.length} more`;
          throw new Error(`${keys} has another value already: "Create ConfigMap…" or "Create Secret…" can replace it`);
        }
        const additionalEdit = new vscode.WorkspaceEdit();
        additionalEdit.set(document.uri, [...editsOf(result)]);
        return Object.assign(new vscode.DocumentDropEdit(''), { additionalEdit, title });
      } catch (error) {
        vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
        return nothing;
      }
    },
  };
}

async function urisIn(dropped: vscode.DataTransfer): Promise<readonly vscode.Uri[]> {
  const list = await dropped.get('text/uri-list')?.asString();
  return (list ?? '')
    .split(/\r?\n/)
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => vscode.Uri.parse(line, true));
}
