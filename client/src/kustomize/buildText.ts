/**
 * What stands in the preview of a build: its text, why there is none or only an old one, and what there is to say of it.
 * Text and lines only; knows no editor.
 */
import type { BuildOrigin, BuildPlace, KustomizeBuildResult } from '../../../server/src/protocol.js';
import type { Choice, ToolAnswer, ToolName } from './buildTool.js';

export interface Shown {
  readonly text: string;
  /** Of each line, where it comes from. */
  readonly origins: readonly (BuildOrigin | undefined)[];
  /** Where to look when it does not build. */
  readonly cause?: Cause;
  /** In a few words: who built it, and what of it is remarkable. */
  readonly remark: string;
  /** Another text that Kubewright would have expected. */
  readonly expected?: string;
  readonly canFetch?: ToolName;
}

export interface Cause {
  readonly at: BuildPlace;
  /** The line of the text that names it, and from which character on. */
  readonly line: number;
  readonly start: number;
}

export interface Good {
  readonly text: string;
  readonly origins: readonly (BuildOrigin | undefined)[];
}

export interface Answers {
  readonly result: KustomizeBuildResult;
  readonly choice: Choice;
  /** The word of the tool, once it is there. */
  readonly answer?: ToolAnswer | undefined;
  /** As people know the file. */
  readonly nameOf: (uri: string) => string;
}

/** `last`: what it built when it last did. */
export function shownBuild(answers: Answers, last: Good | undefined): { readonly shown: Shown; readonly good?: Good } {
  const { result, choice, answer } = answers;
  const fetching = 'canFetch' in choice && choice.canFetch ? { canFetch: choice.canFetch } : {};
  const good = goodOf(answers);
  if (good) {
    const expected = result.outcome === 'built' && result.text !== good.text ? { expected: result.text } : {};
    return { shown: { ...good, remark: remarkOf(answers, countOf(good.text)), ...expected, ...fetching }, good };
  }
  const { words, at } = reasonOf(answers);
  const isKnown = result.outcome !== 'unknown' || (answer && 'error' in answer);
  const title = isKnown ? 'This does not build:' : 'This is not built:';
  const head = headOf(title, words, `${answers.nameOf(at.uri)}:${at.line + 1}`, last !== undefined);
  const shown: Shown = {
    text: head.map(line => `${line}\n`).join('') + (last?.text ?? ''),
    origins: [...head.map(() => undefined), ...(last?.origins ?? [])],
    cause: { at, line: words.length + 1, start: margin.length },
    remark: isKnown ? remarkOf(answers, 'does not build') : notBuilt(choice),
    ...fetching,
  };
  return { shown };
}

/** A tool that says something has the last word. */
function goodOf({ result, answer }: Answers): Good | undefined {
  const built = result.outcome === 'built' ? result : undefined;
  const own = built && { text: built.text, origins: built.lines.map(i => built.origins[i]) };
  if (!answer || 'failure' in answer) return own;
  if ('error' in answer) return undefined;
  return { text: answer.text, origins: own ? carriedOver(own, answer.text) : [] };
}

function remarkOf(answers: Answers, outcome: string): string {
  const isOther = isOtherThanExpected(answers) ? ['Kubewright expected another result'] : [];
  return [builderOf(answers), outcome, ...isOther].join(' · ');
}

/** What Kubewright does not understand, it has not expected either. */
function isOtherThanExpected({ result, answer }: Answers): boolean {
  if (!answer || 'failure' in answer || result.outcome === 'unknown') return false;
  if ('error' in answer) return result.outcome === 'built';
  return result.outcome !== 'built' || result.text !== answer.text;
}

function builderOf({ choice, answer }: Answers): string {
  if ('tool' in choice) {
    if (!answer) return `Built by Kubewright, ${choice.tool.name} is asked…`;
    return 'failure' in answer ? `Built by Kubewright: ${answer.failure}` : `Built by ${wordsFor[choice.tool.name]}`;
  }
  return choice.evaluator === undefined ? 'Built by Kubewright' : `Built by Kubewright: ${choice.evaluator}`;
}

