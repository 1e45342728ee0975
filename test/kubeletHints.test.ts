/** Inlay hints in a KubeletConfiguration: what values come to, alone and together. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dedent } from './support/fixture.js';
import { hinted, tooltips } from './support/inlays.js';

const head = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';

/** The lines of the fields that have hints, with these. */
function shows(fields: string, ...lines: readonly string[]): void {
  test(fields.trim().replace(/\s+/g, ' '), () => assert.deepEqual(hinted(head + dedent(fields)), lines));
}

describe('durations', () => {
  shows('streamingConnectionIdleTimeout: 4h0m0s\n', 'streamingConnectionIdleTimeout: 4h0m0s «= 4 h»');
  shows('syncFrequency: 100000ms\n', 'syncFrequency: 100000ms «= 1 min 40 s»');
  shows('syncFrequency: 300s\n', 'syncFrequency: 300s «= 5 min»');
  shows('cpuCFSQuotaPeriod: 50000us\n', 'cpuCFSQuotaPeriod: 50000us «= 50 ms»');
  shows('syncFrequency: 1.5h\n', 'syncFrequency: 1.5h «= 1 h 30 min»');
  shows('imageMaximumGCAge: 8760h\n', 'imageMaximumGCAge: 8760h «= 365 d»');
  shows('authentication:\n  webhook:\n    cacheTTL: 2m0s\n', 'cacheTTL: 2m0s «= 2 min»');
  shows('logging:\n  flushFrequency: 5000000000\n', 'flushFrequency: 5000000000 «= 5 s»');
  shows('nodeLeaseDurationSeconds: 240\n', 'nodeLeaseDurationSeconds: 240 «= 4 min»');
  for (const easy of ['10s', '90s', '1m30s', '5m', '100ms', '24h', '0s', '0', '"1h30m"', 'soon', '60'])
    shows(`syncFrequency: ${easy}\n`);
  shows('nodeLeaseDurationSeconds: 40\n');
});

describe('quantities', () => {
  shows('containerLogMaxSize: 10485760\n', 'containerLogMaxSize: 10485760 «≤ 50 MiB per container»');
  shows('systemReserved:\n  memory: "1073741824"\n', 'memory: "1073741824" «= 1 GiB»');
  shows('kubeReserved:\n  memory: 1048576Ki\n  ephemeral-storage: 1e9\n', 'memory: 1048576Ki «= 1 GiB»');
  shows('kubeReserved:\n  ephemeral-storage: "1e9"\n', 'ephemeral-storage: "1e9" «= 953.7 MiB»');
  shows('kubeReserved:\n  cpu: 1500m\n', 'cpu: 1500m «= 1.5 CPUs»');
  shows('evictionHard:\n  memory.available: "104857600"\n', 'memory.available: "104857600" «= 100 MiB»');
  shows('kubeReserved:\n  cpu: 200m\n  memory: 500Mi\n  ephemeral-storage: 1Gi\n  pid: "1000"\n');
});

describe('eviction', () => {
  shows(
    `
      evictionHard:
        nodefs.available: 10%
        memory.available: 100Mi
        imagefs.available: 15%
        nodefs.inodesFree: 5%
      evictionMinimumReclaim:
        nodefs.available: 5%
        memory.available: 0.5Gi
        imagefs.available: 2Gi
    `,
    'nodefs.available: 10% «evicts below 10 %, until 15 % are free»',
    'memory.available: 100Mi «evicts below 100 MiB, until 612 MiB are free»',
    'imagefs.available: 15% «evicts below 15 %, until 15 % and 2 GiB are free»',
  );
  shows(
    `
      evictionSoft:
        memory.available: 1.5Gi
        nodefs.available: 15%
      evictionSoftGracePeriod:
        memory.available: 1m30s
        nodefs.available: 2m
      evictionMinimumReclaim:
        nodefs.available: 5%
      evictionMaxPodGracePeriod: 60
    `,
    'memory.available: 1.5Gi «evicts after 1 min 30 s below 1.5 GiB, pods get ≤ 1 min»',
    'nodefs.available: 15% «evicts after 2 min below 15 %, until 20 % are free, pods get ≤ 1 min»',
  );
  shows('evictionHard:\n  imagefs.available: 0%\n', 'imagefs.available: 0% «off»');
  shows(
    'evictionHard:\n  pid.available: "1000"\nevictionMinimumReclaim:\n  pid.available: "200"\n',
    'pid.available: "1000" «evicts below 1000, until 1200 are free»',
  );
  shows('evictionHard:\n  memory.available: 100Mi\n  nodefs.available: lots\n');
  shows('evictionHard:\n  memory.available: 100Mi\nevictionMinimumReclaim:\n  memory.available: 0Mi\n');
  test('the tooltip says what minimum reclaim is', () =>
    assert.match(
      tooltips(
        `${head}evictionHard: { nodefs.available: 10% }\nevictionMinimumReclaim: { nodefs.available: 5% }\n`,
      ).join(),
      /as much more as evictionMinimumReclaim says/,
    ));
});

