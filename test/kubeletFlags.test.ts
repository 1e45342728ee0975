/** Flags of the kubelet in, a KubeletConfiguration and the report out. Each case is a text that people really have. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { conversionReport } from '../server/src/kubelet/conversionReport.js';
import { readFlags } from '../server/src/kubelet/readFlags.js';
import { toConfiguration } from '../server/src/kubelet/toConfiguration.js';
import { dedent } from './support/fixture.js';

/** The fields of the configuration that `text` gives. */
function fieldsOf(text: string): string {
  const found = readFlags(text);
  assert.ok(found, `no flags in ${text}`);
  const { configuration } = toConfiguration(found.words);
  const head = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';
  assert.ok(configuration.startsWith(head));
  return configuration.slice(head.length);
}

function reportOf(text: string): string {
  const found = readFlags(text);
  assert.ok(found, `no flags in ${text}`);
  return conversionReport(toConfiguration(found.words), found).join('\n');
}

function becomes(text: string, fields: string): void {
  test(text.trim().split('\n')[0], () => assert.equal(fieldsOf(dedent(text)), dedent(fields)));
}

describe('single flags', () => {
  becomes('kubelet --max-pods=50', 'maxPods: 50\n');
  becomes('kubelet --max-pods 50', 'maxPods: 50\n');
  becomes('kubelet --max_pods=50', 'maxPods: 50\n');
  becomes('--max-pods=50', 'maxPods: 50\n');
  becomes('/usr/bin/kubelet --max-pods=50', 'maxPods: 50\n');
  becomes('$ sudo kubelet --max-pods=50', 'maxPods: 50\n');
  becomes('kubelet --max-pods=0x20', 'maxPods: 32\n');
  becomes('kubelet --fail-swap-on=false', 'failSwapOn: false\n');
  becomes('kubelet --protect-kernel-defaults', 'protectKernelDefaults: true\n');
  becomes('kubelet --rotate-certificates --max-pods=50', 'rotateCertificates: true\nmaxPods: 50\n');
  becomes('kubelet --rotate-certificates=T', 'rotateCertificates: true\n');
  becomes('kubelet --sync-frequency=1m30s', 'syncFrequency: 1m30s\n');
  becomes('kubelet --volume-stats-agg-period=0', 'volumeStatsAggPeriod: 0s\n');
  becomes(
    'kubelet --pod-manifest-path=/etc/kubernetes/manifests',
    'staticPodPath: /etc/kubernetes/manifests # --pod-manifest-path\n',
  );
  becomes('kubelet --resolv-conf=', 'resolvConf: ""\n');
  becomes('kubelet --reserved-cpus=0-3,8', 'reservedSystemCPUs: 0-3,8 # --reserved-cpus\n');
  becomes('kubelet --oom-score-adj=-500', 'oomScoreAdj: -500\n');
  becomes('kubelet -v4', 'logging:\n  verbosity: 4 # --v\n');
  becomes('kubelet -v 4', 'logging:\n  verbosity: 4 # --v\n');
  becomes(
    'kubelet --v=4 --log-flush-frequency=5s',
    'logging:\n  flushFrequency: 5s # --log-flush-frequency\n  verbosity: 4 # --v\n',
  );
  becomes(
    'kubelet --container-log-max-size=50Mi --container-log-max-files=3',
    'containerLogMaxSize: 50Mi\ncontainerLogMaxFiles: 3\n',
  );
});

