/** What stands in the preview of a build, whoever has built it or has not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answers, type Good, type Shown, shownBuild } from '../client/src/kustomize/buildText.js';
import type { BuildOrigin, KustomizeBuildResult } from '../server/src/protocol.js';

const object = (name: string, value = 'a'): string =>
  `apiVersion: v1\ndata:\n  key: ${value}\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
/** Of each line the origin is its number in the file, from 0. */
function built(text: string): KustomizeBuildResult {
  const count = text.split('\n').length - 1;
  const origins = Array.from({ length: count }, (_, line): BuildOrigin => {
    return { uri: 'file:///w/base/web.yaml', line, character: 0, how: 'from' };
  });
  return { outcome: 'built', text, objects: 1, origins, lines: origins.map((_, i) => i), reads: [] };
}
const refused: KustomizeBuildResult = {
  outcome: 'refused',
  message: 'no such thing',
  at: { uri: 'file:///w/prod/kustomization.yaml', line: 4, character: 2 },
  reads: [],
};
const kubectl = { tool: { name: 'kubectl', path: '/bin/kubectl' } } as const;
const nobody = { evaluator: undefined } as const;
const nameOf = (uri: string): string => uri.slice('file:///w/'.length);
const show = (answers: Omit<Answers, 'nameOf'>, last?: Good) => shownBuild({ ...answers, nameOf }, last);

function numbers({ origins }: Pick<Shown, 'origins'>): readonly (number | undefined)[] {
  return origins.map(origin => origin?.line);
}

test('what Kubewright builds is shown as it is', () => {
  const { shown, good } = show({ result: built(object('a')), choice: nobody });
  assert.equal(shown.text, object('a'));
  assert.deepEqual(numbers(shown), [0, 1, 2, 3, 4, 5]);
  assert.equal(shown.remark, 'Built by Kubewright · 1 object');
  assert.equal(good?.text, object('a'));
});

test('an empty build has no objects', () => {
  assert.equal(show({ result: built(''), choice: nobody }).shown.remark, 'Built by Kubewright · 0 objects');
});

test('who could not be asked is told', () => {
  const choice = { evaluator: 'base/web.yaml is not saved' };
  const text = `${object('a')}---\n${object('b')}`;
  const { remark } = show({ result: built(text), choice }).shown;
  assert.equal(remark, 'Built by Kubewright: base/web.yaml is not saved · 2 objects');
});

test('a refusal says why and where, and the last good result stays below it', () => {
  const { good } = show({ result: built(object('a')), choice: nobody });
  const { shown, good: newer } = show({ result: refused, choice: nobody }, good);
  assert.equal(
    shown.text,
    `# This does not build:
#   no such thing
#   prod/kustomization.yaml:5
# Below is what it built before.

${object('a')}`,
  );
  assert.deepEqual(numbers(shown), [undefined, undefined, undefined, undefined, undefined, 0, 1, 2, 3, 4, 5]);
  assert.deepEqual(shown.cause, { at: refused.at, line: 2, start: 4 });
  assert.equal(shown.remark, 'Built by Kubewright · does not build');
  assert.equal(newer, undefined);
});

test('without a good result there is the reason alone, and a long one is not shown whole', () => {
  assert.equal(
    show({ result: refused, choice: nobody }).shown.text,
    '# This does not build:\n#   no such thing\n#   prod/kustomization.yaml:5\n',
  );
  const long = { ...refused, message: Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n') };
  const { shown } = show({ result: long, choice: nobody });
  assert.equal(shown.text.split('\n').length, 1 + 12 + 1 + 1);
  assert.equal(shown.text.split('\n')[shown.cause?.line ?? 0], '#   prod/kustomization.yaml:5');
});

test('what Kubewright cannot build is not called wrong', () => {
  const at = { uri: 'file:///w/far/kustomization.yaml', line: 1, character: 4 };
  const result: KustomizeBuildResult = { outcome: 'unknown', why: 'remote', at, reads: [] };
  const { shown } = show({ result, choice: { evaluator: undefined, canFetch: 'kubectl' } });
  assert.equal(
    shown.text,
    '# This is not built:\n#   it needs files from the net, which Kubewright does not fetch\n#   far/kustomization.yaml:2\n',
  );
  assert.equal(shown.remark, 'Not built');
  assert.equal(shown.canFetch, 'kubectl');
});

test('until the tool has answered, Kubewright has the word', () => {
  const { shown } = show({ result: built(object('a')), choice: kubectl });
  assert.equal(shown.text, object('a'));
  assert.equal(shown.remark, 'Built by Kubewright, kubectl is asked… · 1 object');
});

test('a tool that says the same changes nothing but who says it', () => {
  const { shown } = show({ result: built(object('a')), choice: kubectl, answer: { text: object('a') } });
  assert.deepEqual(numbers(shown), [0, 1, 2, 3, 4, 5]);
  assert.equal(shown.remark, 'Built by kubectl kustomize · 1 object');
  assert.equal(shown.expected, undefined);
});

test('where they differ the tool is right, and lines that are the same still lead back', () => {
  const own = `${object('a')}---\n${object('b')}`;
  const text = `${object('b', 'other')}---\n${object('new')}`;
  const { shown } = show({ result: built(own), choice: kubectl, answer: { text } });
  assert.equal(shown.text, text);
  assert.equal(shown.expected, own);
  assert.equal(shown.remark, 'Built by kubectl kustomize · 2 objects · Kubewright expected another result');
  const none = Array.from({ length: 7 }, () => undefined);
  assert.deepEqual(numbers(shown), [7, 8, undefined, 10, 11, 12, ...none]);
});

test('a tool that refuses is right, too, in its own words', () => {
  const error = 'error: accumulating resources: bad luck';
  const { shown } = show({ result: built(object('a')), choice: kubectl, answer: { error } });
  assert.match(shown.text, /^# This does not build:\n# {3}error: accumulating resources: bad luck\n/);
  assert.equal(shown.remark, 'Built by kubectl kustomize · does not build · Kubewright expected another result');
});

test('a refusal of both is told in the shorter words', () => {
  const error = 'error: accumulating resources: from ../base: no such thing';
  const { shown } = show({ result: refused, choice: kubectl, answer: { error } });
  assert.match(shown.text, /^# This does not build:\n# {3}no such thing\n# {3}prod\/kustomization\.yaml:5\n/);
});

test('a tool that builds what Kubewright refuses is right', () => {
  const { shown } = show({ result: refused, choice: kubectl, answer: { text: object('a') } });
  assert.equal(shown.text, object('a'));
  assert.equal(shown.remark, 'Built by kubectl kustomize · 1 object · Kubewright expected another result');
  assert.equal(shown.cause, undefined);
});

test('a tool that gives no answer is told of', () => {
  const answer = { failure: 'kubectl took longer than 20 s' };
  const { shown } = show({ result: built(object('a')), choice: kubectl, answer });
  assert.equal(shown.text, object('a'));
  assert.equal(shown.remark, 'Built by Kubewright: kubectl took longer than 20 s · 1 object');
});
