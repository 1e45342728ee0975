/** Above values of several lines: a way to open them as files. */
import type { Position, Range } from 'vscode-languageserver-types';
import { dataOf } from '../../model/configData.js';
import { isEncrypted } from '../../model/manifest.js';
import type { YamlFile } from '../../syntax/file.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { toRange } from '../range.js';
import { holdersIn } from './valueTarget.js';

/** Shorter values are edited where they stand. */
const fewestLines = 3;
/** In one file: more would only be in the way. */
const mostLenses = 200;

export interface ValueLens {
  readonly range: Range;
  /** Of the key. */
  readonly position: Position;
  readonly title: string;
}

export function valueLenses(index: WorkspaceIndex, file: YamlFile): readonly ValueLens[] {
  return holdersIn(index, file)
    .flatMap(({ part, manifest }) =>
      isEncrypted(manifest)
        ? []
        : dataOf(manifest).flatMap(({ entry: { key, value, merged } }) => {
            if (merged || value.alias || value.kind !== 'scalar' || !hasLines(value.text)) return [];
            const range = toRange(part, key.span);
            return { range, position: range.start, title: 'open in editor' };
          }),
    )
    .slice(0, mostLenses);
}

function hasLines(text: string): boolean {
  let at = -1;
  for (let line = 1; line < fewestLines; line++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return false;
  }
  return text.slice(at).trim() !== '';
}
