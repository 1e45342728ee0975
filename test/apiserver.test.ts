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
  test('no accepted manifest has an error', () => {
    const falseAlarms = cases.filter(c => c.verdict === 'accept' && errorsOf(c).length > 0);
    assert.deepEqual(
      falseAlarms.map(c => [c.id, ...errorsOf(c).map(({ message }) => message)]),
      [],
    );
  });

  test('nor under 1.28, where that version decides otherwise', () => {
    const found128 = judge('1.28');
    const accepted = cases.filter(({ verdict, verdict128 }) => (verdict128 ?? verdict) === 'accept');
    assert.deepEqual(
      accepted.filter(({ id }) => (found128.get(id) ?? []).length > 0).map(({ id }) => id),
      [],
    );
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

  test('the share of verdicts that agree', t => {
    const agreeing = cases.filter(
      c => c.verdict === 'either' || (c.verdict === 'reject') === errorsOf(c).length > 0,
    ).length;
    t.diagnostic(`${agreeing} of ${cases.length} verdicts agree (${((100 * agreeing) / cases.length).toFixed(1)} %)`);
    assert.ok(agreeing / cases.length >= 0.73);
  });
});

function isUnknownField({ why, msg }: ServerError): boolean {
  return why === 'strict' && msg.includes('unknown field');
}
