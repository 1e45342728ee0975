/** Where a text stops being XML. Says what is wrong and nothing of what is written: it may be secret. */
import { parseXml, XmlError } from '@rgrove/parse-xml';
import type { FormatError } from './firstJsonError.js';

const words: readonly (readonly [RegExp, string])[] = [
  [/^Missing end tag/, 'the end tag of an element is missing before this'],
  [/^Unclosed end tag|^Unclosed start tag/, 'the tag is not closed by >'],
  [/^Unclosed comment/, 'the comment is not closed by -->, or holds --'],
  [/^Unclosed CDATA/, 'the CDATA section is not closed by ]]>'],
  [/^Element content may not contain/, ']]> must be written as ]]&gt;'],
  [/^Unclosed attribute|^Missing end quote/, 'the closing quote is missing'],
  [/^Attribute value expected/, 'an attribute needs a value in quotes'],
  [/^Duplicate attribute/, 'the element has this attribute already'],
  [/^Extra content/, 'nothing more may follow: XML has one outermost element'],
  [/^Root element/, 'an element must stand here'],
  [/reference/, '& must be written as &amp;, or begin a reference such as &lt;'],
  [/^Unescaped/, '< must be written as &lt;'],
  [/XML (declaration|version)|processing instruction/, 'the XML declaration must be the very first text'],
];

/** Entities that nobody defines here may be defined elsewhere. `undefined` for XML. */
export function firstXmlError(text: string): FormatError | undefined {
  try {
    parseXml(text, { ignoreUndefinedEntities: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof XmlError)) return undefined;
    const message = words.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'unexpected text';
    return { offset: offsetOf(text, error.pos), message };
  }
}

/** The parser counts characters, however long they are. */
function offsetOf(text: string, count: number): number {
  const characters = /[\s\S]/uy;
  for (let i = 0; i < count && characters.lastIndex < text.length; i++) characters.exec(text);
  return characters.lastIndex;
}
