// @ts-check
/** Files of one document: small, with a very long text in it, and very long itself. */
import { Manuscript } from './manuscript.mjs';
import { randomFrom } from './random.mjs';
import { makeApp, nouns, words } from './words.mjs';
import { putDeployment, putHead } from './workloadKinds.mjs';

/** @typedef {import('./random.mjs').Random} Random */

/** @param {number} seed */
export function writeDeployment(seed) {
  const random = randomFrom(seed);
  const out = new Manuscript();
  putDeployment(out, random, makeApp(random, 0));
  out.spoil(out.integer ?? 0, /: .*/, ': many', 'a string where an integer belongs');
  return out;
}

/** A ConfigMap with a block scalar of `bytes`; the mistake lies behind the scalar. @param {number} seed @param {number} bytes */
export function writeLongScalar(seed, bytes) {
  const random = randomFrom(seed);
  const out = new Manuscript();
  putHead(out, random, makeApp(random, 0), 'v1 ConfigMap');
  const data = out.put(0, 'data:');
  out.mistakes.push({ line: data, what: 'more than kubectl apply can keep in its annotation' });
  out.put(2, 'dashboard.txt: |');
  const word = () => random.pick(words);
  for (let size = 0; size < bytes; ) {
    const first = `"${word()}": "${word()}-${random.int(1, 1e6)}"`;
    const line = `{${first}, "${word()}": ${random.int(1, 1e6)}, "note": "${word()} # ${word()}: ${word()}"},`;
    size += line.length + 5;
    out.put(4, line);
  }
  out.spoil(out.put(0, 'immutable: true'), 'true', 'sometimes', 'a string where a boolean belongs');
  return out;
}

/**
 * A CustomResourceDefinition: what parsing document by document cannot help with.
 * @param {number} seed @param {number} lines
 */
export function writeDefinition(seed, lines) {
  const random = randomFrom(seed);
  const out = new Manuscript();
  out.put(0, 'apiVersion: apiextensions.k8s.io/v1');
  out.put(0, 'kind: CustomResourceDefinition');
  out.putNested(0, 'metadata:', 'name: widgets.example.com');
  out.put(0, 'spec:');
  out.put(2, 'group: example.com');
  out.put(2, 'scope: Namespaced');
  out.putNested(2, 'names:', 'kind: Widget');
  out.put(4, 'plural: widgets');
  out.putNested(
    2,
    'versions:',
    '- name: v1',
    'schema:',
    'openAPIV3Schema:',
    'description: |-',
    'The schema of widgets.',
  );
  out.put(10, 'type: object');
  out.put(10, 'properties:');
  let edit = 0;
  for (let number = 0; out.lines.length < lines - 4; ) {
    number = putProperty(out, 12, random, number);
    if (edit === 0 && out.lines.length > lines / 2)
      edit = out.lines.findLastIndex(line => line.includes('minLength: '));
  }
  out.put(6, 'served: true');
  out.spoil(out.put(6, 'storage: true'), 'true', 'perhaps', 'a string where a boolean belongs');
  return { out, edit };
}

/** @param {Manuscript} out @param {number} indent @param {Random} random @param {number} number @returns {number} of the last property */
function putProperty(out, indent, random, number, depth = 0) {
  const noun = random.pick(nouns);
  let last = number + 1;
  out.put(indent, `${random.pick(words)}${noun.charAt(0).toUpperCase()}${noun.slice(1)}${last}:`);
  out.put(indent + 2, 'description: |-');
  for (let left = random.int(1, 4); left > 0; left--) {
    const [first, second, third] = [random.pick(words), random.pick(words), random.pick(nouns)];
    out.put(indent + 4, `The ${first} of the ${second} is what the ${third} ${random.pick(words)} needs.`);
  }
  if (depth < 4 && random.chance(0.4)) {
    out.put(indent + 2, 'type: object');
    out.put(indent + 2, 'properties:');
    for (let left = random.int(2, 6); left > 0; left--) last = putProperty(out, indent + 4, random, last, depth + 1);
  } else if (random.chance(0.3)) {
    out.put(indent + 2, 'type: array');
    out.putNested(indent + 2, 'items:', 'type: string');
  } else {
    out.put(indent + 2, 'type: string');
    out.put(indent + 2, `minLength: ${random.int(1, 3)}`);
    out.put(indent + 2, `maxLength: ${random.int(16, 253)}`);
  }
  return last;
}
