/** Fixes that write what is missing, from what is there. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { check, checkStyles, titlesFor } from './support/fixes.js';

describe('a missing volume is of what there is', () => {
  const pod = `
    #- web.yaml
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
        - name: web
          image: nginx
          volumeMounts:
            - name: <|>site
              mountPath: /srv
    `;
  const titlesBeside = (object: string) => titlesFor(`${pod.trimEnd()}\n    #- other.yaml\n${object}`);

  test('of a Secret', () =>
    assert.deepEqual(
      titlesBeside(`
    apiVersion: v1
    kind: Secret
    metadata:
      name: site
    `),
      ['Add a volume of Secret site', 'Add a volume of emptyDir', 'Add a volume of ConfigMap site'],
    ));

  test('of a ConfigMap', () =>
    assert.deepEqual(
      titlesBeside(`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: site
    `),
      ['Add a volume of ConfigMap site', 'Add a volume of emptyDir'],
    ));

  test('of a claim', () =>
    assert.deepEqual(
      titlesBeside(`
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata:
      name: site
    spec:
      accessModes: [ReadWriteOnce]
      resources: { requests: { storage: 1Gi } }
    `),
      ['Add a volume of persistentVolumeClaim site', 'Add a volume of emptyDir', 'Add a volume of ConfigMap site'],
    ));

  test('not of what is in another namespace', () =>
    assert.deepEqual(
      titlesBeside(`
    apiVersion: v1
    kind: Secret
    metadata:
      name: site
      namespace: far
    `).slice(0, 1),
      ['Add a volume of emptyDir'],
    ));

  test('of anything, where nothing is known', () =>
    assert.deepEqual(titlesFor(pod), ['Add a volume of emptyDir', 'Add a volume of ConfigMap site']));
});

describe('a volume that nobody mounts', () => {
  const example = `
    #! volume/unused warning
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      selector: { matchLabels: { app: web } }
      template:
        metadata: { labels: { app: web } }
        spec:
          containers:
            - name: web
              image: nginx
            - name: side
              image: nginx
              volumeMounts: # none yet
          volumes:
            - name: config
              configMap: { name: web }
    `;
  checkStyles('volume/unused', example);

  test('can be mounted in a container', () =>
    check(
      'Mount it in container web on /etc/config',
      example.replace('- name: config', '- name: con<|>fig'),
      example.replace(
        'image: nginx\n            - name: side',
        'image: nginx\n              volumeMounts:\n                - name: config\n                  mountPath: /etc/config\n            - name: side',
      ),
    ));
});

describe('a missing field that can only have one value', () => {
  checkStyles(
    'schema/missing-field',
    `
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: web
    roleRef:
      kind: Role
      name: web
    subjects: []
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata:
      name: web
    spec:
      rules:
        - http:
            paths:
              - path: /
                backend:
                  service:
                    name: web
                    port:
                      number: 80
    ---
    apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: web
    spec:
      serviceName: web
      selector:
      template:
        metadata:
          labels:
            app: web
        spec:
          containers:
            - name: web
              image: nginx
    `,
  );
});

describe('a value in capitals that has none', () => {
  test('of a protocol', () =>
    check(
      'Change to UDP',
      `
    apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec:
      containers:
        - name: web
          image: nginx
          ports: [{ containerPort: 53, protocol: u<|>dp }]
    `,
      `
    apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec:
      containers:
        - name: web
          image: nginx
          ports: [{ containerPort: 53, protocol: UDP }]
    `,
    ));
});

describe('a variable of subPathExpr', () => {
  checkStyles(
    'mount/sub-path-variable',
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
        - name: web
          image: nginx
          env:
            - name: COLOR
              value: blue
          volumeMounts:
            - name: logs
              mountPath: /logs
              subPathExpr: $(POD_NAME)
      volumes:
        - name: logs
          emptyDir: {}
    `,
  );
});