function notBuilt(choice: Choice): string {
  if ('tool' in choice) return `Not built, ${choice.tool.name} is asked…`;
  return choice.evaluator === undefined ? 'Not built' : `Not built: ${choice.evaluator}`;
}

const wordsFor: Readonly<Record<ToolName, string>> = { kubectl: 'kubectl kustomize', kustomize: 'kustomize build' };

function countOf(text: string): string {
  const count = text === '' ? 0 : text.split(/^---$/m).length;
  return count === 1 ? '1 object' : `${count} objects`;
}

interface Reason {
  readonly words: readonly string[];
  readonly at: BuildPlace;
}

function reasonOf({ result, answer }: Answers): Reason {
  const said = answer && 'error' in answer ? answer.error : undefined;
  if (result.outcome === 'built') return { words: linesOf(said ?? ''), at: firstPlace(result) };
  const { at } = result;
  const own = result.outcome === 'refused' ? result.message : unknown[result.why];
  const isSame = said === undefined || (result.outcome === 'refused' && said.includes(own));
  return { words: linesOf(isSame ? own : said), at };
}

/** Of what a tool refuses, nobody knows the place: the kustomization itself. */
function firstPlace({ reads }: KustomizeBuildResult): BuildPlace {
  return { uri: reads[0] ?? '', line: 0, character: 0 };
}

const mostLines = 12;
const margin = '#   ';

function linesOf(message: string): readonly string[] {
  return message.split(/\r?\n/).slice(0, mostLines);
}

const unknown = {
  remote: 'it needs files from the net, which Kubewright does not fetch',
  helm: 'it needs helm, which Kubewright does not run',
  plugin: 'it needs a program, which Kubewright does not run',
  openapi: 'it needs a schema of its own (openapi), which Kubewright does not read',
  size: 'it is too large for Kubewright',
  missing: 'its files cannot be read',
};

function headOf(title: string, words: readonly string[], place: string, hasLast: boolean): readonly string[] {
  const head = [`# ${title}`, ...words.map(line => `${margin}${line}`.trimEnd()), `${margin}${place}`];
  return hasLast ? [...head, '# Below is what it built before.', ''] : head;
}

/** The origins of lines that are the same in `text`: object by object, from the top and from the bottom. */
export function carriedOver(own: Good, text: string): readonly (BuildOrigin | undefined)[] {
  if (own.text === text) return own.origins;
  const known = new Map<string, Chunk>();
  for (const chunk of chunksOf(own.text)) known.set(chunk.name, chunk);
  return chunksOf(text).flatMap((chunk, i) => [
    ...(i > 0 ? [undefined] : []),
    ...originsOf(chunk, known.get(chunk.name), own.origins),
  ]);
}

function originsOf(
  { lines }: Chunk,
  before: Chunk | undefined,
  origins: Good['origins'],
): readonly (BuildOrigin | undefined)[] {
  if (!before) return lines.map(() => undefined);
  const shorter = Math.min(lines.length, before.lines.length);
  let top = 0;
  while (top < shorter && lines[top] === before.lines[top]) top++;
  let bottom = 0;
  while (bottom < shorter - top && lines.at(-1 - bottom) === before.lines.at(-1 - bottom)) bottom++;
  return lines.map((_, i) => {
    if (i < top) return origins[before.start + i];
    const fromEnd = lines.length - i;
    return fromEnd <= bottom ? origins[before.start + before.lines.length - fromEnd] : undefined;
  });
}

interface Chunk {
  /** Kind, namespace and name, as they are written. */
  readonly name: string;
  readonly lines: readonly string[];
  readonly start: number;
}

function chunksOf(text: string): readonly Chunk[] {
  const all = text.replace(/\n$/, '').split('\n');
  const separators = [-1, ...all.flatMap((line, i) => (line === '---' ? [i] : [])), all.length];
  return separators.slice(0, -1).map((separator, i) => {
    const start = separator + 1;
    const lines = all.slice(start, separators[i + 1]);
    const name = lines.filter(line => /^(apiVersion|kind| {2}name| {2}namespace): /.test(line)).join('\n');
    return { name, lines, start };
  });
}
