/** What a flag of the kubelet does, and what has become of it, in Markdown: at a place in a line, or in YAML. */

import type { KubeletFlag } from '../../kubelet/flags/kubeletFlag.js';
import { flagNamed } from '../../kubelet/flagTable.js';
import { argumentsIn } from '../../kubelet/read/manifestArguments.js';
import type { YamlDocument } from '../../syntax/file.js';
import { contains } from '../../syntax/locate.js';
import type { Span } from '../../syntax/node.js';
import { inlineCode } from '../markdown.js';

export interface FlagHover {
  readonly markdown: string;
  readonly span: Span;
}

const reference = 'https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/';

/** The flag written at `character` of a line of any file. */
export function flagInLine(line: string, character: number): FlagHover | undefined {
  for (const { 0: written, index } of line.matchAll(/(?<![\w-])-{1,2}[A-Za-z][\w-]*/g)) {
    const span = { start: index, end: index + written.length };
    if (!contains(span, character)) continue;
    // A single hyphen stands before `v` and `h` only.
    const name = written.startsWith('--') ? written.slice(2) : /^-v\d*$/.test(written) ? 'v' : '';
    const flag = flagNamed(name);
    return flag && { markdown: describeFlag(flag), span };
  }
  return undefined;
}

/** The same for kubeadm's kubeletExtraArgs, and for arguments of a container that runs a kubelet. */
export function flagInYaml({ text, root }: YamlDocument, offset: number): FlagHover | undefined {
  if (!root || !text.includes('kubelet')) return undefined;
  for (const { node, word, namesFlag } of argumentsIn(root)) {
    if (!namesFlag || node.alias || !contains(node.span, offset)) continue;
    const flag = flagNamed(/^--([^=]+)/.exec(word)?.[1] ?? '');
    return flag && { markdown: describeFlag(flag), span: node.span };
  }
  return undefined;
}

function describeFlag(flag: KubeletFlag): string {
  const { name, type, says, unsure } = flag;
  return [
    `**--${name}** ${inlineCode(type)}`,
    says,
    facts(flag).join('  \n'),
    unsure && `Not verified: ${unsure}`,
    `[Reference](${reference})`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function facts(flag: KubeletFlag): readonly string[] {
  const { field, since, fieldSince, deprecated, removed, advice } = flag;
  const lines = [
    removed && `**Removed in Kubernetes ${removed}**`,
    advice,
    field && `Field: ${inlineCode(field)} of KubeletConfiguration${fieldSince ? `, since ${fieldSince}` : ''}`,
    !field && !removed && 'It has no field in KubeletConfiguration',
    defaults(flag),
    since && `Since Kubernetes ${since}`,
    deprecated && `Deprecated since ${deprecated}${field ? ': the file is the place for it' : ''}`,
    field && 'Where the file says something else, the flag wins',
  ];
  return lines.flatMap(line => line || []);
}

function defaults({ default: own, fieldDefault }: KubeletFlag): string | undefined {
  if (own === undefined) return undefined;
  const other = fieldDefault === undefined ? '' : `, in a file ${inlineCode(fieldDefault)}`;
  return `Default: ${inlineCode(own)}${other}`;
}
