/** How a text is written as the lines of a block scalar. Knows which texts go-yaml reads back from one, and no document. */

/** What go-yaml takes for a line break, or does not take at all. */
const unreadable =
  /[^\t\n\x20-\x7e\u{a0}-\u{2027}\u{202a}-\u{d7ff}\u{e000}-\u{fefe}\u{ff00}-\u{fffd}\u{10000}-\u{10ffff}]/u;

export interface BlockText {
  readonly sign: '|' | '>';
  readonly chomping: '' | '-' | '+';
  /** The header must say how far the lines are indented: the first one begins with a blank. */
  readonly mustState: boolean;
  /** Without their indentation. The line breaks that `+` keeps are empty lines at the end. */
  readonly lines: readonly string[];
}

/** Whether the characters may stand in a text without being escaped. */
export function isReadable(text: string): boolean {
  return !unreadable.test(text);
}

/** Whether a block can hold `text`. One of nothing but blanks would be hard to see. */
export function fitsBlock(text: string): boolean {
  return isReadable(text) && text.trim() !== '';
}

/** `keeps`: the block ends with `+` already, and goes on so if it can. */
export function literalText(text: string, ending: 'keeps' | 'clips'): BlockText {
  return { ...frame(text, ending), sign: '|', lines: [...contentLines(text), ...keptLines(text)] };
}

/**
 * The same, folded: lines of `text` that were folded in `old`, a list of lines without indentation, are so again; new
 * ones are not folded.
 */
export function foldedText(text: string, ending: 'keeps' | 'clips', old: readonly string[]): BlockText {
  const known = foldings(old);
  const lines: string[] = [];
  let above: string | undefined;
  let blanks = 0;
  for (const line of contentLines(text)) {
    if (line === '') {
      blanks++;
      continue;
    }
    const isFlush = above === undefined || /^[ \t]/.test(above) || /^[ \t]/.test(line);
    const breaks = blanks + (isFlush ? 0 : 1);
    for (let i = 0; i < breaks; i++) lines.push('');
    lines.push(...(known.get(line) ?? [line]));
    above = line;
    blanks = 0;
  }
  return { ...frame(text, ending), sign: '>', lines: [...lines, ...keptLines(text)] };
}

function frame(text: string, ending: 'keeps' | 'clips'): Pick<BlockText, 'chomping' | 'mustState'> {
  const kept = ending === 'keeps' ? '+' : '';
  const chomping = text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? kept : '-';
  return { chomping, mustState: /^\n*[ \t]/.test(text) };
}

function contentLines(text: string): readonly string[] {
  return text.slice(0, contentEnd(text)).split('\n');
}

function keptLines(text: string): readonly string[] {
  const breaks = text.length - contentEnd(text);
  return Array.from({ length: Math.max(0, breaks - 1) }, () => '');
}

/** Before the line breaks at the end. */
function contentEnd(text: string): number {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return end;
}

/** For each line that a reader sees, the lines that it is written as. */
function foldings(old: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, readonly string[]>();
  let run: string[] = [];
  const endRun = () => {
    if (run.length > 1) known.set(run.join(' '), run);
    run = [];
  };
  for (const line of old) {
    if (line === '' || /^[ \t]/.test(line)) endRun();
    else run.push(line);
  }
  endRun();
  return known;
}
