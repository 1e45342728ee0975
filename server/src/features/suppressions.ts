/**
 * Comments that silence rules:
 *
 *     # kubewright-ignore-next-line probe/success-threshold -- tested with the old API
 *     # kubewright-ignore-file schema/unknown-field
 */
import type { YamlDocument } from '../syntax/file.js';
import { lineAt } from '../syntax/lines.js';
import { nodesAt } from '../syntax/locate.js';
import type { Span } from '../syntax/node.js';

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
  return [...document.text.matchAll(comment)].flatMap(match => {
    if (isInsideScalar(document, match.index)) return [];
    const [whole, scope, rest = ''] = match;
    const codes = rest.split(/[ \t]--([ \t]|$)/)[0] ?? '';
    const start = match.index + whole.length - rest.length;
    const line = nextLine(document, match.index);
    return [...codes.matchAll(/[^\s,]+/g)].map(code => ({
      scope: scope === 'file' ? ('file' as const) : ('next-line' as const),
      code: code[0],
      span: { start: start + code.index, end: start + code.index + code[0].length },
      comment: { start: match.index, end: match.index + whole.trimEnd().length },
      line,
    }));
  });
}

/** In a block or quoted scalar `#` is no comment. */
function isInsideScalar(document: YamlDocument, offset: number): boolean {
  const inner = nodesAt(document.root, offset).at(-1);
  return inner?.kind === 'scalar' && inner.span.start < offset && offset < inner.span.end;
}

function nextLine({ text, lineStarts }: YamlDocument, offset: number): number {
  let line = lineAt(lineStarts, offset) + 1;
  while (line < lineStarts.length && /^[ \t]*(#[^\n]*)?\r?$/m.test(lineText(text, lineStarts, line))) line++;
  return line;
}

function lineText(text: string, lineStarts: readonly number[], line: number): string {
  return text.slice(lineStarts[line], (lineStarts[line + 1] ?? text.length + 1) - 1);
}
