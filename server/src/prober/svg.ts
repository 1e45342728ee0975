/** Writes SVG as text; knows nothing of what is drawn. */

export type Attributes = Readonly<Record<string, string | number | undefined>>;

export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(value)}"`,
  );
  const content = children.join('');
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

/** A tenth of a pixel is as exact as one can see. */
export function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** What XML cannot say at all, such as control characters, is left out. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`);
}

/** Of text of `size` pixels: more than it takes in the fonts that editors use, so that nothing runs into something else. */
export function textWidth(text: string, size: number): number {
  return text.length * size * 0.56;
}
