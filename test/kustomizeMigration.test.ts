/**
 * Deprecated fields become their successors. Each test/data/kustomize/migrations/*.yaml holds the files of a workspace with
 * the cursor in the one that is migrated, a line `#= title of the fix`, `#= all` or `#= refused`, and what comes of it: the
 * text, or the messages. `UPDATE=1` writes that. Where kubectl is installed it must build the same of both.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { applyAction, applyFixes, applySourceAction, open, repository } from './support/check.js';
import { withoutKubectl } from './support/kubectlCreate.js';
import { printed } from './support/kustomized.js';
import type { Files } from './support/refactored.js';

const folder = join(repository, 'test/data/kustomize/migrations');
const code = 'kustomization/deprecated-field';

interface Case {
  readonly folders: readonly string[];
  readonly fixture: string;
  readonly what: string;
  readonly expected: string;
}

function readCase(name: string): Case {
  const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
  const [, folders = '', fixture = '', what = '', expected = ''] =
    /^(?:#! builds ([^\n]+)\n)?(.*\n)#= ([^\n]+)\n(.*)$/s.exec(text) ?? assert.fail(`${name} is no case`);
  return { folders: folders.split(' ').filter(one => one !== ''), fixture, what, expected };
}

/** What comes of the case, as its file has it. */
function outcome({ fixture, what }: Pick<Case, 'fixture' | 'what'>): string {
  if (what === 'refused') return messagesFor(fixture);
  return (
    textAfter(`#! files all\n${fixture}`, what)
      .replace(/^(#!.*\n)*/, '')
      .split(/(?=^#- )/m)
      .at(-1) ?? ''
  );
}

function textAfter(fixture: string, what: string): string {
  if (what !== 'all') return applyAction(fixture, what);
  return applySourceAction(fixture, 'source.migrateKustomization') ?? assert.fail('nothing to migrate');
}

function messagesFor(fixture: string): string {
  const all = `#! files all\n${fixture}`;
  assert.equal(
    applyFixes(all, own => own === code),
    undefined,
  );
  const { fixture: read, service } = open(all);
  return read.files
    .flatMap(({ document: { uri } }) => service.diagnostics(uri))
    .flatMap(({ code: own, message }) => (own === code ? `# ${message}\n` : []))
    .join('');
}

function filesOf(text: string): Files {
  const parts = text
    .replaceAll('<|>', '')
    .split(/^#- (.+)\n/m)
    .slice(1);
  return Object.fromEntries(parts.flatMap((path, i) => (i % 2 === 0 ? [[path, parts[i + 1] ?? '']] : [])));
}

/** The file that is migrated is the last. */
function migrated(fixture: string, text: string): Files {
  const files = filesOf(fixture);
  return { ...files, [Object.keys(files).at(-1) ?? '']: text.replace(/^#- .*\n/, '') };
}

const names = readdirSync(folder).sort();

describe('deprecated fields are migrated', () => {
  for (const name of names) {
    test(name, () => {
      const { fixture, what, expected, folders } = readCase(name);
      const found = outcome({ fixture, what });
      if (process.env['UPDATE']) {
        const head = folders.length > 0 ? `#! builds ${folders.join(' ')}\n` : '';
        writeFileSync(join(folder, name), `${head}${fixture}#= ${what}\n${found}`);
      } else assert.equal(found, expected);
    });
  }
});

describe('deprecated fields are migrated with carriage returns', () => {
  const crlf = (text: string) => text.replace(/^(?!#[-!=] )(.*)\n/gm, '$1\r\n');
  for (const name of names) {
    const { fixture, what, expected } = readCase(name);
    if (what !== 'refused') test(name, () => assert.equal(outcome({ fixture: crlf(fixture), what }), crlf(expected)));
  }
});

describe('kubectl builds the same after a migration', { skip: withoutKubectl }, () => {
  for (const name of names) {
    const { folders, fixture, what, expected } = readCase(name);
    if (what === 'refused' || folders.length === 0) continue;
    test(name, () => {
      for (const one of folders)
        assert.equal(printed(migrated(fixture, expected), one), printed(filesOf(fixture), one));
    });
  }
});
