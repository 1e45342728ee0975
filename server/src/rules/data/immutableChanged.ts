import { bytesOf, type DataEntry, dataFieldOf, dataOf, holdsData, isSecret } from '../../model/configData.js';
import type { Manifest } from '../../model/manifest.js';
import { isPlaceholder, knownText } from '../../model/templates.js';
import { setValue } from '../../syntax/edit.js';
import { insertEntries } from '../../syntax/insert.js';
import { type Entry, entry, get, type Node } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { committedOf, mustStay, putBack, putBackEntry } from '../committed.js';
import { type Finding, finding, rule } from '../rule.js';

export const immutableChanged = rule({
  code: 'data/immutable-changed',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'immutable ConfigMap or Secret with other data than in the last commit',
    why: `
      Of an immutable ConfigMap or Secret neither the data nor \`immutable\` itself can change: the API server refuses the
      update. New values need a new name, in the workloads that use them as well; they get new pods with it.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable',
    bad: `
      #- config.yaml (committed)
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      immutable: true
      data:
        log-level: info
      #- config.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      immutable: true
      data:
        log-level: debug
      # ^^^^^^^^^ warning data/immutable-changed: data of an immutable ConfigMap cannot change: the API server will refuse the update (the last commit has another value)`,
    good: `
      #- config.yaml (committed)
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      immutable: true
      data:
        log-level: info
      #- config.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      immutable: true
      data:
        log-level: info`,
  },
  *each(manifest, context) {
    const committed = holdsData(manifest) ? committedOf(manifest, context) : undefined;
    if (committed && isTrue(get(committed.root, 'immutable'))) yield committed;
  },
  *check(committed, manifest) {
    yield* mutable(manifest);
    yield* otherData(manifest, committed);
  },
});

function* mutable({ root, kind, document }: Manifest): Iterable<Finding> {
  const field = entry(root, 'immutable');
  const at = field?.value ?? entry(root, 'kind');
  if (!at || isTrue(field?.value) || (field && isPlaceholder(field.value))) return;
  const title = 'Put immutable: true back';
  const edits = () =>
    field ? [setValue(document, field, 'true')] : [insertEntries(document, root, [{ key: 'immutable', value: true }])];
  yield finding(at, mustStay(`immutable of a ${kind}`, 'true'), ...(field?.merged ? [] : [{ title, edits }]));
}

function* otherData(manifest: Manifest, committed: Manifest): Iterable<Finding> {
  const now = lastByKey(manifest);
  const before = lastByKey(committed);
  const what = (field: string) => `${field} of an immutable ${manifest.kind}`;
  for (const [id, own] of now) {
    const old = before.get(id);
    if (!old) yield added(manifest, own, mustStay(what(own.field), `no key ${own.key}`));
    else if (isOther(own, old)) {
      // What is written in base64 cannot stand where texts do.
      const fixes = own.isEncoded === old.isEncoded ? putBackScalar(manifest, own, committed, old.entry.value) : [];
      yield finding(own.entry, mustStay(what(own.field), 'another value'), ...fixes);
    }
  }
  for (const [id, old] of before) {
    if (!now.has(id)) yield removed(manifest, old, mustStay(what(old.field), `the key ${old.key}`));
  }
}

/** As the API server keeps it: the texts of a Secret are among its data. */
function lastByKey(manifest: Manifest): ReadonlyMap<string, DataEntry> {
  const isOne = isSecret(manifest);
  return new Map(dataOf(manifest).map(own => [isOne ? own.key : `${own.field} ${own.key}`, own]));
}

/** `false` where it is not known. */
function isOther(own: DataEntry, old: DataEntry): boolean {
  if (knownText(own.entry.value) === undefined || knownText(old.entry.value) === undefined) return false;
  const now = bytesOf(own);
  const before = bytesOf(old);
  return now !== undefined && before !== undefined && !Buffer.from(now).equals(before);
}

function putBackScalar(manifest: Manifest, { entry }: DataEntry, committed: Manifest, old: Node) {
  return old.kind === 'scalar' ? putBack(manifest, entry, committed, old) : [];
}

function added({ document }: Manifest, { entry, key }: DataEntry, message: string): Finding {
  const canGo = !entry.merged && !entry.map.alias;
  const remove = { title: `Remove ${key}`, loses: true, edits: () => removeEntry(document, entry) };
  return finding(entry, message, ...(canGo ? [remove] : []));
}

function removed(manifest: Manifest, old: DataEntry, message: string): Finding {
  const field = entry(manifest.root, old.field);
  const at = field ?? dataFieldOf(manifest) ?? entry(manifest.root, 'kind') ?? manifest.root;
  return finding(at, message, ...(field ? fixesIn(manifest, field, old) : []));
}

function fixesIn(manifest: Manifest, field: Entry, old: DataEntry) {
  return field.value.kind === 'map' && !field.merged ? putBackEntry(manifest, field.value, old.entry) : [];
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}
