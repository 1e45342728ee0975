/**
 * What keeps go-yaml v2 from writing a text of several lines as a literal block (`|`): it then becomes one long quoted
 * string. Knows characters and lines, not how either form is written.
 */

export interface BlockObstacle {
  /** Counted from 1. */
  readonly line: number;
  /** The offending character: a blank that ends its line, or one that must be escaped wherever it stands. */
  readonly character: string;
}

/**
 * What must be escaped. go-yaml itself would write U+2028 and U+2029 as they are and take them for line breaks when it
 * reads them; any reader of YAML 1.2 would get another text, so we escape those two.
 */
export const unprintable = /[^\n\x20-\x7e\u{a0}-\u{2027}\u{202a}-\u{d7ff}\u{e000}-\u{fefe}\u{ff00}-\u{fffd}]/u;

const obstacle = new RegExp(`${unprintable.source}| (?=\\n|$)`, 'gu');

export function isPrintable(text: string): boolean {
  return !unprintable.test(text);
}

/** The first obstacle of each line that has one. */
export function* blockObstacles(text: string): Generator<BlockObstacle> {
  let line = 1;
  let counted = 0;
  let reported = 0;
  for (const { 0: character, index } of text.matchAll(obstacle)) {
    for (let at = text.indexOf('\n', counted); at !== -1 && at < index; at = text.indexOf('\n', counted)) {
      line++;
      counted = at + 1;
    }
    if (line !== reported) yield { line, character };
    reported = line;
  }
}

/** What the obstacles are to go-yaml's writer only: every reader takes blanks at the end, tabs and emoji in a block. */
const harmless = /^[ \t\u{10000}-\u{10ffff}]$/u;

/** Whether a block could hold the text, though go-yaml might not write one. Some readers lose blank lines at the end. */
export function isReadableAsBlock(text: string): boolean {
  for (const [character] of text.matchAll(obstacle)) if (!harmless.test(character)) return false;
  return !/(?:^|\n)[ \t]+\n*$/.test(text);
}
