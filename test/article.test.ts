/** The sample that this project began from: what a teacher would say about it, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyAction, checkDiagnostics } from './support/check.js';
import { dedent } from './support/fixture.js';

const marked = `
  apiVersion: v1
  kind: Pod
  metadata:
    name: nginx-pod
  spec:
    containers:
    - name: nginx
      image: nginx
      volumeMounts :
      - name: config
        mountPath: /etc/nginx/conf.d/
  volumes:
  ^^^^^^^ error schema/unknown-field: volumes belongs under spec
  - name: config
    configMap:
      name: nginx-config
      items :
      - key: vhost.conf
        path: site.conf
`;

const right = dedent(`
  apiVersion: v1
  kind: Pod
  metadata:
    name: nginx-pod
  spec:
    containers:
    - name: nginx
      image: nginx
      volumeMounts :
      - name: config
        mountPath: /etc/nginx/conf.d/
    volumes:
    - name: config
      configMap:
        name: nginx-config
        items :
        - key: vhost.conf
          path: site.conf
`);

test('volumes belongs under spec, and nothing is wrong with a blank before a colon', () => checkDiagnostics(marked));

test('the fix moves it there', () => {
  assert.equal(applyAction(marked, 'Move volumes under spec'), right);
  checkDiagnostics(right);
});

test('with the ConfigMap beside it nothing more is to be said', () =>
  checkDiagnostics(`
    #- pod.yaml
${right.replace(/^/gm, '    ')}
    #- config.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: nginx-config
    data:
      vhost.conf: |
        server {}
  `));
