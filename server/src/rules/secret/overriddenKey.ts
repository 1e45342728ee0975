import { isSecret } from '../../model/configData.js';
import { entries, get, isNull, keyOf } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const overriddenKey = rule({
  code: 'secret/overridden-key',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'key in both data and stringData',
    why: 'The API server writes stringData over data: the value below data is lost without a word.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
    bad: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        user: YWRtaW4=
        password: aHVudGVyMg==
      # ^^^^^^^^ warning secret/overridden-key: password stands in stringData as well, which wins
      stringData:
        password: hunter3`,
    good: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        user: YWRtaW4=
      stringData:
        password: hunter3`,
  },
  *each(manifest) {
    if (!isSecret(manifest)) return;
    const winners = new Map(entries(get(manifest.root, 'stringData')).map(other => [keyOf(other), other]));
    if (winners.size === 0) return;
    for (const field of entries(get(manifest.root, 'data'))) {
      const winner = winners.get(keyOf(field));
      if (winner && !isNull(winner.value)) yield { field, winner };
    }
  },
  *check({ field, winner }, { document }) {
    const key = keyOf(field);
    const fixes = [field, winner].flatMap(doomed => {
      const title = `Remove ${key} from ${doomed === field ? 'data' : 'stringData'}`;
      return doomed.merged || doomed.map.alias
        ? []
        : [{ title, loses: doomed === winner, edits: () => removeEntry(document, doomed) }];
    });
    yield finding(field, `${key} stands in stringData as well, which wins`, ...fixes);
  },
});