describe('lists and maps', () => {
  becomes('kubelet --cluster-dns=10.96.0.10', 'clusterDNS:\n  - 10.96.0.10\n');
  becomes(
    'kubelet --cluster-dns=10.96.0.10,10.96.0.11 --cluster-dns=fd00::a',
    'clusterDNS:\n  - 10.96.0.10\n  - 10.96.0.11\n  - fd00::a\n',
  );
  becomes('kubelet --enforce-node-allocatable=""', 'enforceNodeAllocatable: []\n');
  becomes(
    "kubelet --eviction-hard='memory.available<100Mi,nodefs.available<10%'",
    'evictionHard:\n  memory.available: 100Mi\n  nodefs.available: 10%\n',
  );
  becomes('kubelet --eviction-hard=memory.available<100Mi', 'evictionHard:\n  memory.available: 100Mi\n');
  becomes('kubelet --eviction-hard=memory.available\\<100Mi', 'evictionHard:\n  memory.available: 100Mi\n');
  becomes(
    'kubelet --eviction-soft="memory.available<1.5Gi" --eviction-soft-grace-period=memory.available=1m30s --eviction-max-pod-grace-period=60 --eviction-minimum-reclaim=nodefs.available=500Mi',
    `
      evictionSoft:
        memory.available: 1.5Gi
      evictionSoftGracePeriod:
        memory.available: 1m30s
      evictionMinimumReclaim:
        nodefs.available: 500Mi
      evictionMaxPodGracePeriod: 60
    `,
  );
  becomes(
    'kubelet --feature-gates=NodeSwap=true,MemoryQoS=false',
    'featureGates:\n  NodeSwap: true\n  MemoryQoS: false\n',
  );
  becomes(
    'kubelet --feature-gates NodeSwap=true --feature-gates MemoryQoS=true',
    'featureGates:\n  NodeSwap: true\n  MemoryQoS: true\n',
  );
  becomes(
    'kubelet --system-reserved=cpu=1,memory=500Mi,ephemeral-storage=1Gi --kube-reserved=cpu=200m --kube-reserved=pid=1000',
    `
      systemReserved:
        cpu: "1"
        memory: 500Mi
        ephemeral-storage: 1Gi
      kubeReserved:
        cpu: 200m
        pid: "1000"
    `,
  );
  becomes(
    'kubelet --register-with-taints=node-role.kubernetes.io/control-plane=:NoSchedule,team=a:NoExecute,gpu:PreferNoSchedule',
    `
      registerWithTaints:
        - key: node-role.kubernetes.io/control-plane
          effect: NoSchedule
        - key: team
          value: a
          effect: NoExecute
        - key: gpu
          effect: PreferNoSchedule
    `,
  );
  becomes(
    "kubelet --reserved-memory '0:memory=1Gi,hugepages-1Gi=1Gi;1:memory=2Gi'",
    `
      reservedMemory:
        - numaNode: 0
          limits:
            memory: 1Gi
            hugepages-1Gi: 1Gi
        - numaNode: 1
          limits:
            memory: 2Gi
    `,
  );
  becomes(
    'kubelet --cpu-manager-policy=static --cpu-manager-policy-options=full-pcpus-only=true',
    'cpuManagerPolicy: static\ncpuManagerPolicyOptions:\n  full-pcpus-only: "true"\n',
  );
  becomes(
    "kubelet --manifest-url-header 'a:hello,b:again' --manifest-url-header b:beautiful",
    'staticPodURLHeader: # --manifest-url-header\n  a:\n    - hello\n  b:\n    - again\n    - beautiful\n',
  );
  becomes(
    'kubelet --vmodule=eviction*=5,prober=4',
    'logging:\n  vmodule:\n    - filePattern: eviction*\n      verbosity: 5\n    - filePattern: prober\n      verbosity: 4\n',
  );
  becomes(
    "kubelet --allowed-unsafe-sysctls 'kernel.msg*,net.core.somaxconn'",
    'allowedUnsafeSysctls:\n  - kernel.msg*\n  - net.core.somaxconn\n',
  );
  becomes('kubelet --qos-reserved=memory=50%', 'qosReserved:\n  memory: 50%\n');
});

