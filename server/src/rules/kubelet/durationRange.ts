import { type GoDuration, goDurationOf, parseGoDuration } from '../../model/goDuration.js';
import { isAtLeast } from '../../schema/schemas.js';
import { type Entry, keyOf, text } from '../../syntax/node.js';
import { credentialProvidersIn, kubeletsIn, setting, settingsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

interface Range {
  readonly least: string;
  readonly most?: string;
  /** 0 is accepted, too. */
  readonly orZero?: true;
}

interface Ranged {
  readonly entry: Entry;
  readonly range: Range;
}

const notNegative: Range = { least: '0s' };
/** Also a whole number. */
const flush: Range = { least: '0s' };

/** Of fields in which 0 stands for the default, 0 passes. `since`: before, the kubelet only used the value. */
const ranges: readonly (Range & { readonly path: readonly string[]; readonly since?: string })[] = [
  { path: ['cpuCFSQuotaPeriod'], least: '1ms', most: '1s' },
  { path: ['containerLogMonitorInterval'], least: '3s' },
  { path: ['imageMinimumGCAge'], ...notNegative },
  { path: ['imageMaximumGCAge'], ...notNegative },
  { path: ['shutdownGracePeriod'], least: '1s', orZero: true },
  { path: ['shutdownGracePeriodCriticalPods'], least: '1s', orZero: true },
  { path: ['crashLoopBackOff', 'maxContainerRestartPeriod'], least: '1s', most: '300s', since: '1.32' },
];

export const kubeletDurationRange = rule({
  code: 'kubelet/duration-range',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'duration outside the range that the kubelet accepts',
    why: `
      The kubelet checks its configuration when it starts, and does not start with such a duration. A grace period
      for shutdown is 0 or at least a second.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      containerLogMonitorInterval: 1s
                                 # ^^ error kubelet/duration-range: containerLogMonitorInterval must be at least 3s
      shutdownGracePeriod: 500ms
                         # ^^^^^ error kubelet/duration-range: shutdownGracePeriod must be 0s or at least 1s`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      containerLogMonitorInterval: 10s
      shutdownGracePeriod: 30s`,
  },
  *each(manifest, context) {
    for (const { root, version } of kubeletsIn(manifest, context)) {
      for (const range of ranges) {
        const entry = setting(root, ...range.path);
        if (entry && (!range.since || isAtLeast(version, range.since))) yield { entry, range };
      }
      const flushed = setting(root, 'logging', 'flushFrequency');
      if (flushed) yield { entry: flushed, range: flush };
      for (const entry of settingsIn(root, 'evictionSoftGracePeriod')) yield { entry, range: notNegative };
    }
    for (const provider of credentialProvidersIn(manifest)) {
      const entry = setting(provider, 'defaultCacheDuration');
      if (entry) yield { entry, range: notNegative };
    }
  },
  *check({ entry, range }: Ranged) {
    const value = goDurationOf(entry.value);
    if (value === undefined && range === flush && text(entry.value) !== undefined)
      yield finding(entry.value, `${keyOf(entry)} must be a duration such as 5s, or a number of nanoseconds`);
    if (value === undefined || isWithin(value, range)) return;
    yield finding(entry.value, `${keyOf(entry)} must ${wordsFor(range)}`);
  },
});

function isWithin(value: GoDuration, { least, most, orZero }: Range): boolean {
  if (orZero && value === 0n) return true;
  return value >= (parseGoDuration(least) ?? value) && value <= (parseGoDuration(most ?? '') ?? value);
}

function wordsFor({ least, most, orZero }: Range): string {
  if (least === '0s') return 'not be negative';
  return most ? `be between ${least} and ${most}` : `be ${orZero ? '0s or ' : ''}at least ${least}`;
}
