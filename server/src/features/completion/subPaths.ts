/** The files of a volume, for a `subPath`, where the volume says itself how its files are called. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { knownText } from '../../model/templates.js';
import { fileSourcesOf, filesOf, volumesByName } from '../../model/volumes.js';
import { get, text } from '../../syntax/node.js';
import type { Completer } from './completer.js';
import { nameItems } from './nameItems.js';

export const subPaths: Completer = function* (at) {
  const { gap, manifest } = at;
  if (!manifest || gap.slot !== 'value' || gap.path.at(-1) !== 'subPath') return;
  const mount = gap.node.parent?.kind === 'entry' ? gap.node.parent.map : undefined;
  const volume = volumesByName(manifest).get(text(get(mount, 'name')) ?? '');
  const files = volume ? fileSourcesOf(volume).flatMap(filesOf) : [];
  yield* nameItems(
    at,
    files.flatMap(({ path, source: { type } }) => {
      const name = knownText(path.value);
      return name ? [{ name, kind: CompletionItemKind.File, detail: type }] : [];
    }),
  );
};
