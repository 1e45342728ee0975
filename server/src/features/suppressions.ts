/**
 * Comments that silence rules:
 *
 *     # kubewright-ignore-next-line probe/success-threshold -- tested with the old API
 *     # kubewright-ignore-file schema/unknown-field
 */
import type { Part, YamlDocument } from '../syntax/file.js';
import { lineAt } from '../syntax/lines.js';
import { type Span, walk } from '../syntax/node.js';

export interface Suppression {
  readonly scope: 'next-line' | 'file';
  readonly code: string;
  /** Where the code is written. */
  readonly span: Span;
  /** The whole comment. */
  readonly comment: Span;
  /** First line after the comment that is neither empty nor a comment, counted from the document's first. */
  readonly line: number;
}

const comment = /#[ \t]*kubewright-ignore-(next-line|file)[ \t]+([^\n\r]*)/g;

export function suppressionsOf(document: YamlDocument): readonly Suppression[] {
  if (!document.text.includes('kubewright-ignore-')) return [];
  const isInsideScalar = scalarsOf(document);
  const nextLines = nextLinesOf(document);
  return [...document.text.matchAll(comment)].flatMap(match => {
    if (isInsideScalar(match.index)) return [];
    const [whole, scope, rest = ''] = match;
    const codes = rest.split(/[ \t]--([ \t]|$)/)[0] ?? '';
    const start = match.index + whole.length - rest.length;
    const line = nextLines[lineAt(document.lineStarts, match.index)] ?? document.lineStarts.length;
    return [...codes.matchAll(/[^\s,]+/g)].map(code => ({
      scope: scope === 'file' ? ('file' as const) : ('next-line' as const),
      code: code[0],
      span: { start: start + code.index, end: start + code.index + code[0].length },
      comment: { start: match.index, end: match.index + whole.trimEnd().length },
      line,
    }));
  });
}

/** Tells whether an offset is in a scalar: in a block or quoted one `#` is no comment. */
function scalarsOf({ root }: YamlDocument): (offset: number) => boolean {
  const nodes = root ? [...walk(root)] : [];
  const spans = nodes.filter(({ kind, alias }) => kind === 'scalar' && !alias).map(({ span }) => span);
  spans.sort((a, b) => a.start - b.start);
  const starts = spans.map(({ start }) => start);
  return offset => {
    const span = spans[lineAt(starts, offset)];
    return span !== undefined && span.start < offset && offset < span.end;
  };
}

/** For each line the first one after it that is neither empty nor a comment. */
function nextLinesOf({ text, lineStarts }: YamlDocument): readonly number[] {
  const next: number[] = [];
  for (let line = lineStarts.length - 1, found = lineStarts.length; line >= 0; line--) {
    next[line] = found;
    const own = text.slice(lineStarts[line], (lineStarts[line + 1] ?? text.length + 1) - 1);
    if (!/^[ \t]*(#.*)?\r?$/.test(own)) found = line;
  }
  return next;
}

/** Knows which findings of a file the comments silence, and remembers which comments did. */
export class Silencer {
  readonly #known: ReadonlySet<string>;
  readonly #used = new Set<string>();

  constructor(parts: readonly { readonly part: Part; readonly suppressions: readonly Suppression[] }[]) {
    this.#known = new Set(parts.flatMap(({ part, suppressions }) => suppressions.map(own => keyOf(part, own))));
  }

  silences(part: Part, code: string, offset: number): boolean {
    if (this.#known.size === 0) return false;
    const line = lineAt(part.document.lineStarts, offset);
    const scopes = ['file', 'next-line'] as const;
    const found = scopes.map(scope => keyOf(part, { scope, code, line })).filter(key => this.#known.has(key));
    for (const key of found) this.#used.add(key);
    return found.length > 0;
  }

  hasUsed(part: Part, suppression: Suppression): boolean {
    return this.#used.has(keyOf(part, suppression));
  }
}

function keyOf({ start }: Part, { scope, code, line }: Pick<Suppression, 'scope' | 'code' | 'line'>): string {
  return scope === 'file' ? code : `${start} ${line} ${code}`;
}
