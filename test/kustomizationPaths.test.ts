/** Paths in kustomizations: what is offered, where they lead, who builds a file, and what follows when a file moves. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';
import { disk } from '../server/src/workspace/disk.js';
import { actionTitles, applyAction, open, openAtCursor } from './support/check.js';
import { offered, refactored } from './support/refactored.js';

const root = 'file:///workspace/';
const manifest = (path: string, kind = 'Service') =>
  `#- ${path}\napiVersion: v1\nkind: ${kind}\nmetadata: { name: ${path.replace(/\W/g, '-')} }\n`;
const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n';

describe('completion of paths that only the disk knows', () => {
  const files = [
    'app.properties',
    'web.env',
    'config/app.conf',
    'values-prod.yaml',
    'patch.yaml',
    '.gitignore',
    'charts/',
    'config/',
  ];
  const nearby = files.map(path => `${root}live/${path}`);
  const others = `${manifest('live/web.yaml')}${manifest('other/x.yaml')}`;

  /** The labels, and the folder that was looked into. */
  function offers(text: string): readonly [readonly string[], string | undefined] {
    const { service, uri, position } = openAtCursor(`${others}#- live/kustomization.yaml\n${text}`);
    const folder = service.folderToList(uri, position);
    const items = [...service.completion(uri, position, folder === undefined ? [] : nearby)];
    items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    return [items.map(({ label }) => label), folder?.slice(root.length)];
  }

  for (const [what, text, expected] of [
    [
      'files of a generator',
      'configMapGenerator:\n  - name: web\n    files:\n      - <|>\n',
      ['app.properties', 'patch.yaml', 'values-prod.yaml', 'web.env', 'config/app.conf', 'web.yaml'],
    ],
    [
      'but none that it has already, under whatever key',
      'configMapGenerator:\n  - name: web\n    files:\n      - key=app.properties\n      - <|>\n',
      ['patch.yaml', 'values-prod.yaml', 'web.env', 'config/app.conf', 'web.yaml'],
    ],
    [
      'behind a key',
      'configMapGenerator:\n  - name: web\n    files:\n      - a.conf=con<|>\n',
      [
        'a.conf=app.properties',
        'a.conf=patch.yaml',
        'a.conf=values-prod.yaml',
        'a.conf=web.env',
        'a.conf=config/app.conf',
        'a.conf=web.yaml',
      ],
    ],
    [
      'environment files first',
      'secretGenerator:\n  - name: web\n    envs:\n      - <|>\n',
      ['app.properties', 'web.env', 'patch.yaml', 'values-prod.yaml', 'web.yaml', 'config/app.conf'],
    ],
    ['patches that are no manifests', 'patches:\n  - path: <|>\n', ['patch.yaml', 'values-prod.yaml', 'web.yaml']],
    [
      'values of charts',
      'helmCharts:\n  - name: x\n    valuesFile: <|>\n',
      ['values-prod.yaml', 'patch.yaml', 'web.yaml'],
    ],
    [
      'with the dot that was typed',
      'configurations:\n  - ./p<|>\n',
      ['./patch.yaml', './values-prod.yaml', './web.yaml'],
    ],
    ['folders of charts', 'helmGlobals:\n  chartHome: <|>\n', ['charts', 'config']],
  ] as const) {
    test(what, () => assert.deepEqual(offers(text), [expected, 'live']));
  }

  test('resources need no look at the disk', () =>
    assert.deepEqual(offers('resources:\n  - <|>\n'), [['web.yaml'], undefined]));
  test('folders that build this one are none of its resources', () => {
    const [up, top] = [
      '#- up/kustomization.yaml\nresources: [../live]\n',
      '#- top/kustomization.yaml\nresources: [../up]\n',
    ];
    const free = '#- free/kustomization.yaml\nresources: []\n';
    const { service, uri, position } = openAtCursor(`${up}${top}${free}#- live/kustomization.yaml\nresources: [<|>]\n`);
    assert.deepEqual(
      service.completion(uri, position).map(({ label }) => label),
      ['../free'],
    );
  });
  test('a list that is about to begin', () => assert.equal(offers('crds:\n  <|>\n')[1], 'live'));
  test('a folder that is typed is looked into', () =>
    assert.equal(offers('configMapGenerator:\n  - files: [k=config/a<|>]\n')[1], 'live/config'));
});

