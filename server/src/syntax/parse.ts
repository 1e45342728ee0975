/**
 * Text of one document to tree. With tree.ts the only file that knows the `yaml` package's nodes.
 *
 * Parsing never throws: broken text yields the part that could be read, plus problems.
 */
import { Composer, type CST, type Document, Parser, visit, type YAMLError } from 'yaml';
import { joinContinuations } from './continuations.js';
import { depthOf } from './depth.js';
import type { Node } from './node.js';
import { describeProblem, type SyntaxProblem } from './problems.js';
import { deepestLevel, isEmpty, toTree } from './tree.js';

export interface Parsed {
  readonly root: Node | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** A longer document is left unread: typing in it would wait. No object of that size fits into etcd. */
const longestDocument = 1.5 * 1024 * 1024;
/** One mistake can make an error of every line below it; nobody reads so many. */
const mostProblems = 100;

/** Text with more problems is not read a second time: it is not just laid out in an unusual way. */
const mostToForgive = 20;
const tooDeep = `nested more than ${deepestLevel} levels deep`;
/** So deep that even cutting the text into tokens would take long. */
const openBrackets = new RegExp(`(?:[[{]\\s*){${deepestLevel + 1}}`);

export function parse(text: string): Parsed {
  if (openBrackets.test(text)) return unread(tooDeep);
  if (text.length > longestDocument) return unread('document longer than 1.5 MiB: Kubewright does not read it');
  const parsed = readLikeGo(text);
  if (parsed.problems.length === 0 || parsed.problems.length > mostToForgive) return parsed;
  const joined = joinContinuations(
    text,
    parsed.problems.map(({ span }) => span.start),
  );
  const again = joined === undefined ? parsed : read(joined);
  return again.problems.length === 0 ? again : parsed;
}

/** go-yaml ends lines at a lone CR, and skips a byte order mark at the start of any document. Every offset stays. */
function readLikeGo(text: string): Parsed {
  const written = text.replace(/\r(?!\n)/g, '\n').replace(/^(---[^\n]*)\n\ufeff/, '$1 \n');
  if (!keepsLastBlanks(written)) return read(written);
  const ended = read(`${written}\n`);
  return ended.problems.length === 0 ? ended : read(written);
}

/** kubectl ends each line with a break, also the last one: to a block with `+` blanks at the end are a line, then. */
function keepsLastBlanks(text: string): boolean {
  return /^ +$/.test(text.slice(text.lastIndexOf('\n') + 1)) && /[|>]\d?\+/.test(text);
}

function unread(message: string): Parsed {
  return { root: undefined, problems: [{ span: { start: 0, end: 1 }, message, isLimit: true }] };
}

function read(text: string): Parsed {
  const tokens = [...new Parser().parse(text)];
  // Asked before anything walks the tokens with the stack: near its end even V8 itself gives up.
  if (depthOf(tokens) > deepestLevel) return unread(tooDeep);
  const documents = compose(tokens, text.length);
  const problems = documents.flatMap(doc => problemsOf(doc, text));
  const first = documents.find(doc => doc.contents && !isEmpty(doc.contents));
  const tree = first?.contents ? toTree(first.contents, text) : undefined;
  return { root: tree?.root, problems: [...problems, ...(tree?.problems ?? [])] };
}

function compose(tokens: readonly CST.Token[], end: number): Document.Parsed[] {
  const composer = new Composer({ schema: 'failsafe', prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  return [...composer.compose(tokens, true, end)] as Document.Parsed[];
}

function problemsOf(document: Document.Parsed, text: string): SyntaxProblem[] {
  if (document.errors.length === 0) return [];
  const quotes = quotesIn(document);
  return document.errors
    .filter((error, index, all) => !isAcceptedByGo(error) && !isAftermath(error, all[index - 1]))
    .slice(0, mostProblems)
    .map(error => describeProblem(text, error, quotes));
}

/** go-yaml takes a comment that touches what stands before it: `"x"#y`. */
function isAcceptedByGo({ code, message }: YAMLError): boolean {
  return code === 'MISSING_CHAR' && message.startsWith('Comments must be separated');
}

/** The parser lost its way before: it stumbles over every line that follows. */
function isAftermath({ code }: YAMLError, before: YAMLError | undefined): boolean {
  if (code !== 'UNEXPECTED_TOKEN' || !before) return false;
  return before.code === 'UNEXPECTED_TOKEN' || before.code === 'MISSING_CHAR' || before.code === 'BAD_INDENT';
}

/** Where quoted scalars begin. */
function quotesIn(document: Document.Parsed): number[] {
  const starts: number[] = [];
  visit(document, {
    Scalar: (_key, { type, range }) => {
      if (type?.startsWith('QUOTE') && range) starts.push(range[0]);
    },
  });
  return starts;
}
