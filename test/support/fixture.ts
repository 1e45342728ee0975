/**
 * Fixtures: YAML that says, in comments, what the editor should show.
 *
 *     livenessProbe:
 *       successThreshold: 3
 *                       # ^ error probe/success-threshold: successThreshold must be 1 for a liveness probe
 *
 * - Carets underline part of the line above them. Such lines are taken out before the server sees the text.
 *   In the first two columns, where there is no room for `# `, the carets stand alone.
 * - `<|>` is the cursor. A plain `|` would not do: it opens a YAML block scalar.
 * - `#- path/to/file.yaml` starts another file of the same workspace.
 * - `#- path/to/file.yaml (committed)` starts what the last commit has of a file. Such come before all that is open, and
 *   stay as they are.
 * - `{{x*1000}}` stands for a thousand letters x.
 * - `#! name value`, as the very first lines, are settings: `#! kubernetesVersion 1.28`, `#! probe/negative off`.
 * - `#! files all`, among these, says that the disk holds no other files.
 */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { dedent } from '../../server/src/features/dedent.js';
import { readSettings, type Settings } from '../../server/src/settings.js';
import type { Span } from '../../server/src/syntax/node.js';

export { dedent } from '../../server/src/features/dedent.js';

export interface Mark {
  readonly span: Span;
  readonly label: string;
}

export interface FixtureFile {
  readonly document: TextDocument;
  readonly cursor: number | undefined;
}

export interface CommittedText {
  readonly uri: string;
  readonly text: string;
}

export interface Fixture {
  readonly settings: Settings;
  /** The lines that the settings and the committed files are read from, to be written again. */
  readonly head: string;
  readonly committed: readonly CommittedText[];
  readonly files: readonly FixtureFile[];
  /** There are no others. */
  readonly isWhole: boolean;
}

const root = 'file:///workspace/';
const markerLine = /^ *(?:# *)?\^+ .*\n?/gm;
const fileLine = /^#- (.+)\n/gm;
const manyLetters = /\{\{x\*(\d+)\}\}/g;
const settingLines = /^(?:#! .*\n)*/;
const committedFiles = /^(?:#- .+ \(committed\)\n(?:(?!#- ).*\n)*)*/;
const cursorMark = '<|>';

export function readFixture(source: string): Fixture {
  const text = dedent(source);
  const head = settingLines.exec(text)?.[0] ?? '';
  const rest = text.slice(head.length);
  const before = committedFiles.exec(rest)?.[0] ?? '';
  const files = splitFiles(rest.slice(before.length)).map(({ path, text }) => readFile(path, text));
  const isWhole = /^#! files all$/m.test(head);
  return { settings: settingsIn(head), head: head + before, committed: committedIn(before), files, isWhole };
}

function committedIn(text: string): readonly CommittedText[] {
  if (text === '') return [];
  return splitFiles(text).map(file => ({ uri: root + file.path.replace(/ \(committed\)$/, ''), text: file.text }));
}

/** The inverse of `readFixture`: the files with `marks` drawn into them. */
export function writeFixture(
  { head, committed, files }: Fixture,
  marksOf: (file: FixtureFile) => readonly Mark[],
): string {
  const named = committed.length > 0 || files.length > 1 || pathOf(files[0]) !== 'manifest.yaml';
  const texts = files.map(file => `${named ? `#- ${pathOf(file)}\n` : ''}${draw(file.document, marksOf(file))}`);
  return head + texts.join('').replace(/x{1000,}/g, letters => `{{x*${letters.length}}}`);
}

function readFile(path: string, text: string): FixtureFile {
  const clean = text.replace(markerLine, '').replace(manyLetters, (_, count) => 'x'.repeat(Number(count)));
  const at = clean.indexOf(cursorMark);
  const content = at < 0 ? clean : clean.slice(0, at) + clean.slice(at + cursorMark.length);
  return { document: TextDocument.create(root + path, 'yaml', 1, content), cursor: at < 0 ? undefined : at };
}

/** `kubernetesVersion 1.28` is the setting of that name, `probe/negative off` the severity of a rule. */
function settingsIn(head: string): Settings {
  const pairs = [...head.matchAll(/^#! (\S+) (.*)$/gm)].map(([, name = '', value = '']) => [name, value] as const);
  const rules = Object.fromEntries(pairs.filter(([name]) => name.includes('/')));
  return readSettings({ ...Object.fromEntries(pairs), rules });
}

function pathOf(file: FixtureFile | undefined): string | undefined {
  return file?.document.uri.replace(root, '');
}

function splitFiles(text: string): { path: string; text: string }[] {
  const headers = [...text.matchAll(fileLine)];
  if (headers.length === 0) return [{ path: 'manifest.yaml', text }];
  return headers.map((header, i) => ({
    path: header[1] ?? '',
    text: text.slice(header.index + header[0].length, headers[i + 1]?.index),
  }));
}

function draw(document: TextDocument, marks: readonly Mark[]): string {
  const ordered = [...marks].sort((a, b) => a.span.start - b.span.start);
  return document
    .getText()
    .split('\n')
    .flatMap((line, i) => [
      line,
      ...ordered.filter(m => document.positionAt(m.span.start).line === i).map(m => drawMark(document, line, m)),
    ])
    .join('\n');
}

function drawMark(document: TextDocument, line: string, { span, label }: Mark): string {
  const column = document.positionAt(span.start).character;
  const width = Math.max(1, Math.min(span.end - span.start, line.length - column));
  const lead = column < 2 ? ' '.repeat(column) : `${' '.repeat(column - 2)}# `;
  return `${lead}${'^'.repeat(width)} ${label}`;
}