describe('a folder of the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of ['b/c.conf', 'a.env', 'node_modules/x.json', 'b/deep/d.txt']) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  test('is listed with what lies below, near things first', async () => {
    const base = pathToFileURL(folder).href;
    const found = (await disk.list(base)).map(uri => uri.slice(base.length + 1));
    assert.deepEqual([...found].sort(), ['a.env', 'b/', 'b/c.conf', 'b/deep/', 'b/deep/d.txt']);
    assert.ok(found.indexOf('a.env') < found.indexOf('b/c.conf'));
    assert.ok(found.indexOf('b/c.conf') < found.indexOf('b/deep/d.txt'));
  });
  test('that is not there lists nothing', async () =>
    assert.deepEqual(await disk.list(pathToFileURL(join(folder, 'none')).href), []));
});

describe('a path', () => {
  const files = `${manifest('base/web.yaml')}#- base/kustomization.yaml\nresources: [web.yaml]\n`;
  const overlay = (text: string) => `${files}#- overlay/kustomization.yaml\n${text}`;
  const target = (source: string) => {
    const { service, uri, position } = openAtCursor(source);
    return service.definition(uri, position).map(({ targetUri }) => targetUri.slice(root.length));
  };
  for (const [what, text, expected] of [
    ['of a folder leads to its kustomization', 'resources:\n  - ../ba<|>se\n', ['base/kustomization.yaml']],
    ['with a slash behind it, too', 'resources:\n  - ../ba<|>se/\n', ['base/kustomization.yaml']],
    ['of a file leads there', 'patches: [{ path: ../base/w<|>eb.yaml }]\n', ['base/web.yaml']],
    ['behind a key', 'configMapGenerator:\n  - name: a\n    files: [key=b<|>.conf]\n', ['overlay/b.conf']],
    ['that is a pattern leads nowhere', 'resources: ["../ba<|>se/*.yaml"]\n', []],
    ['that is no path leads nowhere', 'namePrefix: ../ba<|>se\n', []],
    ['of a remote leads nowhere', 'resources: [https://example.com/x.y<|>aml]\n', []],
  ] as const) {
    test(what, () => assert.deepEqual(target(overlay(text)), expected));
  }

  test('is found wherever it is written', () => {
    const third = '#- third/kustomization.yaml\ncomponents: [../base/]\n';
    const { service, uri, position } = openAtCursor(third + overlay('resources:\n  - "../ba<|>se"\n'));
    const found = service.references(uri, position, { includeDeclaration: true });
    assert.deepEqual(found.map(place => place.uri.slice(root.length)).sort(), [
      'base/kustomization.yaml',
      'overlay/kustomization.yaml',
      'third/kustomization.yaml',
    ]);
  });
});

