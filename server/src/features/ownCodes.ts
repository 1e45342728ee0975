/** The codes of what is no rule: YAML that cannot be read, and what Kubewright says of itself. Finds nothing itself. */
import type { RuleCode, RuleDocs, Severity } from '../rules/rule.js';

export interface OwnCode {
  readonly code: RuleCode;
  readonly severity: Severity;
  readonly fixable: boolean;
  /** What a short manifest cannot show has no example. */
  readonly docs: Omit<RuleDocs, 'bad' | 'good' | 'reference'> & Partial<RuleDocs>;
}

export const ownCodes: readonly OwnCode[] = [
  {
    code: 'yaml/syntax',
    severity: 'error',
    fixable: false,
    docs: {
      summary: 'text that is not YAML',
      why: `
        kubectl and kustomize refuse the file. Of the document with the mistake nothing else is judged, because its
        lines may not mean what they seem to; the other documents of the file are. Where another YAML extension says
        the same, the setting \`kubewright.syntaxErrors\` turns it off.
        `,
      reference: 'https://yaml.org/spec/1.2.2/',
      bad: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
        data:
          greeting: "hello
                  # ^^^^^^ error yaml/syntax: the closing quote is missing
        `,
      good: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
        data:
          greeting: "hello"
        `,
    },
  },
  {
    code: 'kustomization/refused',
    severity: 'error',
    fixable: false,
    docs: {
      summary: 'kustomization that cannot be built',
      why: `
        Kubewright builds the kustomization in memory as \`kustomize build\` does, with its bases, components, patches and
        generators, and says where kustomize would stop, and in which words. What needs the network, helm or a plugin is
        not judged. kustomize stops at the first mistake: the next shows when it is mended.
        `,
      reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/',
    },
  },
  {
    code: 'kubewright/unused-suppression',
    severity: 'hint',
    fixable: true,
    docs: {
      summary: 'kubewright-ignore comment without effect',
      why: `
        What it was written for is mended, or its code is no rule's. A comment that stays would silence the next mistake
        of that kind, too.
        `,
      bad: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
        # kubewright-ignore-next-line yaml/duplicate-key
                                    # ^^^^^^^^^^^^^^^^^^ hint kubewright/unused-suppression: yaml/duplicate-key finds nothing here: the comment can go
        data:
          color: blue
        `,
      good: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
        data:
          color: blue
        `,
    },
  },
  {
    code: 'kubewright/too-large',
    severity: 'information',
    fixable: false,
    docs: {
      summary: 'text that is too large for Kubewright to read',
      why: `
        A file of more than 16 MiB or 20,000 documents, a document that is nested too deep, or one whose aliases stand for
        too much is not read: typing must not wait for it. Nothing is known about whether it is right.
        `,
    },
  },
  {
    code: 'kubewright/too-many',
    severity: 'information',
    fixable: false,
    docs: {
      summary: 'more findings than an editor can show',
      why: `
        The first thousand findings of a file are shown. This one stands where the next would be, and the others come as
        soon as the first are mended.
        `,
    },
  },
];