describe('whole command lines', () => {
  const article = `
    kubelet --healthz-port=10248 --healthz-bind-address=127.0.0.1 --cadvisor-port=4194 --read-only-port=10255 \\
      --eviction-hard=memory.available<100Mi --image-gc-high-threshold=85 --image-gc-low-threshold=80 \\
      --cgroups-per-qos=true --container-runtime=docker
  `;
  becomes(
    article,
    `
      readOnlyPort: 10255
      healthzPort: 10248
      healthzBindAddress: 127.0.0.1
      imageGCHighThresholdPercent: 85 # --image-gc-high-threshold
      imageGCLowThresholdPercent: 80 # --image-gc-low-threshold
      cgroupsPerQOS: true
      evictionHard:
        memory.available: 100Mi
    `,
  );
  test('the article’s: what is not in the file is explained', () =>
    assert.equal(
      `${reportOf(dedent(article))}\n`,
      dedent(`
        7 flags became fields. Take them off the command line: a flag wins over the file
        Removed from the kubelet:
          --cadvisor-port=4194: Drop it: metrics are at /metrics/cadvisor of the kubelet’s API; for the page, run cAdvisor as a DaemonSet (removed in 1.12)
          --container-runtime=docker: Drop it: every runtime is reached by containerRuntimeEndpoint. Docker itself went with 1.24; cri-dockerd is unix:///run/cri-dockerd.sock (removed in 1.27)
        To know:
          Some defaults change with a file:
            without one anonymous requests are let in, with one they are not (authentication.anonymous.enabled)
            without one bearer tokens are not judged, with one the API server judges them (authentication.webhook.enabled)
            without one everybody may do everything, with one the API server is asked (authorization.mode)
      `),
    ));
  becomes(
    `
      docker run -v /var/lib/kubelet:/var/lib/kubelet:rshared gcr.io/google_containers/hyperkube:v1.6.0 \\
        /hyperkube kubelet --address=0.0.0.0 --api-servers=http://localhost:8080 --cluster-dns=10.0.0.10 --v=2
    `,
    'address: 0.0.0.0\nclusterDNS:\n  - 10.0.0.10\nlogging:\n  verbosity: 2 # --v\n',
  );
  becomes('kubelet --root-dir /var/lib/kubelet --max-pods=3', 'maxPods: 3\n');
  becomes('kubelet --max-pods=3 >> /var/log/kubelet.log 2>&1 &', 'maxPods: 3\n');
  becomes(
    'C:\\k\\kubelet.exe --cert-dir=C:\\var\\pki --pod-manifest-path="C:\\etc\\kubernetes\\manifests"',
    'staticPodPath: C:\\etc\\kubernetes\\manifests # --pod-manifest-path\n',
  );
  becomes(
    `
      ARGS="--max-pods=7 --cgroup-driver=systemd"
      exec kubelet $ARGS --anonymous-auth=false --client-ca-file=/etc/kubernetes/pki/ca.crt
    `,
    `
      authentication:
        x509:
          clientCAFile: /etc/kubernetes/pki/ca.crt
        anonymous:
          enabled: false # --anonymous-auth
      cgroupDriver: systemd
      maxPods: 7
    `,
  );
  becomes(
    `
      # one on a line, as people paste them
      --authorization-mode=Webhook
      --authentication-token-webhook
      --rotate-server-certificates
    `,
    `
      serverTLSBootstrap: true # --rotate-server-certificates
      authentication:
        webhook:
          enabled: true # --authentication-token-webhook
      authorization:
        mode: Webhook # --authorization-mode
    `,
  );
});