describe('when files move', () => {
  /** All texts after it, of those that change. */
  function moved(source: string, moves: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const { fixture, service } = open(source);
    const files = Object.entries(moves).map(([from, to]) => ({
      oldUri: encodeURI(root + from),
      newUri: encodeURI(root + to),
    }));
    const changes = service.moveFiles(files)?.changes ?? {};
    return Object.fromEntries(
      Object.entries(changes).map(([uri, edits]) => {
        const document = fixture.files.find(file => file.document.uri === uri)?.document;
        assert.ok(document, uri);
        return [decodeURI(uri.slice(root.length)), TextDocument.applyEdits(document, edits as TextEdit[])];
      }),
    );
  }
  const one = (text: string, moves: Readonly<Record<string, string>>) =>
    moved(`#- k/kustomization.yaml\n${text}`, moves)['k/kustomization.yaml'];

  for (const [what, text, moves, expected] of [
    [
      'comments, quotes and spelling stay',
      'resources:\n  # first\n  - ./a.yaml # a\n  - "b.yaml"\n  - c.yaml\n',
      { 'k/a.yaml': 'k/x/a.yaml', 'k/b.yaml': 'k/b"2.yaml' },
      'resources:\n  # first\n  - ./x/a.yaml # a\n  - "b\\"2.yaml"\n  - c.yaml\n',
    ],
    [
      'a name that needs quotes gets them',
      'resources: [a.yaml]\n',
      { 'k/a.yaml': 'k/a b.yaml' },
      'resources: ["a b.yaml"]\n',
    ],
    [
      'a folder, and what is named below it',
      'resources: [../base/, ../base/sub/x.yaml]\n',
      { base: 'lib/base' },
      'resources: [../lib/base/, ../lib/base/sub/x.yaml]\n',
    ],
    [
      'the key of a value stays when its file is called otherwise',
      'configMapGenerator:\n  - name: a\n    files:\n      - app.conf\n      - x=y.conf\n      - d/z.conf\n',
      { 'k/app.conf': 'k/new.conf', 'k/y.conf': 'k/w.conf', 'k/d/z.conf': 'k/z.conf' },
      'configMapGenerator:\n  - name: a\n    files:\n      - app.conf=new.conf\n      - x=w.conf\n      - z.conf\n',
    ],
    [
      'every field is followed',
      'patches:\n  - path: p.yaml\ncrds: [c.json]\nopenapi: { path: o.json }\nsecretGenerator:\n  - envs: [e.env]\nhelmCharts:\n  - valuesFile: v.yaml\n',
      {
        'k/p.yaml': 'k/1.yaml',
        'k/c.json': 'k/2.json',
        'k/o.json': 'k/3.json',
        'k/e.env': 'k/4.env',
        'k/v.yaml': 'k/5.yaml',
      },
      'patches:\n  - path: 1.yaml\ncrds: [2.json]\nopenapi: { path: 3.json }\nsecretGenerator:\n  - envs: [4.env]\nhelmCharts:\n  - valuesFile: 5.yaml\n',
    ],
    [
      'what is inline or remote is nothing of this',
      'resources: [https://h/a.yaml]\npatches:\n  - patch: a.yaml\n',
      { 'k/a.yaml': 'k/b.yaml' },
      undefined,
    ],
    ['what has only the same beginning is another file', 'resources: [ab.yaml]\n', { 'k/a': 'k/b' }, undefined],
  ] as const) {
    test(what, () => assert.equal(one(text, moves), expected));
  }

  test('a kustomization that moves sees all from its new place', () =>
    assert.deepEqual(
      moved('#- a/kustomization.yaml\nresources: [../base, own.yaml]\n#- top/kustomization.yaml\nresources: [../a]\n', {
        a: 'live/b/a',
      }),
      {
        'a/kustomization.yaml': 'resources: [../../../base, own.yaml]\n',
        'top/kustomization.yaml': 'resources: [../live/b/a]\n',
      },
    ));
  test('alone it leaves its files behind', () =>
    assert.deepEqual(
      moved('#- a/kustomization.yaml\nresources: [../base, own.yaml]\n', {
        'a/kustomization.yaml': 'a/b/kustomization.yaml',
      }),
      { 'a/kustomization.yaml': 'resources: [../../base, ../own.yaml]\n' },
    ));
  test('what moves together stays together', () =>
    assert.deepEqual(
      moved('#- a/x/kustomization.yaml\nresources: [../y]\n#- a/y/kustomization.yaml\n', { a: 'b' }),
      {},
    ));
  test('names with blanks are found', () =>
    assert.deepEqual(moved('#- k/kustomization.yaml\nresources: ["a b.yaml"]\n', { 'k/a b.yaml': 'k/c.yaml' }), {
      'k/kustomization.yaml': 'resources: ["c.yaml"]\n',
    }));
});

