import { type DataEntry, dataOf, isConfigMap } from '../../model/configData.js';
import type { Manifest } from '../../model/manifest.js';
import type { Reference } from '../../model/objects.js';
import { referencesIn } from '../../model/references.js';
import { knownText } from '../../model/templates.js';
import { type Edit, renameKey } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { removeEntry } from '../../syntax/remove.js';
import type { KnownObject } from '../../workspace/objects.js';
import { deposited, depositFor } from '../moveToSecret.js';
import { manifestOf } from '../references.js';
import { type Fix, finding, type RuleContext, rule } from '../rule.js';

const sensitiveKey =
  /password|passwd|token|bearer|secret|credential|private[-_.]?key|api[-_.]?key|AZURE_.+KEY|GOOGLE_APPLICATION_CREDENTIALS/i;
/** What tells of a secret, and holds none. */
const about =
  /(name|namespace|template|pattern|policy|path|file|dir|url|uri|type|method|ref|enabled|ttl|expiry|length|timeout)s?$/i;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** Not where a variable, a file or a placeholder stands behind it. */
const passwordPair = /(?:^|[\s;&?"'])[\w.-]*passw(?:or)?d["']?\s*[=:]\s*["']?[^\s"'${<%/]{3,}/im;

export const sensitiveValue = rule({
  code: 'config-map/sensitive-value',
  severity: 'warning',
  strict: true,
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'password, token or private key in a ConfigMap',
    why: `
      ConfigMaps are shown in full by many tools, and more people may read them than Secrets. Secrets can be encrypted at
      rest, and access to them can be granted by itself.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue
        db-password: hunter2
      # ^^^^^^^^^^^ warning config-map/sensitive-value: db-password looks like something to keep in a Secret`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      stringData:
        db-password: hunter2`,
  },
  *each(manifest) {
    if (isConfigMap(manifest)) yield* dataOf(manifest);
  },
  *check(own, manifest, context) {
    const { key, entry } = own;
    const value = knownText(entry.value);
    if (!value || value.length > 100_000) return;
    const isNamedSo = sensitiveKey.test(key) && !about.test(key) && isSecretLike(value);
    if (!isNamedSo && !privateKey.test(value) && !passwordPair.test(value)) return;
    yield finding(entry, `${key} looks like something to keep in a Secret`, ...move(own, value, manifest, context));
  },
});

/** Only where every use of the key is a variable that can get its value from a Secret of the same name. */
function move(
  { key, entry, field }: DataEntry,
  value: string,
  manifest: Manifest,
  context: RuleContext,
): readonly Fix[] {
  const { document, name = '' } = manifest;
  const users = usersOfKey(manifest, key, context);
  const deposit = depositFor(manifest, key, value, context);
  if (!users || !deposit || field !== 'data' || entry.merged || entry.map.alias) return [];
  const own = users.filter(user => user.document === document);
  const edits = () => {
    const there = deposited(deposit);
    return there ? [...removeEntry(document, entry), ...own.flatMap(user => user.edits), ...there.here] : [];
  };
  const others = users.filter(user => user.document !== document);
  return [
    {
      title: `Move ${key} to Secret ${name}${deposit.alsoFor}`,
      edits,
      elsewhere: () => {
        const there = deposited(deposit);
        return there ? [...others, ...there.elsewhere] : [];
      },
    },
  ];
}

interface User {
  readonly uri: string;
  readonly document: YamlDocument;
  readonly edits: readonly Edit[];
}

/** With what makes them ask a Secret; `undefined` where one of them cannot be made to. */
function usersOfKey(manifest: Manifest, key: string, { objects }: RuleContext): readonly User[] | undefined {
  const object = objects.of(manifest);
  const { kind, name } = manifest;
  if (!object || name === undefined || objects.named(kind, name).length > 1) return undefined;
  const users: User[] = [];
  for (const { from, reference } of objects.usersOf(kind, name)) {
    const { field, keys } = reference;
    const asks = keys.some(asked => asked.name === key);
    if (field !== 'env.configMapKeyRef' && (asks || keys.every(({ by }) => by !== 'item'))) return undefined;
    if (!asks) continue;
    const edit = askSecret(from, reference);
    if (!edit) return undefined;
    users.push({ uri: from.uri, document: from.document, edits: [edit] });
  }
  return users;
}

function askSecret(from: KnownObject, { at }: Reference): Edit | undefined {
  const manifest = manifestOf(from);
  const written = manifest && referencesIn(manifest).find(reference => reference.at.start === at.start);
  const owner = written?.node.parent?.kind === 'entry' ? written.node.parent.map : undefined;
  const source = owner?.parent?.kind === 'entry' ? owner.parent : undefined;
  return source && !owner?.alias && !source.merged ? renameKey(source, 'secretKeyRef') : undefined;
}

/** Not a switch, a number, a path or a whole file. */
function isSecretLike(value: string): boolean {
  return !/^(true|false|\d{1,6}[smhd]?|[./].*)$/i.test(value) && !value.trim().includes('\n');
}
