import { knownText } from '../../model/templates.js';
import { setValue } from '../../syntax/edit.js';
import { kubeletsIn, setting } from '../kubelets.js';
import { type Fix, finding, rule } from '../rule.js';

export const podLogsDir = rule({
  code: 'kubelet/pod-logs-dir',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'folder for the logs of pods that is not absolute, or not plain',
    why: `
      The path must be absolute, without \`.\`, \`..\` and double slashes, and of plain ASCII letters, since it is
      part of metrics. The kubelet does not start otherwise.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      podLogsDir: /var/log//pods/
                # ^^^^^^^^^^^^^^^ error kubelet/pod-logs-dir: podLogsDir must be written without detours`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      podLogsDir: /var/log/pods`,
  },
  each: kubeletsIn,
  *check({ root }, { document }) {
    const field = setting(root, 'podLogsDir');
    const path = knownText(field?.value);
    // Empty means the default. How paths of Windows are cleaned is another story.
    if (!field || !path || /^([A-Za-z]:)?[\\]|^[A-Za-z]:[/]/.test(path)) return;
    const problem = problemOf(path);
    if (!problem) return;
    const clean = cleaned(path);
    const fixes: Fix[] = isAscii(clean)
      ? [{ title: `Change to ${clean}`, edits: () => [setValue(document, field, clean)] }]
      : [];
    yield finding(field.value, `podLogsDir must be ${problem}`, ...fixes);
  },
});

function problemOf(path: string): string | undefined {
  if (!path.startsWith('/')) return 'absolute';
  if (cleaned(path) !== path) return 'written without detours';
  return isAscii(path) ? undefined : 'of ASCII letters only';
}

function isAscii(path: string): boolean {
  return [...path].every(letter => letter <= '\u007f');
}

function cleaned(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}
