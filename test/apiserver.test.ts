/** Kubewright's judgement beside that of Kubernetes' own validation, on 700 manifests. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { createLanguageService } from '../server/src/service.js';
import { defaultSettings } from '../server/src/settings.js';
import { repository, schemas } from './support/check.js';

interface ServerError {
  readonly why: string;
  readonly path?: string;
  readonly msg: string;
  readonly line?: number;
  readonly exact?: boolean;
}

interface Case {
  readonly id: string;
  readonly mutations: readonly string[];
  readonly yaml: string;
  readonly verdict: 'accept' | 'reject' | 'either';
  readonly errors?: readonly ServerError[];
  readonly verdict128?: Case['verdict'];
}

const cases: readonly Case[] = readFileSync(join(repository, 'test/data/apiserver/cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line));

/** The errors that Kubewright reports, as `line: message`. */
function judge(
  kubernetesVersion: string | undefined,
): ReadonlyMap<string, readonly { line: number; message: string }[]> {
  const service = createLanguageService(schemas, (code, error) => {
    throw new Error(`rule ${code} failed`, { cause: error });
  });
  service.configure({ ...defaultSettings, kubernetesVersion });
  return new Map(
    cases.map(({ id, yaml }) => {
      const uri = `file:///cases/${id}.yaml`;
      service.openFile(
        uri,
        1,
        yaml.replace(/\{\{x\*(\d+)\}\}/g, (_, count) => 'x'.repeat(Number(count))),
      );
      const errors = service.diagnostics(uri).filter(({ severity }) => severity === DiagnosticSeverity.Error);
      service.closeFile(uri);
      return [id, errors.map(({ range, message }) => ({ line: range.start.line + 1, message: String(message) }))];
    }),
  );
}

const found = judge(undefined);
const errorsOf = ({ id }: Case) => found.get(id) ?? [];

describe('beside the API server', () => {
  for (const [version, verdictOf] of [
    [undefined, (c: Case) => c.verdict],
    ['1.28', (c: Case) => c.verdict128 ?? c.verdict],
  ] as const) {
    const judged = version === undefined ? found : judge(version);
    const errorsIn = ({ id }: Case) => judged.get(id) ?? [];
    const name = version === undefined ? '' : `, under ${version}`;

    test(`no accepted manifest has an error${name}`, () => {
      const falseAlarms = cases.filter(c => verdictOf(c) === 'accept' && errorsIn(c).length > 0);
      assert.deepEqual(
        falseAlarms.map(c => [c.id, ...errorsIn(c).map(({ message }) => message)]),
        [],
      );
    });

    test(`99.5 % of the verdicts agree${name}`, t => {
      const missed = cases.filter(c => verdictOf(c) === 'reject' && errorsIn(c).length === 0);
      const share = 1 - missed.length / cases.length;
      t.diagnostic(`${(100 * share).toFixed(1)} % of ${cases.length} agree`);
      const list = missed.map(({ id, mutations }) => `${id} ${mutations}`).join('\n');
      assert.ok(share >= 0.995, `${missed.length} refused without an error:\n${list}`);
    });
  }

  test('98 % of the refused manifests have an error on the line that the server means', t => {
    const refused = cases.filter(({ verdict }) => verdict === 'reject');
    const off = refused.filter(c => !(c.errors ?? []).some(error => isShown(c, error)));
    const share = 1 - off.length / refused.length;
    t.diagnostic(`${(100 * share).toFixed(1)} % of ${refused.length}`);
    const list = off.map(c => `${c.id} ${c.mutations}: ${JSON.stringify(c.errors)} ${JSON.stringify(errorsOf(c))}`);
    assert.ok(share >= 0.98, `${off.length} elsewhere:\n${list.join('\n')}`);
  });

  test('what the server cannot decode is found', () => {
    const undecodable = cases.filter(({ errors = [] }) => errors.some(({ why }) => why === 'decode'));
    assert.ok(undecodable.length > 80);
    assert.deepEqual(
      undecodable.filter(c => errorsOf(c).length === 0).map(({ id }) => id),
      [],
    );
  });

  test('every unknown field is found, on its line', () => {
    const unknown = cases.filter(({ verdict, errors = [] }) => verdict === 'reject' && errors.some(isUnknownField));
    assert.ok(unknown.length > 20);
    for (const c of unknown) {
      for (const { line } of (c.errors ?? []).filter(isUnknownField)) {
        assert.ok(
          errorsOf(c).some(error => line === undefined || error.line === line),
          `${c.id} line ${line}`,
        );
      }
    }
  });

  test('every mistake in a probe is found, on its line', () => {
    let mistakes = 0;
    for (const c of cases) {
      for (const { path = '', line, exact, msg } of c.errors ?? []) {
        if (c.verdict !== 'reject' || !/(liveness|readiness|startup)Probe/.test(path)) continue;
        mistakes++;
        assert.ok(
          errorsOf(c).some(error => !exact || error.line === line),
          `${c.id} line ${line}: ${msg}`,
        );
      }
    }
    assert.ok(mistakes > 50);
  });
});

/** On the named line; where the path itself is not in the text, such as that of a missing field, anywhere. */
function isShown(c: Case, { why, line, exact }: ServerError): boolean {
  const isSomewhere = why === 'decode' || exact === false || line === undefined;
  return errorsOf(c).some(error => isSomewhere || error.line === line);
}

function isUnknownField({ why, msg }: ServerError): boolean {
  return why === 'strict' && msg.includes('unknown field');
}
