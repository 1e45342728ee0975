/** Pieces of Markdown, whatever characters are in them. */

const longestLine = 100;
const longestInline = 400;

/** A block of code with the first lines of `text`. */
export function codeBlock(text: string, mostLines: number, language = ''): string {
  const shown = firstLines(text, mostLines);
  const fence = '`'.repeat(Math.max(2, longestTicks(shown)) + 1);
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
  // A blank line would end it, and what follows would be read as Markdown.
  const line = text.replace(/\s+/g, ' ');
  const shown = line.length > longestInline ? `${line.slice(0, longestInline)}…` : line;
  const fence = '`'.repeat(longestTicks(shown) + 1);
  const blank = /^`|`$/.test(shown) ? ' ' : '';
  return `${fence}${blank}${shown}${blank}${fence}`;
}

/** Text of the workspace as it is written: nothing in it becomes a link, an image or HTML. */
export function plainText(text: string): string {
  return text.replace(/[\\`*_[\]<>!#|~&]/g, '\\$&');
}

function longestTicks(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
}

export function link(text: string, uri: string): string {
  const address = uri.replace(/[()\s]/g, char => `%${char.charCodeAt(0).toString(16)}`);
  return `[${plainText(text)}](${address})`;
}