describe('limits', () => {
  shows(
    'imageGCHighThresholdPercent: 85\nimageGCLowThresholdPercent: 80\n',
    'imageGCHighThresholdPercent: 85 «starts at 85 % of the disk, deletes until 80 %»',
  );
  shows(
    'imageGCLowThresholdPercent: 70\n',
    'imageGCLowThresholdPercent: 70 «starts at 85 % of the disk, deletes until 70 %»',
  );
  shows(
    'imageGCHighThresholdPercent: 90\n',
    'imageGCHighThresholdPercent: 90 «starts at 90 % of the disk, deletes until 80 %»',
  );
  shows('imageGCHighThresholdPercent: 100\n', 'imageGCHighThresholdPercent: 100 «images are never deleted for room»');
  shows('imageGCHighThresholdPercent: 70\n');
  shows('containerLogMaxSize: 50Mi\ncontainerLogMaxFiles: 3\n', 'containerLogMaxFiles: 3 «≤ 150 MiB per container»');
  shows('containerLogMaxFiles: 10\n', 'containerLogMaxFiles: 10 «≤ 100 MiB per container»');
  shows('containerLogMaxFiles: 1\n');
  shows('podsPerCore: 10\n', 'podsPerCore: 10 «maxPods from 11 CPUs on»');
  shows('podsPerCore: 10\nmaxPods: 10\n', 'podsPerCore: 10 «maxPods from 1 CPU on»');
  shows('podsPerCore: 0\nmaxPods: 250\n');
});

describe('shutdown', () => {
  shows(
    'shutdownGracePeriod: 30s\nshutdownGracePeriodCriticalPods: 10s\n',
    'shutdownGracePeriod: 30s «20 s for ordinary pods, then 10 s for critical ones»',
  );
  shows('shutdownGracePeriod: 30s\n', 'shutdownGracePeriod: 30s «30 s for ordinary pods, then none for critical ones»');
  shows('shutdownGracePeriod: 10s\nshutdownGracePeriodCriticalPods: 30s\n');
  shows('shutdownGracePeriod: 0s\n');
  shows(
    `
      shutdownGracePeriodByPodPriority:
        - priority: 100000
          shutdownGracePeriodSeconds: 10
        - priority: 0
          shutdownGracePeriodSeconds: 60
        - priority: 10000
          shutdownGracePeriodSeconds: 180
    `,
    '- priority: 100000 «and above»',
    '- priority: 0 «up to 9999»',
    '- priority: 10000 «to 99999»',
    'shutdownGracePeriodSeconds: 180 «= 3 min»',
  );
});

describe('where', () => {
  const source = `${head}syncFrequency: 4h0m0s\n`;
  test('can be turned off', () => assert.deepEqual(hinted(source, { inlayHints: { kubelet: false } }), []));
  test('only where it is asked', () =>
    assert.deepEqual(hinted(source, {}, { start: { line: 0, character: 0 }, end: { line: 1, character: 5 } }), []));
  test('in no other kind', () =>
    assert.deepEqual(
      hinted('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  syncFrequency: 4h0m0s\n'),
      [],
    ));
  test('also in a document of a kubeadm configuration', () =>
    assert.deepEqual(hinted(`apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\n---\n${source}`), [
      'syncFrequency: 4h0m0s «= 4 h»',
    ]));
  test('not what a drop-in leaves to other files', () =>
    assert.deepEqual(
      hinted(
        `#- /etc/kubelet.conf.d/10-gc.conf\n${head}imageGCHighThresholdPercent: 90\ncontainerLogMaxFiles: 3\npodsPerCore: 3\nshutdownGracePeriod: 30s\n`,
      ),
      [],
    ));
});
