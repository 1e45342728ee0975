/** "Fill in probe defaults": what is missing and nothing else, in whatever layout the probe has. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionTitles, applyAction, applySourceAction } from './support/check.js';
import { dedent } from './support/fixture.js';

const all = 'Fill in the defaults of all probes of the file';
const kind = 'source.fillProbeDefaults';

/** The probe at the cursor becomes `after`; so it does with CRLF, and then there is nothing left to fill in. */
function check(before: string, after: string, title = 'Fill in liveness probe defaults'): void {
  const from = container(before);
  const to = container(after);
  assert.equal(applyAction(from, title), to);
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  assert.equal(applyAction(crlf(from), title), crlf(to), 'with CRLF');
  assert.equal(applyAction(from.trimEnd(), title), to.trimEnd(), 'no newline at the end');
  assert.deepEqual(fillTitles(after), [], 'a second time');
}

/** What the light bulb offers over all of the text. */
function fillTitles(body: string): string[] {
  return actionTitles(container(body)).filter(title => title.startsWith('Fill in'));
}

function container(body: string): string {
  const lines = dedent(body).trimEnd().split('\n');
  const head =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx\n';
  return `${head}${lines.map(line => (line ? `      ${line}` : line)).join('\n')}\n`;
}

describe('in block style', () => {
  test('only a handler', () =>
    check(
      `
      livenessProbe:<|>
        httpGet:
          port: http
      ports:
        - { name: http, containerPort: 80 }
      `,
      `
      livenessProbe:
        httpGet:
          path: /
          port: http
          scheme: HTTP
        initialDelaySeconds: 0
        timeoutSeconds: 1
        periodSeconds: 10
        successThreshold: 1
        failureThreshold: 3
      ports:
        - { name: http, containerPort: 80 }
      `,
    ));

  test('each field in its place, comments stay where they are', () =>
    check(
      `
      # before the probe
      livenessProbe: # the probe
        # the handler
        httpGet: # by HTTP
          # the port
          port: 80 # the usual one
          httpHeaders: # one
            - name: Host
              value: example.com
          # end of httpGet
        # how often
        periodSeconds: 5<|> # seconds
        # how long to die
        terminationGracePeriodSeconds: 60
        # end of the probe
      # after the probe
      tty: true
      `,
      `
      # before the probe
      livenessProbe: # the probe
        # the handler
        httpGet: # by HTTP
          path: /
          # the port
          port: 80 # the usual one
          scheme: HTTP
          httpHeaders: # one
            - name: Host
              value: example.com
          # end of httpGet
        initialDelaySeconds: 0
        timeoutSeconds: 1
        # how often
        periodSeconds: 5 # seconds
        successThreshold: 1
        failureThreshold: 3
        # how long to die
        terminationGracePeriodSeconds: 60
        # end of the probe
      # after the probe
      tty: true
      `,
    ));

  test('at the end of the file, with a comment behind', () =>
    check(
      `
      livenessProbe:<|>
        initialDelaySeconds: 3
        tcpSocket:
          port: 80
        # the end
      # the very end
      `,
      `
      livenessProbe:
        initialDelaySeconds: 3
        tcpSocket:
          port: 80
        timeoutSeconds: 1
        periodSeconds: 10
        successThreshold: 1
        failureThreshold: 3
        # the end
      # the very end
      `,
    ));

  test('lists in the column of their key', () =>
    check(
      `
      livenessProbe:<|>
        exec:
          command:
          - cat
          - /tmp/healthy
        # below the list
        failureThreshold: 5
      args:
      - a
      `,
      `
      livenessProbe:
        exec:
          command:
          - cat
          - /tmp/healthy
        initialDelaySeconds: 0
        timeoutSeconds: 1
        periodSeconds: 10
        successThreshold: 1
        # below the list
        failureThreshold: 5
      args:
      - a
      `,
    ));

  test('a list item that begins with the probe', () => {
    const pod = (probe: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - livenessProbe:\n${probe}    name: web\n    image: nginx\n`;
    const filled =
      '        initialDelaySeconds: 0\n        timeoutSeconds: 1\n        periodSeconds: 10\n        successThreshold: 1\n        failureThreshold: 3\n';
    assert.equal(
      applyAction(pod('        grpc: <|>{ port: 80 }\n'), 'Fill in liveness probe defaults'),
      pod(`        grpc: { port: 80 }\n${filled}`),
    );
  });

  test('what is null gets its value where it stands', () =>
    check(
      `
      livenessProbe:<|>
        httpGet:
          path: # nothing yet
          port: 80
          scheme: ~
        periodSeconds: # often
        failureThreshold: null
      `,
      `
      livenessProbe:
        httpGet:
          path: / # nothing yet
          port: 80
          scheme: HTTP
        initialDelaySeconds: 0
        timeoutSeconds: 1
        periodSeconds: 10 # often
        successThreshold: 1
        failureThreshold: 3
      `,
    ));

  test('a path with quotes, a scheme and numbers of any kind stay as they are', () =>
    check(
      `
      livenessProbe:<|>
        httpGet: { path: "", port: 0x50, scheme: 'HTTPS' }
        timeoutSeconds: 0
        periodSeconds: "10"
        successThreshold: ${'$'}{N}
      `,
      `
      livenessProbe:
        httpGet: { path: "", port: 0x50, scheme: 'HTTPS' }
        initialDelaySeconds: 0
        timeoutSeconds: 0
        periodSeconds: "10"
        successThreshold: ${'$'}{N}
        failureThreshold: 3
      `,
    ));

  test('four columns', () =>
    assert.equal(
      applyAction(
        'apiVersion: v1\nkind: Pod\nmetadata:\n    name: web\nspec:\n    containers:\n        -   name: web\n            image: nginx\n            livenessProbe: <|>{}\n',
        'Fill in liveness probe defaults',
      ).split('livenessProbe:')[1],
      `\n${[
        'initialDelaySeconds: 0',
        'timeoutSeconds: 1',
        'periodSeconds: 10',
        'successThreshold: 1',
        'failureThreshold: 3',
      ]
        .map(line => `${' '.repeat(16)}${line}\n`)
        .join('')}`,
    ));
});

describe('in flow style', () => {
  test('on one line', () =>
    check(
      'livenessProbe: <|>{ httpGet: { port: 80 }, failureThreshold: 1 } # flow',
      'livenessProbe: { httpGet: { path: /, port: 80, scheme: HTTP }, initialDelaySeconds: 0, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 1 } # flow',
    ));

  test('on several lines', () =>
    check(
      `
      livenessProbe: { tcpSocket: { port: 80 },
                       periodSeconds: <|>5, # often
                       terminationGracePeriodSeconds: 5 }
      `,
      `
      livenessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 0, timeoutSeconds: 1,
                       periodSeconds: 5, # often
                       successThreshold: 1,
                       failureThreshold: 3,
                       terminationGracePeriodSeconds: 5 }
      `,
    ));

  test('in JSON', () => {
    const json = (probe: string) =>
      `{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "metadata": { "name": "web" },\n  "spec": {\n    "containers": [\n      {\n        "name": "web",\n        "image": "nginx",\n        "livenessProbe": {\n${probe}        }\n      }\n    ]\n  }\n}\n`;
    const lines = (...all: string[]) => all.map(line => `          ${line}\n`).join('');
    assert.equal(
      applyAction(json(lines('"httpGet": {', '  "port": <|>80', '}')), 'Fill in liveness probe defaults'),
      json(
        lines(
          '"httpGet": {',
          '  "path": "/",',
          '  "port": 80,',
          '  "scheme": "HTTP"',
          '},',
          '"initialDelaySeconds": 0,',
          '"timeoutSeconds": 1,',
          '"periodSeconds": 10,',
          '"successThreshold": 1,',
          '"failureThreshold": 3',
        ),
      ),
    );
  });
});

describe('an empty probe', () => {
  const filled = `
      livenessProbe: # nothing
        initialDelaySeconds: 0
        timeoutSeconds: 1
        periodSeconds: 10
        successThreshold: 1
        failureThreshold: 3
      tty: true
      `;
  test('in braces gets its numbers; a handler is for the rule to ask for', () =>
    check('livenessProbe: {}<|> # nothing\ntty: true', filled));
  test('that is null is none, and does not become one without a handler', () => {
    assert.deepEqual(fillTitles('livenessProbe:<|> # nothing\ntty: true'), []);
    const body = 'livenessProbe:\nreadinessProbe: ~\nstartupProbe: null';
    assert.deepEqual(fillTitles(body), []);
    assert.equal(applySourceAction(container(body), kind), undefined);
  });
});

describe('anchors', () => {
  test('a probe through an alias is left alone, the anchor is filled in', () =>
    check(
      `
      livenessProbe: &probe<|>
        tcpSocket: { port: 80 }
        timeoutSeconds: 5
        periodSeconds: 30
        failureThreshold: 2
      readinessProbe: *probe
      `,
      `
      livenessProbe: &probe
        tcpSocket: { port: 80 }
        initialDelaySeconds: 0
        timeoutSeconds: 5
        periodSeconds: 30
        successThreshold: 1
        failureThreshold: 2
      readinessProbe: *probe
      `,
    ));
  test('at the alias nothing is offered', () => {
    const body = 'livenessProbe: &probe\n  tcpSocket: { port: 80 }\nreadinessProbe: <|>*probe';
    assert.deepEqual(fillTitles(body), []);
  });
  test('a probe of which a merge key takes fields is left alone: each of its own wins over those of others', () => {
    const body = `
      readinessProbe: &r<|>
        tcpSocket: { port: 80 }
      startupProbe: &s
        periodSeconds: 30
        tcpSocket: { port: 80 }
      livenessProbe:
        <<: MERGED
      `;
    for (const merged of ['[*r, *s]', '*r', '\n          - *r\n          - *s']) {
      assert.ok(!fillTitles(body.replace('MERGED', merged)).includes('Fill in readiness probe defaults'), merged);
    }
    const source = applySourceAction(container(body.replace('<|>', '').replace('MERGED', '[*r, *s]')), kind) ?? '';
    assert.match(source, /&r\n +tcpSocket: \{ port: 80 \}\n +startupProbe: &s\n +periodSeconds: 30\n +tcpSocket/);
    assert.deepEqual(fillTitles(body.replace('<<: MERGED', 'tcpSocket: { port: 80 }')).slice(0, 1), [
      'Fill in readiness probe defaults',
    ]);
  });
  test('what a merge key brings in is not missing', () =>
    check(
      `
      startupProbe: &probe
        httpGet: &handler { path: /, port: 80, scheme: HTTP }
        initialDelaySeconds: 0
        timeoutSeconds: 5
        periodSeconds: 30
        successThreshold: 1
        failureThreshold: 2
      livenessProbe:<|>
        <<: { timeoutSeconds: 5, periodSeconds: 3 }
        httpGet: *handler
      `,
      `
      startupProbe: &probe
        httpGet: &handler { path: /, port: 80, scheme: HTTP }
        initialDelaySeconds: 0
        timeoutSeconds: 5
        periodSeconds: 30
        successThreshold: 1
        failureThreshold: 2
      livenessProbe:
        <<: { timeoutSeconds: 5, periodSeconds: 3 }
        httpGet: *handler
        initialDelaySeconds: 0
        successThreshold: 1
        failureThreshold: 3
      `,
    ));
  test('nothing but a merge key', () =>
    check(
      `
      livenessProbe:<|>
        <<: { tcpSocket: { port: 80 }, timeoutSeconds: 5, successThreshold: 1, initialDelaySeconds: 1 } # merged
      `,
      `
      livenessProbe:
        <<: { tcpSocket: { port: 80 }, timeoutSeconds: 5, successThreshold: 1, initialDelaySeconds: 1 } # merged
        periodSeconds: 10
        failureThreshold: 3
      `,
    ));
});

describe('several probes', () => {
  const numbers = (...given: string[]) =>
    [
      'initialDelaySeconds: 0',
      'timeoutSeconds: 1',
      'periodSeconds: 10',
      'successThreshold: 1',
      'failureThreshold: 3',
    ].map(line => given.find(other => other.split(':')[0] === line.split(':')[0]) ?? line);
  const deployment = (name: string, ...probe: string[]) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    matchLabels: { app: web }\n  template:\n    metadata:\n      labels: { app: web }\n    spec:\n      containers:\n        - name: web\n          image: nginx\n          readinessProbe:\n            exec: { command: ["true"] }\n${probe.map(line => `            ${line}\n`).join('')}`;

  test('all of the file, in every document', () => {
    const before = `${deployment('a')}---\n${deployment('b', 'periodSeconds: 3')}---\n${deployment('c', ...numbers())}`;
    const after = `${deployment('a', ...numbers())}---\n${deployment('b', ...numbers('periodSeconds: 3'))}---\n${deployment('c', ...numbers())}`;
    // The second is in the wrong order for no one: what was there stays first.
    assert.equal(applySourceAction(before, kind), after);
    assert.equal(applySourceAction(after, kind), undefined);
    const withCursor = before.replace('exec:', 'exec:<|>');
    assert.equal(applyAction(withCursor, all), after);
  });

  test('the light bulb offers it only in a probe, and only if there is more than one to fill in', () => {
    const two = `${deployment('a')}---\n${deployment('b')}`;
    const titles = (text: string) => actionTitles(text).filter(title => title.startsWith('Fill in'));
    assert.deepEqual(titles(two.replace('exec:', 'exec:<|>')), ['Fill in readiness probe defaults', all]);
    assert.deepEqual(titles(two.replace('image:', 'image:<|>')), []);
    const one = `${deployment('a')}---\n${deployment('b', ...numbers())}`;
    assert.deepEqual(titles(one.replace('exec:', 'exec:<|>')), ['Fill in readiness probe defaults']);
  });

  test('not in a patch, which says only what differs', () => {
    const patch = deployment('a');
    const kustomization =
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - path: patch.yaml\n';
    const files = `#- patch.yaml\n${patch}#- kustomization.yaml\n${kustomization}`;
    assert.equal(applySourceAction(files, kind), undefined);
    const withDirective = patch.replace(
      '      containers:',
      '      $setElementOrder/containers: []\n      containers:',
    );
    assert.equal(applySourceAction(withDirective, kind), undefined);
    assert.notEqual(applySourceAction(patch, kind), undefined);
  });

  test('not in a template, nor in a text that cannot be read', () => {
    assert.equal(applySourceAction(deployment('a', '{{- toYaml .Values.probe | nindent 12 }}'), kind), undefined);
    assert.equal(applySourceAction(deployment('a', 'periodSeconds: [', 'timeoutSeconds: 1'), kind), undefined);
  });
});

test('one fix for each probe of a container', () => {
  const body = `
    livenessProbe: { tcpSocket: { port: 80 } }
    readinessProbe: { tcpSocket: { port: 80 } }
    startupProbe: { tcpSocket: { <|>port: 80 } }
    `;
  assert.deepEqual(fillTitles(body), ['Fill in startup probe defaults', all]);
});
