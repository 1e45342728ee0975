/** Fixes whose result depends on what stands around: which port, where to, in which style. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionTitles, applyAction } from './support/check.js';
import { dedent } from './support/fixture.js';

function check(title: string, before: string, after: string): void {
  assert.equal(applyAction(inPod(before), title), inPod(after));
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  assert.equal(applyAction(crlf(inPod(before)), title), crlf(inPod(after)), 'with CRLF');
}

/** `body` below the containers of a Pod. */
function inPod(body: string): string {
  const lines = dedent(body).trimEnd().split('\n');
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${lines.map(line => `  ${line}`).join('\n')}\n`;
}

describe('probe/no-handler', () => {
  test('a named port comes first, and the handler where the API has it', () =>
    check(
      'Add httpGet on port metrics',
      `
      containers:
      - name: web
        image: nginx
        ports:
        - containerPort: 8080
        - containerPort: 53
          name: dns
          protocol: UDP
        - containerPort: 9090
          name: metrics
        <|>livenessProbe:
          # every ten seconds
          periodSeconds: 10 # as always
      `,
      `
      containers:
      - name: web
        image: nginx
        ports:
        - containerPort: 8080
        - containerPort: 53
          name: dns
          protocol: UDP
        - containerPort: 9090
          name: metrics
        livenessProbe:
          httpGet:
            path: /
            port: metrics
          # every ten seconds
          periodSeconds: 10 # as always
      `,
    ));

  test('grpc gets a number', () =>
    check(
      'Add grpc on port 9090',
      `
      containers:
        - name: web
          image: nginx
          ports: [{ name: grpc, containerPort: 9090 }]
          <|>livenessProbe: {} # to do
      `,
      `
      containers:
        - name: web
          image: nginx
          ports: [{ name: grpc, containerPort: 9090 }]
          livenessProbe: # to do
            grpc:
              port: 9090
      `,
    ));

  test('without a declared port it is 8080; flow style stays flow style', () =>
    check(
      'Add tcpSocket on port 8080',
      'containers: [{ name: web, image: nginx, <|>livenessProbe: { periodSeconds: 5 } }]',
      'containers: [{ name: web, image: nginx, livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5 } }]',
    ));

  test('what was begun is gone on with', () => {
    const before = `
      containers:
        - name: web
          image: nginx
          <|>livenessProbe:
            exec: # what to run
            periodSeconds: 5
      `;
    assert.match(actionTitles(inPod(before))[0] ?? '', /^Add exec/);
    check(
      'Add exec',
      before,
      `
      containers:
        - name: web
          image: nginx
          livenessProbe:
            exec: # what to run
              command: [cat, /tmp/healthy]
            periodSeconds: 5
      `,
    );
  });

  test('a manifest in JSON stays JSON', () => {
    const json = (probe: string) =>
      `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [\n` +
      `  {"name": "web", "image": "nginx", <|>"livenessProbe": ${probe}}]}}\n`;
    const added = '"httpGet": { "path": "/", "port": 8080 }';
    const title = 'Add httpGet on port 8080';
    assert.equal(applyAction(json('{}'), title), json(`{ ${added} }`).replace('<|>', ''));
    assert.equal(
      applyAction(json('{"periodSeconds": 5}'), title),
      json(`{${added}, "periodSeconds": 5}`).replace('<|>', ''),
    );
  });
});

describe('probe/multiple-handlers', () => {
  const before = `
    containers:
      - name: web
        image: nginx
        livenessProbe:
          # by HTTP
          httpGet:
            port: 80
          # by TCP
          <|>tcpSocket:
            port: 80
          exec: { command: ["true"] }
    `;
  test('each of the handlers can be kept', () => {
    const titles = actionTitles(inPod(before)).filter(title => title.startsWith('Keep'));
    assert.deepEqual(titles, ['Keep only exec', 'Keep only httpGet', 'Keep only tcpSocket']);
  });
  test('the others go', () =>
    check(
      'Keep only tcpSocket',
      before,
      `
      containers:
        - name: web
          image: nginx
          livenessProbe:
            # by HTTP
            # by TCP
            tcpSocket:
              port: 80
      `,
    ));
});

describe('probe/on-init-container', () => {
  const before = `
    initContainers:
      - name: proxy
        image: envoy
        <|>readinessProbe:
          # the admin port
          tcpSocket:
            port: 9901
    containers:
      - name: web
        image: nginx
        ports: []
    `;
  test('the container becomes a sidecar', () =>
    check(
      'Make it a sidecar: restartPolicy: Always',
      before,
      `
      initContainers:
        - name: proxy
          image: envoy
          restartPolicy: Always
          readinessProbe:
            # the admin port
            tcpSocket:
              port: 9901
      containers:
        - name: web
          image: nginx
          ports: []
      `,
    ));
  test('the probe moves to the only container', () =>
    check(
      'Move readinessProbe to container web',
      before,
      `
      initContainers:
        - name: proxy
          image: envoy
      containers:
        - name: web
          image: nginx
          ports: []
          readinessProbe:
            # the admin port
            tcpSocket:
              port: 9901
      `,
    ));
  test('another restartPolicy is replaced', () =>
    check(
      'Make it a sidecar: restartPolicy: Always',
      `
      initContainers:
        - name: proxy
          image: envoy
          restartPolicy: OnFailure
          <|>lifecycle: { preStop: { sleep: { seconds: 5 } } }
      containers:
        - name: web
          image: nginx
      `,
      `
      initContainers:
        - name: proxy
          image: envoy
          restartPolicy: Always
          lifecycle: { preStop: { sleep: { seconds: 5 } } }
      containers:
        - name: web
          image: nginx
      `,
    ));
});

describe('lifecycle/sleep-range', () => {
  test('the pod may get more time', () =>
    check(
      'Set terminationGracePeriodSeconds of the pod to 60',
      `
      containers:
        - name: web
          image: nginx
          lifecycle:
            preStop:
              sleep:
                seconds: <|>60
      `,
      `
      containers:
        - name: web
          image: nginx
          lifecycle:
            preStop:
              sleep:
                seconds: 60
      terminationGracePeriodSeconds: 60
      `,
    ));
});

test('what came through an alias is not changed from there', () => {
  const titles = actionTitles(
    inPod(`
      containers:
        - name: web
          image: nginx
          readinessProbe: &probe
            tcpSocket: { port: 80 }
            successThreshold: 2
          livenessProbe: <|>*probe
      `),
  );
  const ofProbe = titles.filter(title => !/^Insert startup probe/.test(title));
  assert.deepEqual(ofProbe, ['Ignore probe/success-threshold here, with a comment']);
});
