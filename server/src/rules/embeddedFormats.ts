/** What is wrong with a file in a value, by the ending of its name. Silent wherever some program may read it. */
import { isTemplate } from '../model/templates.js';
import { readFile } from '../syntax/file.js';
import { type FormatError, firstJsonError, isJson } from '../syntax/firstJsonError.js';
import { firstTomlError } from '../syntax/firstTomlError.js';
import { firstXmlError } from '../syntax/firstXmlError.js';

export interface EmbeddedProblem {
  readonly format: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A longer text is read when its program reads it: typing beside it must not wait. */
const longest = 256 * 1024;
const longestYaml = 100_000;

/** What some other program fills in, or takes out, before the file is read. */
const marks = /\{\{|\{%|<%|\$\{|\$\(|\$[A-Za-z_]|%[A-Z_]+%|@[A-Za-z_]+@|__[A-Z_]+__/;
/** The same where these signs mean nothing else. */
const moreMarks = /\[\[|<[A-Za-z_-]+>/;

type Read = (text: string) => EmbeddedProblem | undefined;

const formats: readonly (readonly [RegExp, Read])[] = [
  [/\.json$/i, jsonProblem],
  [/\.ya?ml$/i, yamlProblem],
  [/\.toml$/i, text => unlessMarked(text, 'TOML', firstTomlError(text))],
  [/\.(?:xml|xsd|xslt?|svg)$/i, text => unlessMarked(text, 'XML', firstXmlError(text))],
  [/\.properties$/i, text => unlessMarked(text, 'properties file', badEscape(text))],
  [/\.ini$/i, text => unlessMarked(text, 'INI file', openSection(text))],
];

/** The first problem in the file `name`; nothing for files of other formats. */
export function embeddedProblem(name: string, text: string): EmbeddedProblem | undefined {
  if (text.length > longest) return undefined;
  return formats.find(([ending]) => ending.test(name))?.[1](text);
}

function unlessMarked(text: string, format: string, error: FormatError | undefined): EmbeddedProblem | undefined {
  return error && !marks.test(text) ? toProblem(format, error) : undefined;
}

function toProblem(format: string, { offset, message }: FormatError): EmbeddedProblem {
  return { format, message, start: offset, end: offset + 1 };
}

function jsonProblem(text: string): EmbeddedProblem | undefined {
  const error = firstJsonError(text);
  if (!error || !/^\s*[[{]/.test(text) || marks.test(text) || moreMarks.test(text)) return undefined;
  // Comments are read by many programs, one object a line by some.
  if (/^\s*(\/\/|\/\*|#)|[,{[\]}"\w]\s+(\/\/|\/\*)/m.test(text)) return undefined;
  const lines = text.split('\n').filter(line => line.trim());
  if (lines.length > 1 && lines.every(isJson)) return undefined;
  return toProblem('JSON', error);
}

function yamlProblem(text: string): EmbeddedProblem | undefined {
  if (text.length > longestYaml) return undefined;
  for (const { document, start } of readFile('', 0, text).parts) {
    const [first] = document.problems.filter(({ isLimit }) => !isLimit);
    if (!first) continue;
    if (marks.test(text) || moreMarks.test(text) || isTemplate(document)) return undefined;
    return { format: 'YAML', message: first.message, start: start + first.span.start, end: start + first.span.end };
  }
  return undefined;
}

/** The one thing that Java refuses, and a frequent one: `C:\users`. A line with an even number of `\` before is none. */
function badEscape(text: string): FormatError | undefined {
  const found = /^(?![ \t\f]*[#!]).*?(?<!\\)(?:\\\\)*(\\u)(?![0-9a-fA-F]{4})/dm.exec(text);
  const offset = found?.indices?.[1]?.[0];
  return offset === undefined ? undefined : { offset, message: '\\u must be followed by four hexadecimal digits' };
}

function openSection(text: string): FormatError | undefined {
  const found = /^\[[\w .:-]+$/m.exec(text);
  return found ? { offset: found.index, message: 'the section is not closed by ]' } : undefined;
}
