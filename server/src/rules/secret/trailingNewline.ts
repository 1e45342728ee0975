import { bytesOf, dataOf, isSecret, textOf } from '../../model/configData.js';
import { type Edit, replace } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import type { ScalarNode } from '../../syntax/node.js';
import { reencode } from '../dataFixes.js';
import { type Fix, finding, rule } from '../rule.js';

/** Keys whose value is one word, not a file: nobody wants a line break in it. */
const oneWord =
  /^(.*[-_.])?(pass(word|wd|phrase)?|pwd|token|user(name)?|api[-_]?key|access[-_]?key(id|[-_]id)?|secret[-_]?(access[-_]?)?key|client[-_]?(id|secret))$/i;
const longest = 256;

export const trailingNewline = rule({
  code: 'secret/trailing-newline',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'password or token that ends with a line break',
    why: `
      \`echo password | base64\` encodes the line break of \`echo\` as well, and a block with \`|\` ends with one: the
      password is another one then, and logging in fails. \`echo -n\`, or \`|-\`, leaves it out.`,
    reference: 'https://kubernetes.io/docs/tasks/configmap-secret/managing-secret-using-config-file/',
    bad: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        password: aHVudGVyMgo=
                # ^^^^^^^^^^^^ warning secret/trailing-newline: password ends with a line break, which becomes a part of it`,
    good: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        password: aHVudGVyMg==`,
  },
  *each(manifest) {
    if (!isSecret(manifest)) return;
    for (const own of dataOf(manifest)) if (oneWord.test(own.key)) yield own;
  },
  *check(own, { document }) {
    const { value: node, merged } = own.entry;
    const bytes = bytesOf(own);
    if (node.kind !== 'scalar' || !bytes || bytes.length > longest) return;
    const content = textOf(bytes);
    if (content === undefined || !/^[^\s:]+\r?\n$/.test(content) || /\{\{|\$\{|\$\(|^</.test(content)) return;
    const message = `${own.key} ends with a line break, which becomes a part of it`;
    const fixes = own.isEncoded ? [reencode(node, 'Remove the line break', content.trimEnd())] : chomp(document, node);
    yield finding(node, message, ...(merged ? [] : fixes));
  },
});

/** A block that keeps no line break at its end. */
function chomp(document: YamlDocument, node: ScalarNode): readonly Fix[] {
  const title = 'Remove the line break';
  const header = /^[|>][1-9]?\+?/.exec(document.text.slice(node.span.start, node.span.end))?.[0];
  if (header === undefined) return [{ title, edits: () => [replace(node, JSON.stringify(node.text.trimEnd()))] }];
  const span = { start: node.span.start, end: node.span.start + header.length };
  const edits = (): readonly Edit[] => [{ span, text: `${header.replace('+', '')}-` }];
  return [{ title, edits }];
}
