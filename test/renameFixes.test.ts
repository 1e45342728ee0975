/** Fixes that rename: what means the name gets the new one, in all files. */
import { describe, test } from 'node:test';
import { check, checkStyles } from './support/fixes.js';

describe('a key that cannot be gets a name that can', () => {
  const example = `
    #- config.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
    data:
      conf/app.yaml: "a: 1"
    ---
    apiVersion: v1
    kind: Pod
    metadata:
      name: beside
    spec:
      containers:
        - name: web
          image: nginx
          env:
            - name: CONF
              valueFrom:
                configMapKeyRef:
                  name: web
                  key: conf/app.yaml
    #- web.yaml
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
        - name: web
          image: nginx
      volumes:
        - name: conf
          configMap:
            name: web
            items:
              - key: "conf/app.yaml"
                path: app.yaml
    `;
  checkStyles('data/key-format', example);

  test('and so do its references, in all files', () =>
    check(
      'Change to conf-app.yaml',
      example.replace('conf/app.yaml:', 'conf/<|>app.yaml:'),
      example.replaceAll('conf/app.yaml', 'conf-app.yaml'),
    ));
});

describe('a name that cannot be becomes one that can', () => {
  const example = `
    #- config.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: Web_config
    data:
      color: blue
    #- web.yaml
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
        - name: web
          image: nginx
          envFrom:
            - configMapRef:
                name: 'Web_config'
    `;

  test('and so do its references, in all files', () =>
    check(
      'Change to web-config',
      example.replace('name: Web_', 'name: Web<|>_'),
      example.replaceAll('Web_config', 'web-config'),
    ));
});

describe('a port whose name is taken gets another', () => {
  const example = `
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
        - name: web
          image: nginx
          ports:
            - name: http
              containerPort: 80
        - name: side
          image: nginx
          ports:
            - containerPort: 8080
              name: http
          readinessProbe:
            httpGet:
              port: http
          lifecycle:
            preStop:
              httpGet: { port: "http" }
    `;
  checkStyles('port/duplicate-name', example);

  test('in its probes and hooks as well', () => {
    const [head = '', side = ''] = example.split('- name: side');
    check(
      'Rename to http-2',
      `${head}- name: side${side.replace('name: http', 'name: h<|>ttp')}`,
      `${head}- name: side${side.replace('name: http', 'name: http-2').replace('port: http', 'port: http-2').replace('"http"', '"http-2"')}`,
    );
  });
});

describe('a port that is asked for', () => {
  const example = `
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
        - name: web
          image: nginx
          ports:
            - containerPort: 80
          livenessProbe:
            httpGet:
              port: http
    `;
  checkStyles('probe/named-port', example);

  test('gets its name', () =>
    check(
      'Call port 80 http',
      example.replace('port: http', 'port: h<|>ttp'),
      example.replace('containerPort: 80', 'containerPort: 80\n              name: http'),
    ));

  test('is a number for grpc', () =>
    check(
      'Change to 9000',
      `
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: web
            image: nginx
            ports: [{ name: api, containerPort: 9000 }]
            livenessProbe: { grpc: { port: a<|>pi } }
      `,
      `
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: web
            image: nginx
            ports: [{ name: api, containerPort: 9000 }]
            livenessProbe: { grpc: { port: 9000 } }
      `,
    ));
});
