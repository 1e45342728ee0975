/** Where a text stops being JSON, which no version of JSON.parse says in the same way. Knows nothing but JSON. */

/** Where a text stops being what it should be. */
export interface FormatError {
  readonly offset: number;
  readonly message: string;
}

const token =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)(?![\w.+-]))/uy;
const blanks = /[ \t\r\n]*/y;

type State = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'next' | 'end';

const wanted: Readonly<Record<State, string>> = {
  value: 'a value must stand here',
  'first value': 'a value or ] must stand here',
  key: 'a key in double quotes must stand here',
  'first key': 'a key in double quotes or } must stand here',
  colon: 'a colon must stand here',
  next: 'a comma or the closing bracket must stand here',
  end: 'nothing more may follow',
};

const brokenString = 'the string is not closed, or has a sign in it that must be escaped';

/** `undefined` for JSON. */
export function firstJsonError(text: string): FormatError | undefined {
  if (isJson(text)) return undefined;
  const open: string[] = [];
  let state: State = 'value';
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const match = token.exec(text);
    const after: State | undefined = match ? follow(state, match, open) : undefined;
    if (!after) break;
    state = after;
    at = token.lastIndex;
  }
  blanks.lastIndex = at;
  blanks.exec(text);
  const offset = Math.min(blanks.lastIndex, text.length);
  const isString = text[offset] === '"' && /value|key/.test(state);
  return { offset, message: isString ? brokenString : wanted[state] };
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The state behind a token; `undefined` where it may not stand. */
function follow(state: State, [, sign, string, word]: RegExpExecArray, open: string[]): State | undefined {
  if (state === 'colon') return sign === ':' ? 'value' : undefined;
  if (state === 'next' && sign === ',') return open.at(-1) === '{' ? 'key' : 'value';
  if (sign === '}' && open.at(-1) === '{' && (state === 'next' || state === 'first key')) return close(open);
  if (sign === ']' && open.at(-1) === '[' && (state === 'next' || state === 'first value')) return close(open);
  if (state === 'key' || state === 'first key') return string === undefined ? undefined : 'colon';
  if (state !== 'value' && state !== 'first value') return undefined;
  if (string !== undefined || word !== undefined) return open.length > 0 ? 'next' : 'end';
  if (sign !== '{' && sign !== '[') return undefined;
  open.push(sign);
  return sign === '{' ? 'first key' : 'first value';
}

function close(open: string[]): State {
  open.pop();
  return open.length > 0 ? 'next' : 'end';
}
