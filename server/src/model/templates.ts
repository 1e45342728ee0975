/** Text that some other program fills in before Kubernetes sees it: Helm, Jinja, ytt, envsubst, kustomize's vars. */

import type { YamlDocument } from '../syntax/file.js';
import { type Node, text, walk } from '../syntax/node.js';

/** Whether a template engine has to run over `document` before it is YAML. Such documents are left alone. */
export function isTemplate(document: YamlDocument): boolean {
  // Before anything that parses the document: a completion asks this of text that just changed.
  if (!/\{\{|\{%|<%|#@/.test(document.text)) return false;
  const { text, root, problems } = document;
  if (/^[ \t]*(\{\{[-\s#/]|\{\{[^\n]*\}\}[ \t]*\r?$|\{%|<%)|(^|[ \t])#@/m.test(outsideBlocks(document))) return true;
  if (problems.some(({ span }) => nearTemplate(text, span.start))) return true;
  return (
    root !== undefined && [...walk(root)].some(node => node.kind === 'map' && text.startsWith('{{', node.span.start))
  );
}

/** A scalar whose real value is not known here: `{{ .Values.port }}`, `${PORT}`, `$PORT`, `$(PORT)`. */
export function isPlaceholder(node: Node): boolean {
  return node.kind === 'scalar' && /\{\{.*\}\}|\$\{.+\}|\$\(.+\)|^\$[A-Za-z_]\w*$/s.test(node.text);
}

/** The text of a string, unless some other program fills it in. */
export function knownText(node: Node | undefined): string | undefined {
  const known = node && !isPlaceholder(node) ? text(node) : undefined;
  return known !== undefined && /^(__.+__|<.+>|@.+@)$/.test(known) ? undefined : known;
}

function nearTemplate(text: string, offset: number): boolean {
  const start = text.lastIndexOf('\n', text.lastIndexOf('\n', offset - 1) - 1) + 1;
  const end = text.indexOf('\n', offset);
  return /\{\{|\{%|<%/.test(text.slice(start, end < 0 ? text.length : end));
}

/** The text with block and quoted scalars blanked out: a ConfigMap may carry a template as data. */
function outsideBlocks({ text, root }: YamlDocument): string {
  if (!root) return text;
  const spans = [...walk(root)].filter(node => node.kind === 'scalar' && node.style !== 'plain').map(node => node.span);
  let out = '';
  let at = 0;
  for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    out += text.slice(at, start);
    at = end;
  }
  return out + text.slice(at);
}
