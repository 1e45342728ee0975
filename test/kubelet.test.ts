/** A kubelet's configuration beyond single rules: other carriers, what is only logged, and what must stay silent. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver-types';
import { isKubeletDropIn } from '../client/src/isKubeletDropIn.js';
import { applyFixes, checkDiagnostics, codesIn, drawDiagnostics, openAtCursor } from './support/check.js';
import { checkTaken, labelsAt } from './support/complete.js';
import { dedent } from './support/fixture.js';

const head = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';

function hoverAt(fixture: string): string {
  const { service, uri, position } = openAtCursor(fixture);
  const contents = service.hover(uri, position)?.contents;
  return MarkupContent.is(contents) ? contents.value : '';
}

describe('what the kubelet only logs', () => {
  test('an unknown field is a warning with the reason', () =>
    checkDiagnostics(`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      maxPod: 110
      ^^^^^^ warning schema/unknown-field: KubeletConfiguration has no field maxPod: the kubelet logs this and goes on; did you mean maxPods?
      cadvisorPort: 4194
      ^^^^^^^^^^^^ warning schema/unknown-field: KubeletConfiguration has no field cadvisorPort: the kubelet logs this and goes on
      enabled: true
      ^^^^^^^ warning schema/unknown-field: KubeletConfiguration has no field enabled: the kubelet logs this and goes on
    `));

  test('so is a field that stands twice', () =>
    checkDiagnostics(`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      maxPods: 110
      ^^^^^^^ warning yaml/duplicate-key: maxPods stands twice: the kubelet logs this and keeps only the last one
      maxPods: 250
    `));

  test('so is a field of a newer kubelet', () =>
    checkDiagnostics(`
      #! kubernetesVersion 1.28
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      podLogsDir: /var/log/pods
      ^^^^^^^^^^ warning schema/field-of-other-version: podLogsDir exists since Kubernetes 1.30; the target is 1.28, whose kubelet logs this and goes on
    `));

  test('of credential providers it refuses both', () =>
    checkDiagnostics(
      `
      apiVersion: kubelet.config.k8s.io/v1
      kind: CredentialProviderConfig
      providers:
        - name: ecr-credential-provider
          matchImages: ["*.dkr.ecr.*.amazonaws.com"]
          defaultCacheDuration: 12h
          defaultCacheDuration: 1h
      `
        .replace(
          'defaultCacheDuration: 12h\n',
          '$&        # ^^^^^^^^^^^^^^^^^^^^ error yaml/duplicate-key: defaultCacheDuration stands twice: the kubelet refuses the file\n',
        )
        .concat(`    apiVersion: credentialprovider.kubelet.k8s.io/v1
          arguments: [get-credentials]
        # ^^^^^^^^^ error schema/unknown-field: providers[0] has no field arguments
    `),
    ));

  for (const version of ['v1', 'v1beta1', 'v1alpha1'])
    test(`credential providers are read in ${version}`, () => {
      const start = `apiVersion: kubelet.config.k8s.io/${version}\nkind: CredentialProviderConfig\nproviders:\n  - name: ecr\n`;
      const rest = `    defaultCacheDuration: 12h\n    apiVersion: credentialprovider.kubelet.k8s.io/v1\n`;
      assert.deepEqual(codesIn(`${start}    matchImages: ["*.io"]\n${rest}`), []);
      assert.deepEqual(codesIn(start + rest), ['schema/missing-field']);
      assert.equal(labelsAt(`${start}${rest}    <|>\n`).includes('tokenAttributes'), version === 'v1');
      assert.match(hoverAt(`${start}    match<|>Images: ["*.io"]\n${rest}`), /Registries and paths/);
    });
});

describe('kinds', () => {
  const kinds = (kind: string) => codesIn(`apiVersion: kubelet.config.k8s.io/v1beta1\nkind: ${kind}\n`);
  test('that are none are refused', () => assert.deepEqual(kinds('KubeletConfig'), ['schema/unknown-kind']));
  test('of the kubelet’s own records are left alone', () => assert.deepEqual(kinds('ImagePulledRecord'), []));
});

describe('durations', () => {
  test('a number gets a unit, not quotes', () =>
    assert.equal(
      applyFixes(`${head}syncFrequency: 60\nauthentication:\n  webhook:\n    cacheTTL: "120"\n`),
      `${head}syncFrequency: 60s\nauthentication:\n  webhook:\n    cacheTTL: 120s\n`,
    ));
  test('a negative grace period is refused', () =>
    assert.deepEqual(
      codesIn(`${head}evictionSoft: { memory.available: 300Mi }\nevictionSoftGracePeriod: { memory.available: -1m }\n`),
      ['kubelet/duration-range'],
    ));
  test('placeholders are left alone', () =>
    assert.deepEqual(
      codesIn(`
        #! profile strict
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        syncFrequency: $SYNC
        port: \${PORT}
        healthzPort: 10250
        evictionHard: \${HARD}
        evictionSoft: { memory.available: 300Mi }
        evictionSoftGracePeriod: \${PERIODS}
        imageGCHighThresholdPercent: \${HIGH}
        imageGCLowThresholdPercent: 90
        imagePullCredentialsVerificationPolicy: \${POLICY}
        preloadedImagesVerificationAllowlist: [registry.example.com/base/*]
        cpuManagerPolicy: static
        kubeReserved: \${RESERVED}
        imageMinimumGCAge: \${AGE}
        imageMaximumGCAge: 1m
        authentication:
          x509: \${X509}
      `).filter(code => code.startsWith('kubelet/')),
      ['kubelet/usual-port'],
    ));
});

describe('what is reserved', () => {
  test('is text, even where it is a number', () =>
    assert.equal(
      applyFixes(`${head}kubeReserved:\n  cpu: 1\n  memory: 500Mi\n`),
      `${head}kubeReserved:\n  cpu: "1"\n  memory: 500Mi\n`,
    ));
  test('is not negative', () =>
    assert.deepEqual(codesIn(`${head}kubeReserved: { cpu: -100m }\n`), ['kubelet/reserved-resource']));
});

describe('feature gates', () => {
  const query = 'enableSystemLogQuery: true\n';
  test('depend on the version', () => {
    assert.deepEqual(codesIn(head + query), []);
    assert.deepEqual(codesIn(`#! kubernetesVersion 1.35\n${head}${query}`), ['kubelet/feature-gate']);
    assert.deepEqual(codesIn(`#! kubernetesVersion 1.35\n${head}${query}featureGates: { NodeLogQuery: true }\n`), []);
  });
  test('turned off here are an error', () =>
    checkDiagnostics(`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      shutdownGracePeriod: 30s
      ^^^^^^^^^^^^^^^^^^^ error kubelet/feature-gate: shutdownGracePeriod needs the feature gate GracefulNodeShutdown, which is turned off here
      featureGates:
        GracefulNodeShutdown: false
    `));
  test('complete', () => assert.ok(labelsAt(`${head}featureGates:\n  <|>\n`).includes('NodeSwap')));
  test('that are not known are nobody’s business', () =>
    assert.deepEqual(codesIn(`${head}featureGates: { SomethingNew: true, CPUManagerPolicyBetaOptions: false }\n`), []));
});

describe('eviction', () => {
  test('signals say what they measure', () =>
    assert.match(
      hoverAt(`${head}evictionSoftGracePeriod:\n  memory.ava<|>ilable: 1m\n`),
      /Memory that the node has left/,
    ));
  test('signals complete', () =>
    assert.deepEqual(
      labelsAt(`${head}evictionSoftGracePeriod:\n  node<|>\n`).filter(label => label.startsWith('node')),
      ['nodefs.available', 'nodefs.inodesFree'],
    ));
  test('whoever turns all of them off means it', () =>
    assert.deepEqual(
      codesIn(
        `${head}evictionHard: { imagefs.available: 0%, nodefs.available: 0%, nodefs.inodesFree: 0%, memory.available: 100% }\n`,
      ),
      [],
    ));
  test('before 1.33 the defaults are written out', () =>
    assert.equal(
      applyFixes(`#! kubernetesVersion 1.32\n${head}evictionHard:\n  memory.available: 200Mi\n`),
      `#! kubernetesVersion 1.32\n${head}evictionHard:\n  memory.available: 200Mi\n  nodefs.available: "10%"\n  nodefs.inodesFree: "5%"\n  imagefs.available: "15%"\n`,
    ));
  test('amounts to reclaim may be 0, percentages not', () => {
    assert.deepEqual(codesIn(`${head}evictionMinimumReclaim: { imagefs.available: "0" }\n`), []);
    assert.deepEqual(codesIn(`${head}evictionMinimumReclaim: { imagefs.available: 0% }\n`), ['kubelet/eviction-value']);
  });
});

describe('ports', () => {
  test('are explained', () => {
    assert.match(hoverAt(`${head}po<|>rt: 10250\n`), /API server/);
    assert.match(hoverAt(`${head}readOnly<|>Port: 10255\n`), /without authentication/);
  });
  test('0 is the default of port, and turns the others off', () =>
    assert.deepEqual(codesIn(`${head}port: 0\nhealthzPort: 0\nreadOnlyPort: 0\n`), []));
});

describe('inside a ConfigMap', () => {
  const configMap = `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: kubelet-config
      namespace: kube-system
    data:
      kubelet: |
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
    `;
  test('it is checked at its place', () =>
    checkDiagnostics(`${configMap}    nodeStatusUpdateFrequency: 10
                                 # ^^ error kubelet/duration-unit: nodeStatusUpdateFrequency must have a unit, as in 10s
        maxPod: 110
      # ^^^^^^ warning schema/unknown-field: KubeletConfiguration has no field maxPod: the kubelet logs this and goes on; did you mean maxPods?
    `));
  test('it is put right at its place', () =>
    assert.equal(
      applyFixes(`${configMap}    cpuManagerPolicy: static\n        maxPods: 110\n`),
      dedent(
        `${configMap}    cpuManagerPolicy: static\n        kubeReserved:\n          cpu: 500m\n        maxPods: 110\n`,
      ),
    ));
  test('it completes', () =>
    checkTaken(
      `${configMap}    imageGCHi<|>\n`,
      'imageGCHighThresholdPercent',
      `${configMap}    imageGCHighThresholdPercent: <0>\n`,
    ));
  test('it explains itself', () =>
    assert.match(hoverAt(`${configMap}    sync<|>Frequency: 1m\n`), /Read by: pod workers and PLEG/));
  test('what cannot be read is said', () =>
    assert.deepEqual(codesIn(`${configMap}    maxPods: [1\n`), ['yaml/syntax']));
  test('other texts are left alone', () =>
    assert.deepEqual(
      codesIn('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  kubelet: |\n    port: 10\n'),
      [],
    ));
});

describe('beside kubeadm', () => {
  test('only the document of the kubelet is checked', () =>
    checkDiagnostics(`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: v1.35.0
      ---
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      imageGCLowThresholdPercent: 90
                                # ^^ error kubelet/image-gc-thresholds: imageGCLowThresholdPercent must be less than imageGCHighThresholdPercent, which is 85 by default
      ---
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      mode: ipvs
    `));
});

describe('fields within fields', () => {
  const nested: readonly (readonly [path: string, fallback: string])[] = [
    ['authentication.webhook.enabled', 'true'],
    ['authentication.webhook.cacheTTL', '2m'],
    ['authentication.anonymous.enabled', 'false'],
    ['authorization.mode', 'Webhook'],
    ['authorization.webhook.cacheAuthorizedTTL', '5m'],
    ['authorization.webhook.cacheUnauthorizedTTL', '30s'],
    ['userNamespaces.idsPerPod', '65536'],
    ['crashLoopBackOff.maxContainerRestartPeriod', '300s'],
    ['logging.format', 'text'],
    ['logging.verbosity', '0'],
    ['tracing.endpoint', 'localhost:4317'],
  ];
  for (const [path, fallback] of nested)
    test(`${path} completes and says its default`, () => {
      const names = path.split('.');
      const lines = names.map((name, i) => `${'  '.repeat(i)}${name}:`).join('\n');
      assert.ok(hoverAt(`${head}${lines.slice(0, -2)}<|>${lines.slice(-2)} 1\n`).includes(`Default: \`${fallback}\``));
      const above = lines.slice(0, lines.lastIndexOf('\n'));
      assert.ok(labelsAt(`${head}${above}\n${'  '.repeat(names.length - 1)}<|>\n`).includes(names.at(-1) ?? ''));
    });
});

describe('what others write', () => {
  test('kubeadm', () =>
    assert.deepEqual(
      codesIn(`
        apiVersion: kubelet.config.k8s.io/v1beta1
        authentication:
          anonymous: { enabled: false }
          webhook: { cacheTTL: 0s, enabled: true }
          x509: { clientCAFile: /etc/kubernetes/pki/ca.crt }
        authorization:
          mode: Webhook
          webhook: { cacheAuthorizedTTL: 0s, cacheUnauthorizedTTL: 0s }
        cgroupDriver: systemd
        clusterDNS: [10.96.0.10]
        clusterDomain: cluster.local
        containerRuntimeEndpoint: ""
        cpuManagerReconcilePeriod: 0s
        crashLoopBackOff: {}
        evictionPressureTransitionPeriod: 0s
        fileCheckFrequency: 0s
        healthzBindAddress: 127.0.0.1
        healthzPort: 10248
        httpCheckFrequency: 0s
        imageMaximumGCAge: 0s
        imageMinimumGCAge: 0s
        kind: KubeletConfiguration
        logging:
          flushFrequency: 0
          options: { json: { infoBufferSize: "0" }, text: { infoBufferSize: "0" } }
          verbosity: 0
        memorySwap: {}
        nodeStatusReportFrequency: 0s
        nodeStatusUpdateFrequency: 0s
        resolvConf: /run/systemd/resolve/resolv.conf
        rotateCertificates: true
        runtimeRequestTimeout: 0s
        shutdownGracePeriod: 0s
        shutdownGracePeriodCriticalPods: 0s
        staticPodPath: /etc/kubernetes/manifests
        streamingConnectionIdleTimeout: 0s
        syncFrequency: 0s
        volumeStatsAggPeriod: 0s
      `),
      [],
    ));
  test('a node with its own disks and CPUs', () =>
    assert.deepEqual(
      codesIn(`
        #! kubernetesVersion 1.34
        kind: KubeletConfiguration
        apiVersion: kubelet.config.k8s.io/v1beta1
        logging: { format: json, flushFrequency: 5000000000 }
        serverTLSBootstrap: true
        featureGates: { RotateKubeletServerCertificate: true, KubeletPSI: true }
        systemCgroups: /system.slice
        cgroupRoot: /
        kubeReservedCgroup: /runtime
        systemReservedCgroup: /system
        enforceNodeAllocatable: [pods, kube-reserved, system-reserved-compressible]
        kubeReserved: { cpu: 90m, ephemeral-storage: 1Gi, memory: 893Mi, pid: "1000" }
        cpuManagerPolicy: static
        cpuManagerPolicyOptions: { full-pcpus-only: "true" }
        topologyManagerPolicy: single-numa-node
        evictionHard: { memory.available: "5%", nodefs.available: 10%, nodefs.inodesFree: 5%, imagefs.available: 1.5Gi, pid.available: 10% }
        tlsCipherSuites: [TLS_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]
        shutdownGracePeriodByPodPriority:
          - { priority: 100000, shutdownGracePeriodSeconds: 10 }
        maxParallelImagePulls: 4
        imageGCHighThresholdPercent: 100
      `),
      [],
    ));
  test('a flush frequency that is none', () =>
    assert.deepEqual(codesIn(`${head}logging: { flushFrequency: soon }\n`), ['kubelet/duration-range']));
});

describe('a drop-in', () => {
  const dropIn = (text: string) => `#- etc/kubernetes/kubelet.conf.d/10-limits.conf\n${head}${text}`;
  test('need not be complete', () => {
    const part =
      'cpuManagerPolicy: static\nevictionSoft: { memory.available: 300Mi }\nevictionHard: { memory.available: 200Mi }\n';
    assert.deepEqual(codesIn(head + part), [
      'kubelet/eviction-defaults',
      'kubelet/eviction-grace-period',
      'kubelet/static-cpu-policy',
    ]);
    assert.deepEqual(codesIn(dropIn(part)), []);
    assert.deepEqual(codesIn(dropIn('imageGCLowThresholdPercent: 90\nsystemCgroups: /system\n')), []);
  });
  test('does not log what it does not know', () =>
    assert.match(
      drawDiagnostics(dropIn('maxPod: 1\nport: 1\nport: 2\n')),
      /maxPod: the kubelet goes on without it; did.*may refuse the drop-in/s,
    ));
  test('of kubeadm is a patch', () =>
    assert.deepEqual(
      codesIn(`#- patches/kubeletconfiguration0+strategic.yaml\n${head}evictionHard: { memory.available: 200Mi }\n`),
      [],
    ));
  test('is checked in itself', () =>
    assert.deepEqual(codesIn(dropIn('serializeImagePulls: true\nmaxParallelImagePulls: 3\nport: 70000\n')), [
      'kubelet/number-range',
      'kubelet/parallel-pulls',
    ]));
});

describe('a file *.conf', () => {
  const path = '/etc/kubernetes/extra/20-node.conf';
  for (const text of [
    head,
    `# limits\n\n---\n${head}`,
    'kind: KubeletConfiguration\napiVersion: kubelet.config.k8s.io/v1beta1\n',
  ])
    test(`is known by ${JSON.stringify(text.slice(0, 12))}`, () => assert.ok(isKubeletDropIn(path, text)));
  test('is something else otherwise', () => {
    assert.ok(!isKubeletDropIn(path, 'apiVersion: v1\nkind: Config\n'));
    assert.ok(!isKubeletDropIn(path, '[Service]\nEnvironment=A=apiVersion: kubelet.config.k8s.io/v1beta1\n'));
    assert.ok(!isKubeletDropIn('/a/b.txt', head));
  });
  test('in a folder of drop-ins says what becomes of it', () =>
    assert.match(hoverAt(`#- a.d/10.conf\n${head.replace('kind', 'ki<|>nd')}`), /the last one wins/));
});
