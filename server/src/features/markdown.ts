/** Pieces of Markdown, whatever characters are in them. */

const longestLine = 100;

/** A block of code with the first lines of `text`. */
export function codeBlock(text: string, mostLines: number, language = ''): string {
  const shown = firstLines(text, mostLines);
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** Long lines are cut; `…` stands for what is left out. */
export function firstLines(text: string, mostLines: number): string {
  const lines = text.replace(/\s+$/, '').split(/\r?\n/);
  const shown = lines
    .slice(0, mostLines)
    .map(line => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
  return (lines.length > mostLines ? [...shown, '…'] : shown).join('\n');
}

export function inlineCode(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text}${fence}`;
}

export function link(text: string, uri: string): string {
  const address = uri.replace(/[()\s]/g, char => `%${char.charCodeAt(0).toString(16)}`);
  return `[${text.replace(/[[\]\\]/g, '\\$&')}](${address})`;
}
