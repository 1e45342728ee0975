/** The same manifests, written differently: what they mean does not change, so neither may what is said about them. */
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Scalar,
  type ToStringOptions,
  visit,
} from 'yaml';
import { toValue } from '../../server/src/schema/validate.js';
import { readFile } from '../../server/src/syntax/file.js';
import { needsQuotes } from '../../server/src/syntax/scalars.js';
import { readFixture } from './fixture.js';

type Write = (text: string) => string | undefined;

/** By name; each gives `undefined` for a text that cannot be written so. */
const styles: Readonly<Record<string, Write>> = {
  'as it is': text => text,
  'lists not indented': rewritten({ indentSeq: false }),
  'four blanks': rewritten({ indent: 4 }),
  'lists in brackets': rewritten({}, document =>
    visit(document, { Seq: (_, node) => (document.contents === node ? undefined : flow(node)) }),
  ),
  'below the first level in brackets': rewritten({}, document =>
    visit(document, { Collection: (_, node) => (document.contents === node ? undefined : flow(node)) }),
  ),
  'all in braces': rewritten({}, document => visit(document, { Collection: (_, node) => flow(node) })),
  'with comments': rewritten({}, comment),
  'with comments, lists not indented': rewritten({ indentSeq: false }, comment),
  'with anchors': rewritten({}, anchor),
  'in double quotes': rewritten({}, document => quote(document, 'QUOTE_DOUBLE')),
  'in single quotes': rewritten({}, document => quote(document, 'QUOTE_SINGLE')),
  'as JSON': json,
  'with CRLF': text => text.replaceAll('\n', '\r\n'),
  'behind another document': text => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: before\n---\n${text}`,
  'before another document': text =>
    `${text.replace(/\n*$/, '\n')}---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: behind\n`,
};

export const styleNames = Object.keys(styles);

/** `fixture` without markers in another style; `undefined` when it cannot be written so, or comes out the same. */
export function variantOf(fixture: string, style: string): string | undefined {
  const { head, files } = readFixture(fixture);
  const texts = files.map(({ document }) => {
    const text = document.getText();
    const path = document.uri.replace('file:///workspace/', '');
    // kustomize reads one document of its own files.
    const isLeft = style.endsWith('another document') && /(^|\/)kustomization\.ya?ml$/.test(path);
    return { path, text, written: isLeft ? text : styles[style]?.(text) };
  });
  if (texts.some(({ written }) => written === undefined)) return undefined;
  if (style !== 'as it is' && texts.every(({ text, written }) => text === written)) return undefined;
  return head + texts.map(({ path, written }) => `#- ${path}\n${written}`).join('');
}

/** Read without a schema, so that every scalar keeps its characters. */
function rewritten(options: ToStringOptions, change: (document: Document) => void = () => undefined): Write {
  return text => {
    const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, merge: false });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
    return documents
      .map(document => {
        change(document);
        return document.toString({ lineWidth: 0, ...options });
      })
      .join('');
  };
}

function flow(node: { flow?: boolean | undefined }): void {
  node.flow = true;
}

/** What kubectl reads, written as JSON. */
function json(text: string): string | undefined {
  const roots = readFile('', 0, text).parts.map(({ document }) =>
    document.problems.length > 0 ? undefined : document.root,
  );
  if (roots.some(root => root === undefined)) return undefined;
  return roots.map(root => `${root ? JSON.stringify(toValue(root), undefined, 2) : ''}\n`).join('');
}

function comment(document: Document): void {
  let count = 0;
  visit(document, {
    Pair(_, { key, value }) {
      if (isScalar(key)) key.commentBefore = ` above ${count++}`;
      if (isScalar(value) && !/^BLOCK/.test(value.type ?? '') && value.source !== '')
        value.comment = ` beside ${count++}`;
    },
  });
}

function anchor(document: Document): void {
  let count = 0;
  visit(document, {
    Pair(_, { value }) {
      if ((isMap(value) || isSeq(value) || isScalar(value)) && !value.anchor) value.anchor = `a${count++}`;
    },
  });
}

function quote(document: Document, type: Scalar.Type): void {
  visit(document, {
    Scalar(key, node) {
      const isWord = node.type === 'PLAIN' && typeof node.value === 'string' && /^[A-Za-z]/.test(node.value);
      if (isWord && (key === 'key' || !needsQuotes(String(node.value)))) node.type = type;
    },
  });
}
