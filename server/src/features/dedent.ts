/** Texts that stand in template literals, without the indentation of the code around them. Knows nothing else. */

/** Removes the indentation that a template literal has because of the code around it. Other text stays as it is. */
export function dedent(source: string): string {
  if (!source.startsWith('\n')) return source;
  const text = `${source.replace(/^\n/, '').trimEnd()}\n`;
  const indents = text
    .split('\n')
    .filter(line => line.trim())
    .map(line => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return text
    .split('\n')
    .map(line => line.slice(indent))
    .join('\n');
}