describe('systemd', () => {
  const unit = `
    [Unit]
    Description=Kubernetes Kubelet

    [Service]
    ExecStart=/usr/local/bin/kubelet \\
      --config=/var/lib/kubelet/kubelet-config.yaml \\
      # a comment does not end the command
      --container-runtime=remote \\
      --container-runtime-endpoint=unix:///var/run/containerd/containerd.sock \\
      --eviction-hard=nodefs.available<10%%,memory.available<100Mi \\
      --kubeconfig=/var/lib/kubelet/kubeconfig \\
      --v=2
    Restart=on-failure
  `;
  becomes(
    unit,
    `
      containerRuntimeEndpoint: unix:///var/run/containerd/containerd.sock
      evictionHard:
        nodefs.available: 10%
        memory.available: 100Mi
      logging:
        verbosity: 2 # --v
    `,
  );
  test('what stays and what is to be known', () =>
    assert.equal(
      `${reportOf(dedent(unit))}\n`,
      dedent(`
        3 flags became fields. Take them off the command line: a flag wins over the file
        Removed from the kubelet:
          --container-runtime=remote: Drop it: every runtime is reached by containerRuntimeEndpoint. Docker itself went with 1.24; cri-dockerd is unix:///run/cri-dockerd.sock (removed in 1.27)
        Without a field, they stay on the command line:
          kubelet --config=/var/lib/kubelet/kubelet-config.yaml --kubeconfig=/var/lib/kubelet/kubeconfig
        To know:
          The kubelet reads /var/lib/kubelet/kubelet-config.yaml already: merge this into it
      `),
    ));
  const dropIn = `
    [Service]
    Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
    Environment="KUBELET_DNS_ARGS=--cluster-dns=10.96.0.10 --cluster-domain=cluster.local"
    Environment="KUBELET_AUTHZ_ARGS=--authorization-mode=Webhook --client-ca-file=/etc/kubernetes/pki/ca.crt"
    EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
    ExecStart=
    ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_DNS_ARGS $KUBELET_AUTHZ_ARGS $KUBELET_EXTRA_ARGS
  `;
  becomes(
    dropIn,
    `
      authentication:
        x509:
          clientCAFile: /etc/kubernetes/pki/ca.crt
      authorization:
        mode: Webhook # --authorization-mode
      clusterDomain: cluster.local
      clusterDNS:
        - 10.96.0.10
    `,
  );
  test('variables and files that are not known here', () => {
    const report = reportOf(dedent(dropIn));
    assert.match(
      report,
      /Not known here, so that flags may be missing:\n {2}\$KUBELET_EXTRA_ARGS\n {2}what \/var\/lib\/kubelet\/kubeadm-flags.env says$/,
    );
    assert.match(
      report,
      /kubelet --config=FILE --bootstrap-kubeconfig=\S+ --kubeconfig=\/etc\/kubernetes\/kubelet.conf\n/,
    );
  });
  becomes('[Service]\nEnvironment="KUBELET_EXTRA_ARGS=--max-pods=20 --node-ip=10.0.0.1"', 'maxPods: 20\n');
  becomes(
    `[Service]\nEnvironment=A=--max-pods=20 "B=--port=10250"\nExecStart=/usr/bin/kubelet $\{A} $B`,
    'port: 10250\nmaxPods: 20\n',
  );
  becomes("[Service]\nExecStart=/bin/sh -c 'exec /usr/bin/kubelet --max-pods=20'", 'maxPods: 20\n');
  becomes(
    '[Service]\nExecStart=/usr/bin/kubelet --max-pods=1\nExecStart=\nExecStart=-/usr/bin/kubelet --max-pods=2',
    'maxPods: 2\n',
  );
});

describe('files of variables', () => {
  becomes('KUBELET_EXTRA_ARGS=--max-pods=30 --node-ip=10.0.0.1', 'maxPods: 30\n');
  becomes('KUBELET_EXTRA_ARGS="--max-pods=30 --fail-swap-on=false"', 'failSwapOn: false\nmaxPods: 30\n');
  becomes(
    `
      # kubernetes kubelet (minion) config
      KUBELET_ADDRESS="--address=127.0.0.1"
      KUBELET_HOSTNAME="--hostname-override=node1"
      KUBELET_ARGS="--cgroup-driver=systemd \\
        --fail-swap-on=false"
      KUBE_LOGTOSTDERR=true
    `,
    'address: 127.0.0.1\ncgroupDriver: systemd\nfailSwapOn: false\n',
  );
  becomes(
    'KUBELET_KUBEADM_ARGS="--container-runtime-endpoint=unix:///run/containerd/containerd.sock --pod-infra-container-image=registry.k8s.io/pause:3.9"',
    'containerRuntimeEndpoint: unix:///run/containerd/containerd.sock\n',
  );
});

describe('YAML', () => {
  becomes(
    `
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: InitConfiguration
      nodeRegistration:
        name: node1
        kubeletExtraArgs:
          max-pods: "42"
          node-labels: disk=ssd
          system-reserved: memory=1Gi
    `,
    'maxPods: 42\nsystemReserved:\n  memory: 1Gi\n',
  );
  becomes(
    `
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: JoinConfiguration
      nodeRegistration:
        kubeletExtraArgs:
          - name: max-pods
            value: "42"
          - name: feature-gates
            value: NodeSwap=true
          - name: feature-gates
            value: MemoryQoS=true
    `,
    'maxPods: 42\nfeatureGates:\n  NodeSwap: true\n  MemoryQoS: true\n',
  );
  becomes(
    `
      apiVersion: apps/v1
      kind: DaemonSet
      spec:
        template:
          spec:
            containers:
              - name: other
                image: nginx
                args: [--max-pods=1]
              - name: kubelet
                image: registry.example.com/kubelet:v1.30.0
                command: [/usr/local/bin/kubelet]
                args:
                  - --max-pods=42
                  - --eviction-hard
                  - memory.available<200Mi
    `,
    'maxPods: 42\nevictionHard:\n  memory.available: 200Mi\n',
  );
});