describe('adding to a kustomization', () => {
  const at = (fixture: string, path: string) => fixture.replace(`#- ${path}\n`, `#- ${path}\n<|>`);
  const files = `#- kustomization.yaml\nresources:\n  - a.yaml # first\n${manifest('a.yaml')}${manifest('sub/b.yaml')}`;

  test('a file goes to the nearest', () =>
    assert.equal(
      refactored(at(files, 'sub/b.yaml'), 'Add this file to ../kustomization.yaml')['kustomization.yaml'],
      'resources:\n  - a.yaml # first\n  - sub/b.yaml\n',
    ));
  for (const [what, text, expected] of [
    ['a list is begun', 'namespace: x\n', 'namespace: x\nresources:\n  - b.yaml\n'],
    ['also below its key', 'resources: # none\n', 'resources: # none\n  - b.yaml\n'],
    ['brackets stay', 'resources: []\n', 'resources: [b.yaml]\n'],
  ] as const) {
    test(what, () => {
      const fixture = at(`#- kustomization.yaml\n${text}${manifest('b.yaml')}`, 'b.yaml');
      assert.equal(refactored(fixture, 'Add this file to kustomization.yaml')['kustomization.yaml'], expected);
    });
  }
  test('a patch goes to the patches', () =>
    assert.equal(
      refactored(
        at(files + manifest('patches/web.yaml'), 'patches/web.yaml'),
        'Add this file to ../kustomization.yaml as a patch',
      )['kustomization.yaml'],
      'resources:\n  - a.yaml # first\npatches:\n  - path: patches/web.yaml\n',
    ));
  test('a folder', () =>
    assert.match(
      refactored(
        at(`${files}#- sub/kustomization.yaml\nresources: [b.yaml]\n`, 'sub/kustomization.yaml'),
        'Add this folder to ../kust',
      )['kustomization.yaml'] ?? '',
      /^ {2}- sub$/m,
    ));
  test('a component', () =>
    assert.match(
      refactored(at(`${files}#- sub/kustomization.yaml\n${component}`, 'sub/kustomization.yaml'), 'Add this folder to')[
        'kustomization.yaml'
      ] ?? '',
      /^components:\n {2}- sub$/m,
    ));

  const adding = (fixture: string) => offered(fixture).filter(title => title.startsWith('Add this'));
  test('not what is listed', () => assert.deepEqual(adding(at(files, 'a.yaml')), []));
  test('not where there is no kustomization', () => assert.deepEqual(adding(at(manifest('x.yaml'), 'x.yaml')), []));
  test('not what builds the folder around it', () =>
    assert.deepEqual(adding(at(`${files}#- sub/kustomization.yaml\nresources: [..]\n`, 'sub/kustomization.yaml')), []));
  test('not what kustomize could not read', () =>
    assert.deepEqual(adding(`${files}#- x.yaml\n<|>apiVersion: v1\nkind: Config\n`), []));
  test('not unasked', () =>
    assert.deepEqual(
      actionTitles(at(files, 'sub/b.yaml')).filter(title => title.startsWith('Add this')),
      [],
    ));

  test('all that no kustomization lists', () => {
    const more = [
      manifest('z.yaml'),
      manifest('web-patch.yaml'),
      '#- own/kustomization.yaml\nresources: []\n',
      manifest('own/c.yaml'),
      `#- part/kustomization.yaml\n${component}`,
    ].join('');
    const title = 'Add all 3 manifests that no kustomization lists';
    const fixture = `${files.replace('resources:', 'reso<|>urces:')}${more}`;
    assert.equal(
      refactored(fixture, title)['kustomization.yaml'],
      'resources:\n  - a.yaml # first\n  - own\n  - sub/b.yaml\n  - z.yaml\n',
    );
  });

  test('also in a file that is empty yet', () =>
    assert.equal(
      refactored(`#- kustomization.yaml\n# mine<|>\n${manifest('b.yaml')}`, 'Add the manifest')['kustomization.yaml'],
      '# mine\nresources:\n  - b.yaml\n',
    ));

  test('several by a command', () => {
    const { service } = open(files + manifest('c.yaml') + manifest('d.yaml'));
    const { changes, refusals } = service.addPaths(['c.yaml', 'd.yaml', 'a.yaml', 'none.txt'].map(path => root + path));
    assert.deepEqual(
      refusals,
      [
        'a.yaml is in kustomization.yaml already',
        'none.txt is neither a manifest nor a folder with a kustomization',
      ].map(text => text.replace('in kustomization.yaml', 'in workspace/kustomization.yaml')),
    );
    assert.equal(changes.length, 1);
    assert.match(changes[0]?.edits[0]?.newText ?? '', /- c\.yaml\n {2}- d\.yaml\n/);
  });
});

