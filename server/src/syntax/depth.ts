/** How deep the tokens of a text are nested. Walks without recursion, so that no depth can end the stack. */
import type { CST } from 'yaml';

type Token = CST.Token;

export function depthOf(tokens: Iterable<Token>): number {
  const open: { readonly token: Token; readonly depth: number }[] = [...tokens].map(token => ({ token, depth: 0 }));
  let deepest = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    deepest = Math.max(deepest, next.depth);
    for (const token of childrenOf(next.token)) open.push({ token, depth: next.depth + 1 });
  }
  return deepest;
}

function childrenOf(token: Token): readonly Token[] {
  if ('items' in token) return token.items.flatMap(({ key, value }) => [key, value].filter(isToken));
  return 'value' in token && isToken(token.value) ? [token.value] : [];
}

function isToken(value: unknown): value is Token {
  return typeof value === 'object' && value !== null && 'type' in value;
}