describe('the report', () => {
  const cases: readonly (readonly [flags: string, line: string])[] = [
    ['--max-pods=many', '  --max-pods=many: must be a whole number'],
    ['--max-pods=3000000000', '  --max-pods=3000000000: must be a whole number'],
    ['--max-pods', '  --max-pods: needs a value'],
    ['--sync-frequency=60', '  --sync-frequency=60: must be a duration with a unit: 60s'],
    ['--fail-swap-on=no', '  --fail-swap-on=no: must be true or false'],
    ['--fail-swap-on false', '  false: belongs to no flag: a value of true or false needs an equals sign'],
    [
      '--eviction-hard=memory.available=100Mi',
      '  --eviction-hard=memory.available=100Mi: must be name<value, and memory.available=100Mi is not',
    ],
    ['--feature-gates=NodeSwap', '  --feature-gates=NodeSwap: must be name=true or false, and NodeSwap is not'],
    [
      '--register-with-taints=a=b',
      '  --register-with-taints=a=b: must look like key=value:NoSchedule, and a=b does not',
    ],
    [
      '--cluster-dns=$DNS_IP',
      '  --cluster-dns=$DNS_IP: holds a variable, which the file does not know: its value must be written out',
    ],
    ['--runonce', '  --runonce: Current kubelets refuse runOnce: true'],
    ['--max-podz=3', '  --max-podz: Did you mean --max-pods?'],
    ['--maxPods=3', '  --maxPods: Did you mean --max-pods?'],
    ['--staticPodPath=/a', '  --staticPodPath: Did you mean --pod-manifest-path?'],
    ['--service-cluster-ip-range=10.0.0.0/24', '  --service-cluster-ip-range: The kubelet has no such flag'],
    ['--max-pods=1 --max-pods=2', '  --max-pods is given 2 times: the last one counts'],
    ['--experimental-fail-swap-on=false', '  --experimental-fail-swap-on=false: Now failSwapOn (removed in 1.14)'],
    ["--node-labels='a=b c'", "  kubelet --node-labels='a=b c'"],
    [
      '--allow-privileged=true',
      '  --allow-privileged=true: Drop it: what pods may do is decided at admission, by Pod Security for instance (removed in 1.15)',
    ],
    [
      '--network-plugin=cni',
      '  --network-plugin=cni: Drop it: it was dockershim’s, which went with 1.24; the container runtime sets up the network (removed in 1.24)',
    ],
    [
      '--logtostderr=true',
      '  --logtostderr=true: Drop it: messages go to stderr, and whoever starts the kubelet sends them on (removed in 1.26)',
    ],
    [
      '--pod-infra-container-image=a',
      '  --pod-infra-container-image=a: Drop it: the container runtime says which image is the sandbox’s, such as sandbox_image of containerd (removed in 1.35)',
    ],
  ];
  for (const [flags, line] of cases) {
    test(flags, () => assert.ok(reportOf(`kubelet ${flags}`).split('\n').includes(line), reportOf(`kubelet ${flags}`)));
  }
  test('a value of several lines stays on one', () =>
    assert.match(reportOf("kubelet --node-labels='a=b\nmaxPods: 3'"), /--node-labels='a=b maxPods: 3'/));
  test('a renamed flag becomes its field', () =>
    assert.equal(
      fieldsOf('kubelet --experimental-fail-swap-on=false'),
      'failSwapOn: false # --experimental-fail-swap-on\n',
    ));
  test('one that got another name and has no field stays under that name', () =>
    assert.match(reportOf('kubelet --experimental-bootstrap-kubeconfig=/b'), /kubelet --bootstrap-kubeconfig=\/b\n/));
  test('flags that say what the file’s defaults change are not warned of', () =>
    assert.doesNotMatch(
      reportOf(
        'kubelet --anonymous-auth=false --authentication-token-webhook --authorization-mode=Webhook --read-only-port=0',
      ),
      /defaults/,
    ));
});

describe('no flags', () => {
  for (const text of [
    '',
    'apiVersion: v1\nkind: Pod\n',
    '[Service]\nExecStart=/usr/bin/dockerd\n',
    'A=1\nB=2\n',
    'hello world',
  ]) {
    test(JSON.stringify(text), () => assert.equal(readFlags(text), undefined));
  }
});