describe('a new kustomization', () => {
  test('lists what lies in its folder and below, in order', () => {
    const files = [
      manifest('app/web.yaml'),
      manifest('app/db.yaml'),
      manifest('app/sub/x.yaml'),
      manifest('app/with blank.yaml'),
      manifest('app/web-patch.yaml'),
      manifest('other/y.yaml'),
      '#- app/values.yaml\nreplicas: 1\n',
      '#- app/base/kustomization.yaml\nresources: []\n',
      '#- app/overlay/kustomization.yaml\nresources: [../base]\n',
    ].join('');
    assert.deepEqual(open(files).service.newKustomization(`${root}app`), {
      uri: `${root}app/kustomization.yaml`,
      text: `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization

resources:
  - db.yaml
  - overlay
  - sub/x.yaml
  - web.yaml
  - "with blank.yaml"
`,
    });
  });
  test('may have nothing to list', () => {
    const made = open(manifest('x.yaml')).service.newKustomization(`${root}empty/`);
    assert.match('text' in made ? made.text : '', /\n\nresources: \[\]\n$/);
  });
  test('is none where there is one', () =>
    assert.deepEqual(open('#- a/Kustomization\nresources: []\n').service.newKustomization(`${root}a`), {
      refusal: 'there is Kustomization in the folder already',
    }));
});

describe('a pattern', () => {
  const files = manifest('k/b.yaml') + manifest('k/a.yaml') + manifest('k/deep/c.yaml') + manifest('k/x-patch.yaml');
  const k = (text: string) => `${files}#- k/kustomization.yaml\n${text}`;
  test('is replaced by what it matches', () =>
    assert.ok(
      applyAction(k('resources:\n  - "*<|>.yaml" # all\n  - z\n'), 'Replace *.yaml by 2 paths').endsWith(
        'resources:\n  - a.yaml\n  - b.yaml # all\n  - z\n',
      ),
    ));
  test('in brackets, without what is there', () =>
    assert.ok(
      applyAction(k('resources: [a.yaml, "./*<|>*/*.yaml"]\n'), 'Replace ./**/*.yaml by 2 paths').endsWith(
        'resources: [a.yaml, b.yaml, deep/c.yaml]\n',
      ),
    ));
  test('of folders', () =>
    assert.ok(
      applyAction(
        `#- o/a/kustomization.yaml\nresources: []\n#- o/b/kustomization.yaml\nresources: []\n${k('resources:\n  - ../o/<|>?\n')}`,
        'Replace ../o/? by 2 paths',
      ).endsWith('resources:\n  - ../o/a\n  - ../o/b\n'),
    ));
  test('that matches nothing is left', () =>
    assert.deepEqual(
      actionTitles(k('resources:\n  - no<|>*.yaml\n')).filter(title => title.startsWith('Replace')),
      [],
    ));
});

