/** What kustomizations have to say otherwise when files or folders get other names. Makes edits; moves nothing. */
import type { TextEdit } from 'vscode-languageserver-types';
import type { Kustomization, NamedPlace } from '../../model/kustomization.js';
import { doubleQuoted, type Edit } from '../../syntax/edit.js';
import type { Part } from '../../syntax/file.js';
import { needsQuotes } from '../../syntax/scalars.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';
import { toTextEdits } from '../range.js';
import { relativePath } from '../relativePath.js';

/** Of a file, or of a folder with all that is in it; as LSP has it. */
export interface FileMove {
  readonly oldUri: string;
  readonly newUri: string;
}

/** The edits of each kustomization, by its URI before the move. */
export function movedPaths(index: WorkspaceIndex, moves: readonly FileMove[]): Readonly<Record<string, TextEdit[]>> {
  const moved = movingBy(moves);
  const changes: Record<string, TextEdit[]> = {};
  for (const kustomization of index.kustomizations) {
    const file = index.file(kustomization.uri);
    const edits = kustomization.paths.flatMap(path => {
      const part = file?.parts[path.part];
      const edit = part && rewritten(part, kustomization, path, moved);
      return edit ? toTextEdits(part, [edit]) : [];
    });
    if (file && edits.length > 0) changes[file.uri] = [...(changes[file.uri] ?? []), ...edits];
  }
  return changes;
}

type Moving = (key: string) => string;

/** Where a thing will be: the innermost move counts. */
function movingBy(moves: readonly FileMove[]): Moving {
  const known = new Map(moves.map(({ oldUri, newUri }) => [asKey(oldUri), asKey(newUri)]));
  return key => {
    for (let at = key; at.length > 0; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      const moved = known.get(at);
      if (moved !== undefined) return moved + key.slice(at.length);
    }
    return key;
  };
}

function asKey(uri: string): string {
  return keyOf(uri).replace(/\/$/, '');
}

function rewritten(part: Part, { uri }: Kustomization, named: NamedPlace, moved: Moving): Edit | undefined {
  const before = relativePath(uri, named.place);
  const after = relativePath(moved(uri), moved(named.place));
  const { path, field, key, span } = named;
  if (before === after || path.startsWith('/')) return undefined;
  const spelt = `${path.startsWith('./') && !after.startsWith('.') ? './' : ''}${after}${path.endsWith('/') ? '/' : ''}`;
  // Without a key, the key is the name of the file: it would become another one.
  const isRenamed = field.endsWith('.files.*') && key === undefined && lastOf(before) !== lastOf(after);
  return written(part, span, isRenamed ? `${lastOf(before)}=${spelt}` : spelt);
}

/** In the quotes that are there; a plain word gets some when it needs them, around its key as well. */
function written({ document: { text } }: Part, { start, end }: Edit['span'], path: string): Edit {
  const first = /(["'])[^"'\n]*$/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))?.[1];
  const quote = text.charAt(end) === first ? first : undefined;
  const span = { start, end };
  if (quote === '"') return { span, text: doubleQuoted(path).slice(1, -1) };
  if (quote === "'") return { span, text: path.replaceAll("'", "''") };
  const wordStart = start - (/[^\s,[{]*$/.exec(text.slice(0, start))?.[0].length ?? 0);
  const whole = text.slice(wordStart, start) + path;
  return { span: { start: wordStart, end }, text: pathText(whole) };
}

/** As a scalar; paths, and keys before them, are seldom in need of quotes. */
export function pathText(path: string): string {
  return /^[A-Za-z0-9_./][-A-Za-z0-9_./=+@]*$/.test(path) && !needsQuotes(path) ? path : doubleQuoted(path);
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
