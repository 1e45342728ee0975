/** The hover on a probe: the story of all probes of its container, drawn in the colours of the editor or told. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver-types';
import { palettes, themes } from '../server/src/prober/palettes.js';
import { openAtCursor } from './support/check.js';

function hoverAt(fixture: string, theme?: unknown): string {
  const { service, uri, position } = openAtCursor(fixture);
  service.drawIn(theme);
  const contents = service.hover(uri, position)?.contents;
  return MarkupContent.is(contents) ? contents.value : '';
}

const web = `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      readinessProbe:
        httpGet: { path: /ready, port: 8080 }
      liveness<|>Probe:
        httpGet: { path: /healthz, port: 8080 }
`;
const told = [
  'The app answers from 12 s',
  'Ready from 20 s',
  'The app hangs from 36 s',
  'Told to end at 59 s: livenessProbe failed 3 times',
  'Not ready from 1 min 1 s: readinessProbe failed 3 times',
  'Restarted at 1 min 29 s',
  'The app answers from 1 min 41 s',
  'Ready again from 1 min 49 s',
];

interface Picture {
  readonly alternative: string;
  readonly svg: string;
}

function pictureIn(markdown: string): Picture | undefined {
  const [, alternative, data] = /!\[(.*)\]\(data:image\/svg\+xml;base64,([\w+/=]+)\)/.exec(markdown) ?? [];
  if (alternative === undefined || data === undefined) return undefined;
  return { alternative, svg: Buffer.from(data, 'base64').toString() };
}

describe('the hover on a probe', () => {
  for (const theme of themes) {
    test(`has a drawing of all probes of the container in the colours of ${theme}`, () => {
      const picture = pictureIn(hoverAt(web, theme));
      assert.match(picture?.svg ?? '', /<title>The probes of web over time<\/title>/);
      for (const lane of ['app', 'readiness', 'liveness', 'in-service'])
        assert.ok(picture?.svg.includes(`class="lane ${lane}"`), lane);
      assert.ok(picture?.svg.includes(`fill="${palettes[theme].background}"`));
    });
  }

  test('has the drawing before what one has to scroll to, and the story behind it for those who do not see it', () => {
    const [headline, image = ''] = hoverAt(web, 'dark').split('\n\n');
    assert.equal(headline, '**livenessProbe** `object`');
    assert.equal(pictureIn(image)?.alternative, `${told.join('. ')}.`);
  });

  test('is not cut by the editor', () => assert.ok(hoverAt(web, 'dark').length < 50_000));

  for (const theme of [undefined, 'blue', 7]) {
    test(`tells the story to an editor that cannot show drawings (theme ${theme})`, () => {
      const markdown = hoverAt(web, theme);
      assert.equal(pictureIn(markdown), undefined);
      assert.ok(markdown.includes(['For example:', ...told.map(sentence => `- ${sentence}`)].join('\n')), markdown);
    });
  }

  test('follows the theme', () => {
    const { service, uri, position } = openAtCursor(web);
    const shown = (theme: string) => {
      service.drawIn(theme);
      return JSON.stringify(service.hover(uri, position));
    };
    const dark = shown('dark');
    assert.notEqual(shown('light'), dark);
    assert.equal(shown('dark'), dark);
  });

  test('ends the story with the container where nobody restarts it', () => {
    const never = web.replace('spec:\n', 'spec:\n  restartPolicy: Never\n');
    assert.match(hoverAt(never), /- Ended at 1 min 29 s, and not restarted$/m);
  });

  test('says how far a probe has come where the story ends before it is through', () => {
    const alone = web.replace(/ +readiness.*\n.*\n/, '');
    const ends = (fields: string, kind = 'liveness') => {
      const text = alone.replace('      liveness<|>Probe:\n', `      ${kind}<|>Probe:\n        ${fields}\n`);
      const last = hoverAt(text).match(/^- .*/gm)?.at(-1);
      const drawn = hoverAt(text, 'dark');
      const [, , below] = drawn.split('\n\n');
      assert.equal(`- ${below}`, last, 'below the drawing, too');
      assert.ok(pictureIn(drawn)?.svg.includes(last?.slice(2) ?? '?'));
      return last;
    };
    assert.equal(
      ends('failureThreshold: 10000'),
      '- Still running at 11 h 6 min 39 s: livenessProbe failed 3997 of 10000 times',
    );
    assert.equal(
      ends('failureThreshold: 10000', 'readiness'),
      '- Still ready at 11 h 6 min 31 s: readinessProbe failed 3996 of 10000 times',
    );
    assert.equal(
      ends('successThreshold: 10000', 'readiness'),
      '- Not ready yet at 11 h 6 min 30 s: readinessProbe succeeded 3992 of 10000 times',
    );
    assert.match(
      hoverAt(alone.replace('      liveness<|>Probe:\n', '$&        failureThreshold: 3000\n')),
      /Restarted at/,
    );
    assert.doesNotMatch(hoverAt(web), /^- (Still|Not ready yet)/m);
    // What failed before the failure was over is no story any more.
    const quick = web.replace(
      '/ready, port: 8080 }',
      '$&\n        periodSeconds: 1\n        successThreshold: 3\n        initialDelaySeconds: 100',
    );
    const slow = hoverAt(quick.replace('/healthz, port: 8080 }', '$&\n        failureThreshold: 300'));
    assert.match(slow, /^- Ready again from /m);
    assert.doesNotMatch(slow, /Still/);
  });

  test('says that a container ended where readiness had not noticed yet', () => {
    const slow = web.replace('httpGet: { path: /ready', 'periodSeconds: 30\n        httpGet: { path: /ready');
    assert.match(hoverAt(slow), /\n- Not ready from 2 min 9 s: the container ended\n/);
  });

  test('follows the policy of the container before that of the pod', () => {
    const sidecar = web
      .replace('spec:\n', 'spec:\n  restartPolicy: Always\n')
      .replace('      readi', '      restartPolicy: Never\n$&');
    assert.match(hoverAt(sidecar), /- Ended at 1 min 29 s, and not restarted$/m);
  });

  const silent: readonly (readonly [string, string])[] = [
    ['a patch', web.replace('spec:\n', 'spec:\n  $patch: merge\n')],
    ['a template', web.replace('spec:\n', '{{- if .Values.isOn }}\nspec:\n')],
    ['a probe whose number is none', web.replace('      liveness<|>Probe:\n', '$&        periodSeconds: often\n')],
    [
      'a probe that is no map',
      web.replace('8080 }\n      live', '8080 }\n      startup<|>Probe: 5\n      live').replace(/s<\|>P/, 'sP'),
    ],
    ['a probe that asks nothing yet', web.replace(/(live.*\n) *httpGet.*/, '$1        periodSeconds: 5')],
    [
      'a probe that asks in two ways',
      web
        .replace('      liveness', '        tcpSocket: { port: 1 }\n$&')
        .replace('live<|>', 'live')
        .replace('readiness', 'readi<|>ness')
        .replace('liveness<|>', 'liveness'),
    ],
    ['a probe beside one that is not whole', web.replace('httpGet: { path: /ready, port: 8080 }', 'periodSeconds: 5')],
    ['a probe that is refused', web.replace('      liveness<|>Probe:\n', '$&        successThreshold: 2\n')],
    ['the name of the container', web.replace('<|>', '').replace('- name:', '- na<|>me:')],
  ];
  for (const [what, fixture] of silent) {
    test(`has no story for ${what}`, () => {
      assert.equal(pictureIn(hoverAt(fixture, 'dark')), undefined);
      assert.doesNotMatch(hoverAt(fixture), /For example/);
    });
  }
});