describe('an entry that leads nowhere', () => {
  const fixture = `${manifest('a.yaml')}#- kustomization.yaml\nresources:\n  - a.yaml\n  # gone\n  - go<|>ne.yaml\n  - b\n`;
  const quickly = (title: string) => actionTitles(fixture).filter(own => own === title);
  test('is offered to be removed, unasked', () =>
    assert.deepEqual(quickly('Remove gone.yaml from resources'), ['Remove gone.yaml from resources']));
  test('is removed', () =>
    assert.match(
      applyAction(fixture, 'Remove gone.yaml from resources'),
      /resources:\n {2}- a\.yaml\n(?: {2}# gone\n)? {2}- b\n$/,
    ));
  test('what is there is not', () =>
    assert.deepEqual(
      actionTitles(fixture.replace('<|>', '').replace('- a.yaml', '- a<|>.yaml')).filter(own =>
        own.startsWith('Remove'),
      ),
      [],
    ));
  for (const [what, text, title, expected] of [
    [
      'a patch goes as a whole',
      'patches:\n  - path: go<|>ne.yaml\n    target: { kind: Pod }\nnamespace: x\n',
      'Remove gone.yaml from patches',
      'patches: []\nnamespace: x\n',
    ],
    [
      'a file of a generator',
      'configMapGenerator:\n  - name: x\n    files:\n      - k=go<|>ne.conf\n      - l=gone.conf\n',
      'Remove gone.conf from configMapGenerator',
      'configMapGenerator:\n  - name: x\n    files:\n      - l=gone.conf\n',
    ],
  ] as const) {
    test(what, () => {
      const { service, uri, position, document } = openAtCursor(`#- kustomization.yaml\n${text}`);
      for (let wanted = service.placesToLookAt(uri); wanted.length > 0; wanted = service.placesToLookAt(uri)) {
        for (const place of wanted) service.know(place, { kind: 'none' });
      }
      const action = service.codeActions(uri, { start: position, end: position }).find(own => own.title === title);
      assert.ok(action);
      const edits = service.resolveCodeAction(action).edit?.changes?.[uri] ?? [];
      assert.equal(TextDocument.applyEdits(document, edits), expected);
    });
  }
  test('the disk has the last word', () => {
    const { service, uri, position } = openAtCursor(fixture);
    const actions = service.codeActions(uri, { start: position, end: position });
    const action = actions.find(({ title }) => title === 'Remove gone.yaml from resources');
    assert.ok(action);
    assert.ok(service.filesNeeded(action).includes(`${root}gone.yaml`));
    const there = new Map([[`${root}gone.yaml`, new Uint8Array()]]);
    assert.deepEqual(service.resolveCodeAction(action, there).disabled, { reason: 'gone.yaml is there' });
  });
});

describe('who builds a file', () => {
  const files = [
    manifest('base/web.yaml', 'Namespace'),
    '#- base/kustomization.yaml\nresources: [web.yaml]\n',
    '#- overlays/dev/kustomization.yaml\nresources: [../../base]\npatches: [{ path: p.yaml }]\n',
    '#- overlays/prod/kustomization.yaml\nresources: [../../base]\n',
    manifest('overlays/dev/p.yaml', 'Namespace'),
  ].join('');
  const built = (path: string, source = files) => {
    const lenses = open(source).service.codeLenses(root + path);
    return lenses.flatMap(({ command }) => (/ by /.test(command?.title ?? '') ? [command] : []));
  };
  for (const [path, title] of [
    ['base/kustomization.yaml', 'built by overlays/dev, overlays/prod'],
    ['base/web.yaml', 'built by base, overlays/dev, overlays/prod'],
    ['overlays/dev/p.yaml', 'used by dev'],
  ] as const) {
    test(path, () =>
      assert.deepEqual(
        built(path).map(command => command?.title),
        [title],
      ),
    );
  }
  test('nobody', () => assert.deepEqual(built('overlays/prod/kustomization.yaml'), []));
  test('a click shows where', () => {
    const [uri, , places] = built('base/web.yaml')[0]?.arguments ?? [];
    assert.equal(uri, `${root}base/web.yaml`);
    assert.deepEqual(
      places.map((place: { uri: string }) => place.uri.slice(root.length)),
      ['base/kustomization.yaml', 'overlays/dev/kustomization.yaml', 'overlays/prod/kustomization.yaml'],
    );
  });
  test('many are counted', () => {
    const more = ['a', 'b', 'c'].map(name => `#- ${name}/kustomization.yaml\nresources: [../base]\n`).join('');
    assert.equal(built('base/kustomization.yaml', files + more)[0]?.title, 'built by 5 kustomizations');
  });
  test('a circle ends', () => {
    const circle = '#- a/kustomization.yaml\nresources: [../b]\n#- b/kustomization.yaml\nresources: [../a]\n';
    assert.equal(built('a/kustomization.yaml', circle)[0]?.title, 'built by b, a');
  });
});
