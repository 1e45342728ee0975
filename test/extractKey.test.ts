/** Keys go out of manifests into files that generators read, and back: kustomize builds the same objects of both. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { YamlDocument } from '../server/src/syntax/file.js';
import { get, text } from '../server/src/syntax/node.js';
import { codesIn, repository } from './support/check.js';
import { readFixture } from './support/fixture.js';
import { withoutKubectl } from './support/kubectlCreate.js';
import { kustomized } from './support/kustomized.js';
import { asFixture, type Files, offered, refactored, refusal } from './support/refactored.js';
import { styleNames, variantOf } from './support/variants.js';

const seed = Number(process.env['SEED'] ?? 20261123);
const numRuns = Number(process.env['RUNS'] ?? 100);

const listing = (...paths: readonly string[]) =>
  `#- kustomization.yaml\nresources:\n${paths.map(path => `  - ${path}\n`).join('')}`;
const pod = (source: string, more = '') =>
  `#- pod.yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web${more}\nspec:\n  containers:\n    - name: a\n      image: b\n      envFrom:\n        - ${source}:\n            name: web\n`;
const configMap = (data: string, more = '') =>
  `#- config.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n${more}data:\n${data}`;
const secret = (data: string, more = '') =>
  `#- config.yaml\napiVersion: v1\nkind: Secret\nmetadata:\n  name: web\n${more}${data}`;
const conf = '  <|>app.conf: |\n    x = 1\n    y\n';

interface Case {
  readonly fixture: string;
  readonly begin: string;
  readonly others?: Files;
  readonly folder?: string;
}

const both = listing('config.yaml', 'pod.yaml');

const extractions: Readonly<Record<string, Case>> = {
  'one of several keys': {
    fixture: both + configMap(`  color: blue # why\n${conf}  # the end\n`) + pod('configMapRef'),
    begin: 'Extract app.conf',
  },
  'the only key': { fixture: both + configMap(conf) + pod('configMapRef'), begin: 'Extract app.conf' },
  'the only key of an object that nobody is known to use': {
    fixture: listing('config.yaml') + configMap(conf),
    begin: 'Extract app.conf',
  },
  'with labels, annotations, namespace and immutable': {
    fixture:
      both +
      configMap(
        conf,
        '  namespace: shop\n  labels:\n    app.kubernetes.io/name: "1"\n  annotations:\n    a: "x: y"\nimmutable: true\n',
      ) +
      pod('configMapRef', '\n  namespace: shop'),
    begin: 'Extract app.conf',
  },
  'one of several, immutable': {
    fixture: both + configMap(`${conf}  b: c\n`, 'immutable: true\n') + pod('configMapRef'),
    begin: 'Extract app.conf',
  },
  'beside bytes': {
    fixture: both + configMap(`${conf}binaryData:\n  b: AAEC\n`) + pod('configMapRef'),
    begin: 'Extract app.conf',
  },
  'a second key': {
    fixture: `${both}configMapGenerator:\n  - name: web\n    behavior: merge\n    files:\n      - first.txt\n${configMap(`${conf}  b: c\n`)}${pod('configMapRef')}`,
    begin: 'Extract app.conf',
    others: { 'first.txt': 'one' },
  },
  'the last key, after others': {
    fixture: `${both}configMapGenerator:\n  - name: web\n    behavior: merge\n    files:\n      - first.txt\n${configMap(conf, '  labels:\n    a: b\n')}${pod('configMapRef')}`,
    begin: 'Extract app.conf',
    others: { 'first.txt': 'one' },
  },
  'a file of that name is there': {
    fixture: both + configMap(conf) + pod('configMapRef'),
    begin: 'Extract app.conf',
    others: { 'app.conf': 'something else' },
  },
  'behind another object of its file': {
    fixture: `${listing('config.yaml')}${pod('configMapRef').replace('pod.yaml', 'config.yaml')}---\n${configMap(conf).replace('#- config.yaml\n', '')}`,
    begin: 'Extract app.conf',
  },
  'before another object of its file': {
    fixture: `${listing('config.yaml')}${configMap(conf)}---\n${pod('configMapRef').replace('#- pod.yaml\n', '')}`,
    begin: 'Extract app.conf',
  },
  'in a folder below the kustomization': {
    fixture: `${listing('sub/config.yaml', 'pod.yaml')}${configMap(conf).replace('config.yaml', 'sub/config.yaml')}${pod('configMapRef')}`,
    begin: 'Extract app.conf',
  },
  'used in another build as well': {
    fixture: `#- base/kustomization.yaml\nresources: [config.yaml]\n${configMap(conf).replace('config.yaml', 'base/config.yaml')}#- kustomization.yaml\nresources: [base, pod.yaml]\n${pod('configMapRef')}`,
    begin: 'Extract app.conf',
  },
  'a Secret of data': {
    fixture:
      both +
      secret('data:\n  a: eA==\n  <|>b: d29ybGQKeAo=\n', 'type: example.com/x\nimmutable: true\n') +
      pod('secretRef'),
    begin: 'Extract b',
  },
  'a Secret of stringData': {
    fixture: both + secret('stringData:\n  <|>b: world\n') + pod('secretRef'),
    begin: 'Extract b',
  },
  'a Secret with data and one stringData': {
    fixture: both + secret('data:\n  a: eA==\nstringData:\n  <|>b: world\n') + pod('secretRef'),
    begin: 'Extract b',
  },
  'with an empty list of resources': {
    fixture: `#- kustomization.yaml\n# ours\nnamePrefix: x-\nresources:\n  - config.yaml # the only one\n${configMap(conf)}`,
    begin: 'Extract app.conf',
  },
  'patched by its kustomization, and by one above': {
    fixture: `#- base/kustomization.yaml\nresources: [config.yaml]\npatches:\n  - patch: |\n      apiVersion: v1\n      kind: ConfigMap\n      metadata: { name: web }\n      data: { more: x }\n${configMap(conf).replace('config.yaml', 'base/config.yaml')}#- kustomization.yaml\nresources: [base, pod.yaml]\nnamePrefix: a-\nnamespace: shop\nlabels:\n  - pairs: { a: b }\npatches:\n  - target: { kind: ConfigMap, name: web }\n    patch: |\n      - op: add\n        path: /data/third\n        value: y\n${pod('configMapRef')}`,
    begin: 'Extract app.conf',
  },
  'of a component': {
    fixture: `#- kustomization.yaml\nresources: [pod.yaml]\ncomponents: [part]\n#- part/kustomization.yaml\napiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources:\n  - config.yaml\n${configMap(`${conf}  b: c\n`).replace('config.yaml', 'part/config.yaml')}${pod('configMapRef')}`,
    begin: 'Extract app.conf',
  },
  'no hash at all': {
    fixture: `${both}generatorOptions:\n  disableNameSuffixHash: true\n${configMap(conf)}${pod('configMapRef')}`,
    begin: 'Extract app.conf',
  },
};

const generating = (generator: string, ...paths: readonly string[]) =>
  `${listing(...paths)}configMapGenerator:\n  - name: web\n${generator}`;

const inlinings: Readonly<Record<string, Case>> = {
  'the only file': {
    fixture: generating('    files:\n      - <|>app.conf\n', 'pod.yaml') + pod('configMapRef'),
    begin: 'Inline app.conf into a new ConfigMap web in web-configmap.yaml',
    others: { 'app.conf': 'x = 1\ny\n' },
  },
  'one of several': {
    fixture:
      generating('    files:\n      - <|>app=sub/app.conf\n      - b.txt\n    literals: [c=d]\n', 'pod.yaml') +
      pod('configMapRef'),
    begin: 'Inline app into',
    others: { 'sub/app.conf': 'x = 1\ny\n', 'b.txt': 'b' },
  },
  'with options': {
    fixture:
      generating(
        '    namespace: shop\n    files: [<|>app.conf]\n    options:\n      labels: { a: "1" }\n      annotations: { b: c }\n      immutable: true\n',
        'pod.yaml',
      ) + pod('configMapRef', '\n  namespace: shop'),
    begin: 'Inline app.conf',
    others: { 'app.conf': 'x' },
  },
  'a literal in quotes': {
    fixture: generating(`    literals:\n      - <|>a="b c"\n      - d='e'\n`, 'pod.yaml') + pod('configMapRef'),
    begin: 'Inline a into',
  },
  'an env file': {
    fixture: generating('    envs:\n      - <|>app.env\n', 'pod.yaml') + pod('configMapRef'),
    begin: 'Inline the keys of app.env',
    others: { 'app.env': '# one\nA=b\n  C="d=e" \n\nF=\n' },
  },
  'no ASCII': {
    fixture: generating('    files:\n      - <|>app.bin\n', 'pod.yaml') + pod('configMapRef'),
    begin: 'Inline app.bin',
    others: { 'app.bin': 'ÿ' },
  },
  'into the manifest that it adds to': {
    fixture:
      generating('    behavior: merge\n    files:\n      - <|>app.conf\n', 'config.yaml', 'pod.yaml') +
      configMap('  b: c # why\n') +
      pod('configMapRef'),
    begin: 'Inline app.conf into ConfigMap web',
    others: { 'app.conf': 'x = 1\ny\n' },
  },
  'a Secret': {
    fixture: `${listing('pod.yaml')}secretGenerator:\n  - name: web\n    type: example.com/x\n    files:\n      - <|>a.txt\n      - b.txt\n${pod('secretRef')}`,
    begin: 'Inline a.txt',
    others: { 'a.txt': 'x\n', 'b.txt': 'y' },
  },
};

const committed = join(repository, 'test/data/refactored/generators.json');
const isUpdate = process.env['UPDATE'] === '1';
const expected: Record<string, Files> = isUpdate ? {} : JSON.parse(readFileSync(committed, 'utf8'));

function filesOf(fixture: string, others: Files = {}): Files {
  const files = readFixture(fixture).files.map(({ document }) => [
    document.uri.replace('file:///workspace/', ''),
    document.getText(),
  ]);
  return { ...Object.fromEntries(files), ...others };
}

for (const [name, cases] of [
  ['a key becomes a file', extractions] as const,
  ['a file becomes a key', inlinings] as const,
]) {
  describe(name, () => {
    for (const [what, { fixture, begin, others = {}, folder }] of Object.entries(cases)) {
      const key = `${name}: ${what}`;
      const after = refactored(fixture, begin, others);
      if (isUpdate) expected[key] = after;
      test(what, () => assert.deepEqual(after, expected[key]));
      test(`${what}, and nothing is wrong with it`, () => {
        const known = new Set(codesIn(fixture));
        assert.deepEqual(
          codesIn(asFixture(after)).filter(code => !known.has(code)),
          [],
        );
      });
      test(`${what}, as kubectl has it`, { skip: withoutKubectl }, () =>
        assert.equal(kustomized(after, folder), kustomized(filesOf(fixture, others), folder)),
      );
    }
  });
}
if (isUpdate) writeFileSync(committed, `${JSON.stringify(expected, undefined, 2)}\n`);

test('bytes become binaryData of a ConfigMap', () => {
  const fixture = generating('    files:\n      - <|>app.bin\n');
  const after = refactored(fixture, 'Inline app.bin', { 'app.bin': Buffer.from([0, 255, 1]) });
  assert.match(after['web-configmap.yaml'] ?? '', /binaryData:\n {2}app\.bin: AP8B\n/);
});

test('any text goes out, and comes back as it was', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom('', '\n', '\n\n'), (start, end) => {
      const content = start + end;
      if (/[^\P{Cc}\t\n]/u.test(content) || content.startsWith('\ufeff')) return;
      const quoted = JSON.stringify(content).replace(
        /[\u2028\u2029\u007f-\u009f]/g,
        c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      const fixture = listing('config.yaml') + configMap(`  <|>app.conf: ${quoted}\n`);
      const { 'app.conf': file = '', ...rest } = refactored(fixture, 'Extract app.conf');
      assert.equal(file, content);
      const marked = asFixture(rest).replace('[app.conf]', '[<|>app.conf]');
      const back = refactored(marked, 'Inline app.conf', { 'app.conf': file })['web-configmap.yaml'] ?? '';
      assert.equal(text(get(new YamlDocument(back).root, 'data', 'app.conf')), content);
    }),
    { seed, numRuns },
  ));

describe('there and back', () => {
  for (const [name, { fixture, begin }] of Object.entries(extractions).filter(([own]) =>
    /^(the only key|one of several keys)$/.test(own),
  )) {
    test(name, { skip: withoutKubectl }, () => {
      const out = refactored(fixture, begin);
      const { 'app.conf': content = '', ...rest } = out;
      const marked = asFixture(rest).replace('[app.conf]', '[<|>app.conf]');
      const back = refactored(marked, 'Inline app.conf', { 'app.conf': content });
      assert.equal(kustomized(back), kustomized(filesOf(fixture)));
      const text = back['config.yaml'] ?? back['web-configmap.yaml'] ?? '';
      assert.match(text, /app\.conf: \|\n {4}x = 1\n {4}y\n/);
      assert.doesNotMatch(back['kustomization.yaml'] ?? '', /Generator/);
    });
  }
});

describe('in every style', () => {
  const fixture = both + configMap(`  color: blue\n${conf.replace('<|>', '')}`) + pod('configMapRef');
  const generator =
    generating('    files:\n      - app.conf\n    literals:\n      - c=d\n', 'pod.yaml') + pod('configMapRef');
  for (const style of styleNames.filter(own => !/document/.test(own))) {
    test(`out, ${style}`, { skip: withoutKubectl }, () => {
      const variant = variantOf(fixture, style);
      if (variant === undefined || /anchors/.test(style)) return;
      const marked = variant.replace(/(app\.conf)/, '<|>$1');
      const after = refactored(marked, 'Extract app.conf');
      assert.equal(after['app.conf'], 'x = 1\ny\n');
      assert.equal(kustomized(after), kustomized(filesOf(variant)));
    });
    test(`in, ${style}`, { skip: withoutKubectl }, () => {
      const variant = variantOf(generator, style);
      if (variant === undefined || /anchors/.test(style)) return;
      const others = { 'app.conf': 'x = 1\ny\n' };
      const after = refactored(variant.replace(/(app\.conf)/, '<|>$1'), 'Inline app.conf', others);
      assert.equal(kustomized(after), kustomized(filesOf(variant, others)));
    });
  }
});

describe('not offered', () => {
  const titles = (fixture: string) => offered(fixture).filter(title => /^(Extract|Inline)/.test(title));
  test('without a kustomization, or with one that does not list the file', () => {
    assert.deepEqual(titles(configMap(conf)), []);
    assert.deepEqual(titles(listing('pod.yaml') + configMap(conf) + pod('configMapRef')), []);
  });
  test('where two kustomizations list the file', () =>
    assert.deepEqual(
      titles(`${listing('config.yaml')}#- sub/kustomization.yaml\nresources: [../config.yaml]\n${configMap(conf)}`),
      [],
    ));
  test('from outside of the folder', () =>
    assert.deepEqual(titles(`#- sub/kustomization.yaml\nresources: [../config.yaml]\n${configMap(conf)}`), []));
  test('where kustomize would lose stringData that stays', () =>
    assert.deepEqual(titles(listing('config.yaml') + secret('stringData:\n  <|>a: b\n  c: d\n')), []));
  test('for bytes', () =>
    assert.deepEqual(titles(listing('config.yaml') + secret('data:\n  <|>a: AAEC\n  c: eA==\n')), []));
  test('where all that is generated gets labels', () =>
    assert.deepEqual(
      titles(`${listing('config.yaml')}generatorOptions: { labels: { a: b } }\n${configMap(conf)}`),
      [],
    ));
  test('where a generator can give less than the object has', () =>
    assert.deepEqual(titles(listing('config.yaml') + configMap(conf, '  finalizers: [a/b]\n')), []));
  test('where another kustomization adds to the object', () => {
    const overlay =
      '#- over/kustomization.yaml\nresources: [..]\nsecretGenerator:\n  - { name: web, behavior: merge, literals: [a=b] }\n';
    assert.deepEqual(titles(listing('config.yaml') + secret('data:\n  <|>a: eA==\n') + overlay), []);
    const generator = `${listing()}secretGenerator:\n  - name: web\n    files:\n      - <|>a.txt\n`;
    assert.deepEqual(titles(generator + overlay), []);
  });
  test('for a file that kustomize may not read', () =>
    assert.deepEqual(titles(generating('    files:\n      - <|>../app.conf\n')), []));
  test('for a file from somewhere else', () =>
    assert.deepEqual(titles(generating('    files:\n      - <|>https://example.com/a\n')), []));
});

describe('refused, with the reason', () => {
  test('no name is left', () =>
    assert.equal(
      refusal(listing('config.yaml') + configMap(conf), 'Extract', { 'app.conf': '', 'web/app.conf': '' }),
      'there are files app.conf and web/app.conf already',
    ));
  test('no file', () =>
    assert.equal(refusal(generating('    files:\n      - <|>app.conf\n'), 'Inline'), 'app.conf cannot be read'));
  test('where the values are encrypted by SOPS', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ndata:\n  X: ENC[AES256]\n';
    const fixture = (sops: string) =>
      `#- kustomization.yaml\nresources: [secret.yaml]\nsecretGenerator:\n  - name: web\n    behavior: merge\n    literals:\n      - <|>a=b\n#- secret.yaml\n${secret}${sops}`;
    assert.equal(refusal(fixture('sops: { mac: x }\n'), 'Inline'), 'the values of Secret web are encrypted by SOPS');
    assert.equal(refusal(fixture(''), 'Inline'), undefined);
  });
  test('the manifest is there', () =>
    assert.equal(
      refusal(generating('    files:\n      - <|>app.conf\n'), 'Inline', { 'app.conf': '', 'web-configmap.yaml': '' }),
      'there is a file web-configmap.yaml already',
    ));
  test('no key, and its line is not shown', () =>
    assert.equal(
      refusal(generating('    envs:\n      - <|>app.env\n'), 'Inline', { 'app.env': 'A=b\nhunter 2==\n' }),
      'line 2 does not begin with a key',
    ));
  test('the value is that of who runs kustomize', () =>
    assert.equal(
      refusal(generating('    envs:\n      - <|>app.env\n'), 'Inline', { 'app.env': 'PATH\n' }),
      'line 1 has its value from the environment of who runs kustomize',
    ));
});
