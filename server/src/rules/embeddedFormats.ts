/** What is wrong with a file in a value, by the ending of its name. Silent wherever some program may read it. */
import { isTemplate } from '../model/templates.js';
import { readFile } from '../syntax/file.js';
import { type FormatError, isJson } from '../syntax/firstJsonError.js';
import { firstTomlError } from '../syntax/firstTomlError.js';
import { firstXmlError } from '../syntax/firstXmlError.js';
import { asStrictJson, firstStreamError, hasComments, hasJavaScriptWords } from '../syntax/looseJson.js';

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
const marks =
  /\{\{|\{%|<%|\$\{|\$\(|\$\[|\$[A-Za-z_]|#\{|\(\(|%[({]|%[A-Za-z_][\w.-]*%|@[A-Za-z_][\w.-]*@|__[A-Za-z][A-Za-z0-9_]*__|#[A-Z][A-Z0-9_]*#/;
/** The same where these signs mean nothing else. */
const angleMarks = /<[A-Za-z_][\w .-]*>/;
const bracketMarks = /\[\[/;

type Read = (text: string, name: string) => EmbeddedProblem | undefined;

const formats: readonly (readonly [RegExp, Read])[] = [
  [/\.json$/i, jsonProblem],
  [/\.ya?ml$/i, yamlProblem],
  [/\.toml$/i, text => (angleMarks.test(text) ? undefined : unlessMarked(text, 'TOML', firstTomlError(text)))],
  [/\.(?:xml|xsd|xslt?|svg)$/i, text => unlessMarked(text, 'XML', xmlError(text))],
  [/\.properties$/i, text => unlessMarked(text, 'properties file', badEscape(text))],
  [/\.ini$/i, text => unlessMarked(text, 'INI file', openSection(text))],
];

/** The first problem in the file `name`; nothing for files of other formats. */
export function embeddedProblem(name: string, text: string): EmbeddedProblem | undefined {
  if (text.length > longest) return undefined;
  return formats.find(([ending]) => ending.test(name))?.[1](text, name);
}

function unlessMarked(text: string, format: string, error: FormatError | undefined): EmbeddedProblem | undefined {
  return error && !marks.test(text) ? toProblem(format, error) : undefined;
}

function toProblem(format: string, { offset, message }: FormatError): EmbeddedProblem {
  return { format, message, start: offset, end: offset + 1 };
}

/** Files whose programs are known to read comments and trailing commas: those of .NET, of TypeScript, of VS Code. */
const looseFile =
  /(^|[./_-])(appsettings|tsconfig|jsconfig|devcontainer|launchsettings|hostsettings|local\.settings|secrets|ocelot|serilog|nlog|\.eslintrc|\.swcrc|\.babelrc|settings|launch|tasks|extensions|keybindings)([._-][\w.-]*)?\.json$/i;
const looseContent = /"(ConnectionStrings|AllowedHosts|Serilog|LogLevel|Kestrel|compilerOptions)"\s*:/;

function jsonProblem(written: string, name: string): EmbeddedProblem | undefined {
  const text = written.replace(/^\ufeff/, ' ');
  const isLoose = looseFile.test(name) || looseContent.test(text);
  const error = firstStreamError(isLoose ? asStrictJson(text) : text);
  if (!error || !/^\s*[[{]/.test(text) || hasMarks(text)) return undefined;
  // Comments are read by many programs, such numbers by some.
  if (hasJavaScriptWords(text) || (!isLoose && hasComments(text))) return undefined;
  const lines = text.split('\n').filter(line => line.trim());
  if (lines.length > 1 && lines.every(isJson)) return undefined;
  return toProblem('JSON', error);
}

function hasMarks(text: string): boolean {
  return marks.test(text) || angleMarks.test(text) || bracketMarks.test(text);
}

function yamlProblem(text: string): EmbeddedProblem | undefined {
  // What a directive says of the rest is not read here.
  if (text.length > longestYaml || /^%[A-Z]/m.test(text)) return undefined;
  for (const { document, start } of readFile('', 0, text).parts) {
    const [first] = document.problems.filter(({ isLimit }) => !isLimit);
    if (!first) continue;
    if (hasMarks(text) || isTemplate(document)) return undefined;
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

/** The parser knows no comments within a DOCTYPE, and only XML 1.0. */
function xmlError(text: string): FormatError | undefined {
  const isUnknown = /<!DOCTYPE[^>]*\[/.test(text) || /^\s*<\?xml\s+version\s*=\s*["']1\.1/.test(text);
  return isUnknown ? undefined : firstXmlError(text);
}

function openSection(text: string): FormatError | undefined {
  const found = /^\[[\w .:-]+$/m.exec(text);
  if (!found || mayGoOn(text.slice(0, found.index))) return undefined;
  return { offset: found.index, message: 'the section is not closed by ]' };
}

/** Whether a value of several lines may be among these: some programs have them in quotes, or behind a backslash. */
function mayGoOn(before: string): boolean {
  return (
    /"{3}|'{3}|`|<<|\\\r?$/m.test(before) || before.split('\n').some(line => (line.match(/"/g)?.length ?? 0) % 2 > 0)
  );
}
