/**
 * `kubewright create` beside kubectl: test/data/create/*.jsonl holds cases with the answers of kubectl 1.32. Where that
 * is installed, some of them are asked again; with `ORACLE=all` all of them, and `UPDATE=1` writes its answers down.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { CreateInput } from './support/createCases.js';
import { type Answer, askKubectlAll, askKubewright, withoutKubectl } from './support/kubectlCreate.js';

interface Case extends CreateInput {
  readonly answer: Answer;
}

const folder = join(__dirname, '../../test/data/create');
/** Each question to kubectl takes a process. */
const asked = process.env['ORACLE'] === 'all' ? 1 : 12;

describe('the answers are kubectl’s, byte for byte', () => {
  for (const name of readdirSync(folder).filter(name => name.endsWith('.jsonl'))) {
    describe(name, () => {
      for (const { answer, ...input } of read(name)) {
        test(input.title, { skip: isElsewhere(input, answer) }, () => assert.deepEqual(askKubewright(input), answer));
      }
    });
  }

  test('in more than 200 cases, refusals among them', () => {
    const all = readdirSync(folder)
      .filter(name => name.endsWith('.jsonl'))
      .flatMap(read);
    const refused = all.filter(({ answer }) => answer.code !== 0);
    assert.ok(all.length - refused.length > 200 && refused.length > 100);
  });

  test('as kubectl says on this computer', { skip: withoutKubectl }, async () => {
    if (process.env['UPDATE']) {
      const { handMadeCases } = await import('./support/handMadeCases.js');
      const { randomCases } = await import('./support/createCases.js');
      for (const [name, inputs] of Object.entries({ ...handMadeCases(), ...randomCases() })) await update(name, inputs);
    }
    const all = readdirSync(folder)
      .filter(name => name.endsWith('.jsonl'))
      .flatMap(read);
    const some = all.filter((_, index) => index % asked === 0);
    const answers = await askKubectlAll(some);
    some.forEach(({ answer, title }, index) => {
      assert.deepEqual(answers[index], answer, title);
    });
  });
});

/** Windows has its own idea of links, and of paths that lead through a file. */
function isElsewhere({ files = {} }: CreateInput, { stderr }: Answer): boolean {
  if (process.platform !== 'win32') return false;
  const hasLink = Object.values(files).some(file => typeof file === 'object' && 'link' in file);
  return hasLink || / (?:not|is) a directory$/m.test(stderr);
}

function read(name: string): readonly Case[] {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
  return lines.map(line => JSON.parse(line) as Case);
}

async function update(name: string, inputs: readonly CreateInput[]): Promise<void> {
  const answers = await askKubectlAll(inputs);
  const lines = inputs.map((input, index) => `${JSON.stringify({ ...input, answer: answers[index] })}\n`);
  writeFileSync(join(folder, `${name}.jsonl`), lines.join(''));
}
