/** "Insert … probe": what is offered for which container, what is written, and that nothing is wrong with it after. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutSnippet } from '../server/src/features/completion/withoutSnippet.js';
import { probeKinds } from '../server/src/model/pods.js';
import { probePresets } from '../server/src/model/probePresets.js';
import { toValue } from '../server/src/schema/validate.js';
import { YamlDocument } from '../server/src/syntax/file.js';
import { get } from '../server/src/syntax/node.js';
import { actionTitles, applyAction, codesIn } from './support/check.js';
import { itemsAt, labelsAt, take } from './support/complete.js';
import { dedent } from './support/fixture.js';
import { styleNames, variantOf } from './support/variants.js';

/** A pod with one container; the cursor stands where `body` has it. */
function pod(body: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n${indented(body, 6)}`;
}

function indented(text: string, columns: number): string {
  const lines = dedent(text).trimEnd().split('\n');
  return `${lines.map(line => (line ? ' '.repeat(columns) + line : line)).join('\n')}\n`;
}

function offered(fixture: string): readonly string[] {
  return actionTitles(fixture)
    .filter(title => title.startsWith('Insert '))
    .map(title => title.slice('Insert '.length));
}

/** What is offered for a container with this image, and these ports in braces. */
function forImage(image: string, ...ports: readonly string[]): readonly string[] {
  return offered(pod(`image: ${image}<|>\n${ports.length > 0 ? `ports: [${ports.join(', ')}]` : ''}`));
}

/** For one kind of probe, without its name. */
function readinessFor(image: string, ...ports: readonly string[]): readonly string[] {
  return forImage(image, ...ports).flatMap(title => /^readiness probe: (.*)/.exec(title)?.[1] ?? []);
}

function check(title: string, before: string, after: string): void {
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  const name = `Insert ${title}`;
  assert.equal(applyAction(pod(before), name), pod(after));
  assert.equal(applyAction(crlf(pod(before)), name), crlf(pod(after)), 'with CRLF');
  assert.equal(applyAction(pod(before).trimEnd(), name), pod(after).trimEnd(), 'no newline at the end');
}

const http = '{ name: http, containerPort: 8080 }';

describe('the port tells what is asked', () => {
  const cases: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
    'http by its name': [[http], ['GET / on port http']],
    'a named port before one without': [
      ['{ containerPort: 80 }', '{ name: web, containerPort: 3000 }'],
      ['GET / on port web'],
    ],
    'health before http': [[http, '{ name: health, containerPort: 9000 }'], ['GET /healthz on port health']],
    'management before http': [[http, '{ name: management, containerPort: 9000 }'], ['GET /health on port management']],
    'but not that of RabbitMQ': [
      ['{ name: amqp, containerPort: 5672 }', '{ name: management, containerPort: 15672 }'],
      ['TCP connection to port amqp'],
    ],
    'https by its scheme': [['{ name: https, containerPort: 8443 }'], ['GET / on port https by HTTPS']],
    'other protocols, by their names': [
      ['{ name: healthz-grpc, containerPort: 9000 }'],
      ['TCP connection to port healthz-grpc'],
    ],
    'what is not healthy': [['{ name: unhealthy, containerPort: 9000 }'], ['TCP connection to port unhealthy']],
    'what is not HTTP': [['{ name: not-http, containerPort: 9000 }'], ['TCP connection to port not-http']],
    'health, with a word more': [['{ name: http-health, containerPort: 9000 }'], ['GET /healthz on port http-health']],
    'an unknown name': [['{ name: amqp, containerPort: 5672 }'], ['TCP connection to port amqp']],
    'a registered number': [['{ containerPort: 8080 }'], ['GET / on port 8080']],
    'any other number': [['{ containerPort: 5672 }'], ['TCP connection to port 5672']],
    'metrics only where there is nothing else': [
      ['{ name: http-metrics, containerPort: 9100 }', '{ containerPort: 5672 }'],
      ['TCP connection to port 5672'],
    ],
    'TCP only': [
      ['{ name: dns, containerPort: 53, protocol: UDP }', '{ containerPort: 53 }'],
      ['TCP connection to port 53'],
    ],
    'UDP alone': [['{ name: dns, containerPort: 53, protocol: UDP }'], []],
    'a name that no port can have': [['{ name: HTTP_1, containerPort: 5672 }'], ['TCP connection to port 5672']],
    'a number that no port can have': [['{ containerPort: 70000 }'], []],
    'a placeholder': [['{ name: http, containerPort: "$(PORT)" }'], []],
    'grpc, by its number': [
      ['{ name: grpc, containerPort: 9000 }'],
      [
        'gRPC health check on port 9000 (gRPC, the app must serve grpc.health.v1.Health)',
        'TCP connection to port grpc',
      ],
    ],
    'gRPC-Web, which is HTTP': [['{ name: grpc-web, containerPort: 9000 }'], ['TCP connection to port grpc-web']],
    'grpc beside http': [
      [http, '{ containerPort: 50051 }'],
      ['gRPC health check on port 50051 (gRPC, the app must serve grpc.health.v1.Health)', 'GET / on port http'],
    ],
    none: [[], []],
  };
  for (const [name, [ports, expected]] of Object.entries(cases)) {
    test(name, () => assert.deepEqual(readinessFor('acme/shop:1.0', ...ports), expected));
  }
});

describe('the image tells the framework', () => {
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'Spring Boot': [
      'acme/spring-shop:1',
      'GET /actuator/health/readiness on port http (Spring Boot, needs the Actuator)',
    ],
    Quarkus: [
      'quay.io/acme/shop-quarkus',
      'GET /q/health/ready on port http (Quarkus, needs the extension smallrye-health)',
    ],
    'ASP.NET': [
      'mcr.microsoft.com/dotnet/aspnet:8.0',
      'GET /healthz on port http (ASP.NET, the app must map /healthz)',
    ],
    Go: ['golang:1.23', 'GET /healthz on port http (Go, the app must serve /healthz)'],
    Django: ['acme/django_shop', 'TCP connection to port http (Django)'],
    Rails: ['registry:5000/rails-shop', 'GET /up on port http (Rails, from 7.1 on)'],
    nginx: ['docker.io/library/nginx:1.27@sha256:abc', 'GET / on port http (nginx)'],
    PostgreSQL: ['bitnami/postgresql:16', 'pg_isready on port 8080 (PostgreSQL)'],
    Redis: [
      'redis',
      'redis-cli ping, answered PONG on port 8080 (Redis, REDISCLI_AUTH must be set if it has a password)',
    ],
    gRPC: ['acme/shop', ''],
  };
  test('all presets are tried', () =>
    assert.deepEqual(
      Object.keys(cases),
      probePresets.map(({ name }) => name),
    ));
  for (const [name, [image, expected]] of Object.entries(cases)) {
    if (expected) test(name, () => assert.equal(readinessFor(image, http)[0], expected));
  }

  const falseFriends = `nginx-ingress-controller nginx-prometheus-exporter oliver006/redis_exporter redis-exporter
    postgres-exporter pgadmin4 postgres-operator my-nginx guardrails offspring django-celery-worker spring-job-operator
    sidekiq-rails-worker redisinsight $(IMAGE) {}`.split(/\s+/);
  for (const image of falseFriends) {
    test(`${image} is none of them`, () =>
      assert.deepEqual(readinessFor(JSON.stringify(image), http), ['GET / on port http']));
  }

  test('without a port, that of the image', () => {
    assert.deepEqual(readinessFor('nginx'), ['GET / on port 80 (nginx)']);
    assert.deepEqual(readinessFor('nginxinc/nginx-unprivileged'), ['GET / on port 8080 (nginx)']);
    assert.deepEqual(readinessFor('bitnami/nginx'), ['GET / on port 8080 (nginx)']);
    assert.deepEqual(readinessFor('postgres'), ['pg_isready on port 5432 (PostgreSQL)']);
  });
  test('with ports of which none is meant, nothing of the framework', () => {
    const ports = ['{ name: metrics, containerPort: 9100 }', '{ name: debug, containerPort: 5005 }'];
    assert.deepEqual(readinessFor('acme/spring-shop', ...ports), ['TCP connection to port metrics']);
  });
  test('the management port before http', () => {
    const ports = [http, '{ name: management, containerPort: 8081 }'];
    assert.deepEqual(readinessFor('acme/spring-shop', ...ports), [
      'GET /actuator/health/readiness on port management (Spring Boot, needs the Actuator)',
      'TCP connection to port management',
    ]);
  });
  test('a port that speaks something else, whatever its name begins with', () => {
    const ports = (name: string) => [`{ name: ${name}, containerPort: 9000 }`, http];
    const spring = (name: string) => readinessFor('acme/spring-shop', ...ports(name))[0]?.split(' (')[0];
    assert.equal(spring('health'), 'GET /actuator/health/readiness on port health');
    assert.equal(spring('health-grpc'), 'GET /actuator/health/readiness on port http');
    assert.equal(spring('http-grpc'), 'GET /actuator/health/readiness on port http');
    for (const number of [8080, 9000]) {
      const only = `{ name: api-grpc, containerPort: ${number} }`;
      assert.deepEqual(readinessFor('acme/spring-shop', only), ['TCP connection to port api-grpc']);
    }
  });
  test('a command that runs something else', () => {
    const titles = (more: string) => offered(pod(`image: postgres:16<|>\n${more}`)).length;
    assert.ok(titles('args: ["-c", "max_connections=200"]') > 0);
    assert.ok(titles('command: [docker-entrypoint.sh]\nargs: [postgres, -c, fsync=off]') > 0);
    assert.equal(titles('command: [pg_dump, -h, postgres]'), 0);
    assert.equal(titles('command: [sh, -c, "psql -h postgres < dump.sql"]'), 0);
    assert.equal(titles('args: [pg_dump]'), 0);
  });
  test('without a port, that of another probe', () => {
    const body =
      'image: nginx<|>\nlivenessProbe: { tcpSocket: { port: 8081 } }\nstartupProbe: { tcpSocket: { port: 8081 } }';
    assert.deepEqual(offered(pod(body)), [
      'readiness probe: GET / on port 8081 (nginx)',
      'readiness probe: TCP connection to port 8081 (as in livenessProbe)',
    ]);
  });
  test('a path in another probe', () => {
    const body = `image: acme/shop<|>\nports: [${http}]\nreadinessProbe: { httpGet: { path: /shop/actuator/health/readiness, port: http } }`;
    assert.deepEqual(offered(pod(body)), [
      'liveness probe: GET /shop/actuator/health/liveness on port http, restart after about 1 min, also at the start (Spring Boot)',
      'liveness probe: GET /shop/actuator/health/readiness on port http, restart after about 1 min 30 s, also at the start (as in readinessProbe)',
      'startup probe: GET /shop/actuator/health/liveness on port http, 5 min to start (Spring Boot)',
      'startup probe: GET /shop/actuator/health/readiness on port http, 5 min to start (as in readinessProbe)',
    ]);
  });
});

describe('what is inserted', () => {
  test('all three, with what the framework documents', () =>
    check(
      'liveness, readiness and startup probes (Spring Boot, needs the Actuator)',
      `
      image: acme/spring-shop:1<|>
      ports:
        - name: http
          containerPort: 8080
      # where data is
      volumeMounts: []
      `,
      `
      image: acme/spring-shop:1
      ports:
        - name: http
          containerPort: 8080
      livenessProbe:
        httpGet:
          path: /actuator/health/liveness
          port: http
        failureThreshold: 6
      readinessProbe:
        httpGet:
          path: /actuator/health/readiness
          port: http
      startupProbe:
        httpGet:
          path: /actuator/health/liveness
          port: http
        periodSeconds: 5
        failureThreshold: 60
      # where data is
      volumeMounts: []
      `,
    ));

  test('a program, given time', () =>
    check(
      'liveness probe: pg_isready on port 5433, restart after about 1 min, also at the start (PostgreSQL)',
      `
      image: postgres:16<|>
      env:
        - { name: POSTGRES_USER, value: shop }
      ports: [{ name: postgres, containerPort: 5433 }]
      resources: {}
      tty: true
      `,
      `
      image: postgres:16
      env:
        - { name: POSTGRES_USER, value: shop }
      ports: [{ name: postgres, containerPort: 5433 }]
      resources: {}
      livenessProbe:
        exec:
          command: [pg_isready, "-h", 127.0.0.1, "-p", "5433", "-d", postgres, "-U", shop]
        timeoutSeconds: 5
        failureThreshold: 6
      tty: true
      `,
    ));

  test('a user that comes from elsewhere, by a shell', () =>
    check(
      'readiness probe: pg_isready on port 5432 (PostgreSQL)',
      `
      image: postgres:16<|>
      env:
        - name: POSTGRES_USER
          valueFrom: { fieldRef: { fieldPath: metadata.name } }
      `,
      `
      image: postgres:16
      env:
        - name: POSTGRES_USER
          valueFrom: { fieldRef: { fieldPath: metadata.name } }
      readinessProbe:
        exec:
          command: [sh, "-c", "pg_isready -h 127.0.0.1 -d postgres -U \\"$POSTGRES_USER\\""]
        timeoutSeconds: 5
      `,
    ));

  test('a password that the environment has', () =>
    check(
      'readiness probe: redis-cli ping, answered PONG on port 6379 (Redis)',
      `
      image: bitnami/redis<|>
      env:
        - { name: REDIS_PASSWORD, value: $(SECRET) }
      `,
      `
      image: bitnami/redis
      env:
        - { name: REDIS_PASSWORD, value: $(SECRET) }
      readinessProbe:
        exec:
          command: [sh, "-c", "REDISCLI_AUTH=\\"$REDIS_PASSWORD\\" redis-cli ping | grep PONG"]
        timeoutSeconds: 5
      `,
    ));

  test('gRPC, which takes numbers only', () =>
    check(
      'readiness probe: gRPC health check on port 9000 (gRPC, the app must serve grpc.health.v1.Health)',
      'image: acme/shop<|>\nports: [{ name: grpc, containerPort: 9000 }]',
      'image: acme/shop\nports: [{ name: grpc, containerPort: 9000 }]\nreadinessProbe:\n  grpc:\n    port: 9000',
    ));

  test('in the API’s order, with the comments where they are', () => {
    const readiness = 'readiness probe: GET / on port http (as in livenessProbe)';
    const liveness = `
      livenessProbe:
        httpGet: { path: /, port: http }
        # end of liveness
      `;
    const added = 'readinessProbe:\n  httpGet:\n    path: /\n    port: http\n  failureThreshold: 2\n';
    const body = (middle: string) =>
      `image: acme/shop<|>\nports: [${http}]\ntty: true\n${dedent(liveness)}${middle}# startup\nstartupProbe:\n  tcpSocket: { port: http }\n`;
    check(readiness, body(''), body(added).replace('<|>', ''));
  });

  test('before the one that comes after it, above its comment', () =>
    check(
      'liveness probe: GET /ready on port http, restart after about 36 s, at the start after 45 s (as in readinessProbe)',
      `
      image: acme/shop<|>
      # readiness
      readinessProbe:
        httpGet: { path: /ready, port: http, httpHeaders: [{ name: Host, value: a }] }
        periodSeconds: 4
        timeoutSeconds: 2
        initialDelaySeconds: 9
      ports: [${http}]
      `,
      `
      image: acme/shop
      livenessProbe:
        httpGet:
          path: /ready
          port: http
          httpHeaders:
            - name: Host
              value: a
        initialDelaySeconds: 9
        timeoutSeconds: 2
        periodSeconds: 4
        failureThreshold: 9
      # readiness
      readinessProbe:
        httpGet: { path: /ready, port: http, httpHeaders: [{ name: Host, value: a }] }
        periodSeconds: 4
        timeoutSeconds: 2
        initialDelaySeconds: 9
      ports: [${http}]
      `,
    ));

  test('a copied program gets time, and is asked no more often than it may take', () => {
    const body = (readiness: string) => pod(`image: acme/shop<|>\nreadinessProbe: ${readiness}`);
    const probes = (readiness: string, title: string) => probesIn(applyAction(body(readiness), `Insert ${title}`));
    const exec = { command: ['cat', '/ready'] };
    assert.deepEqual(
      probes(
        '{ exec: { command: [cat, /ready] } }',
        'liveness probe: cat /ready, restart after about 1 min 30 s, also at the start (as in readinessProbe)',
      )[0],
      { exec, timeoutSeconds: 5, failureThreshold: 9 },
    );
    assert.deepEqual(
      probes(
        '{ exec: { command: [cat, /ready] }, timeoutSeconds: 30 }',
        'startup probe: cat /ready, 5 min to start (as in readinessProbe)',
      )[2],
      { exec, timeoutSeconds: 30, periodSeconds: 30, failureThreshold: 10 },
    );
  });

  test('where a preset asks what another probe asks, it waits longer than that', () => {
    const body = 'image: nginx<|>\nreadinessProbe: { httpGet: { path: /, port: 80 }, failureThreshold: 10 }';
    assert.deepEqual(offered(pod(body)), [
      'liveness probe: GET / on port 80, restart after about 5 min, also at the start (as in readinessProbe)',
      'startup probe: GET / on port 80, 5 min to start (as in readinessProbe)',
    ]);
  });

  test('where the key stands without a value', () =>
    check(
      'readiness probe: GET / on port http',
      `
      image: acme/shop<|>
      readinessProbe: # soon
      ports: [${http}]
      `,
      `
      image: acme/shop
      readinessProbe: # soon
        httpGet:
          path: /
          port: http
      ports: [${http}]
      `,
    ));

  test('a container in braces, and one as JSON', () => {
    const flow =
      '{ apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { containers: [{ name: web, image: nginx<|> }] } }\n';
    const added = 'readinessProbe: { httpGet: { path: /, port: 80 } }';
    const title = 'Insert readiness probe: GET / on port 80 (nginx)';
    assert.equal(applyAction(flow, title), flow.replace('nginx<|>', `nginx, ${added}`));
    const quoted = flow.replace(/[a-zA-Z0-9]+/g, '"$&"');
    assert.equal(
      applyAction(quoted.replace('"<|>', '<|>"'), title),
      quoted.replace('"nginx"<|>', '"nginx", "readinessProbe": { "httpGet": { "path": "/", "port": 80 } }'),
    );
  });
});

describe('what is offered', () => {
  const list = (name: string, item: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  ${name}:\n    - name: web\n      image: nginx<|>\n${item}`;

  test('at most two for each kind, and all at once', () => {
    assert.deepEqual(forImage('nginx', http, '{ name: grpc, containerPort: 1 }'), [
      'liveness probe: GET / on port http, restart after about 1 min, also at the start (nginx)',
      'liveness probe: gRPC health check on port 1, restart after about 1 min, also at the start (gRPC, the app must serve grpc.health.v1.Health)',
      'readiness probe: GET / on port http (nginx)',
      'readiness probe: gRPC health check on port 1 (gRPC, the app must serve grpc.health.v1.Health)',
      'startup probe: GET / on port http, 1 min to start (nginx)',
      'startup probe: gRPC health check on port 1, 5 min to start (gRPC, the app must serve grpc.health.v1.Health)',
      'liveness, readiness and startup probes (nginx)',
    ]);
  });
  test('nothing where the probe is there', () => {
    const probe = '{ tcpSocket: { port: http } }';
    const all = probeKinds.map(kind => `${kind}Probe: ${probe}`).join('\n');
    assert.deepEqual(offered(pod(`image: nginx<|>\nports: [${http}]\n${all}`)), []);
  });
  test('nothing for init containers, but for sidecars', () => {
    assert.deepEqual(offered(list('initContainers', '')), []);
    assert.equal(offered(list('initContainers', '      restartPolicy: Always\n')).length, 4);
  });
  test('nothing for ephemeral containers', () => assert.deepEqual(offered(list('ephemeralContainers', '')), []));
  test('no readiness in Jobs', () => {
    const text = `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: web\n          image: nginx<|>\n`;
    assert.deepEqual(offered(text), [
      'liveness probe: GET / on port 80, killed after about 1 min, also at the start (nginx)',
      'startup probe: GET / on port 80, 1 min to start (nginx)',
      'liveness and startup probes (nginx)',
    ]);
  });
  test('nothing of a framework in Jobs that listen nowhere: the image is taken for its code', () => {
    const job = (ports: string) =>
      `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: web\n          image: acme/spring-shop<|>\n          ports: ${ports}\n`;
    assert.deepEqual(offered(job('[]')), []);
    assert.equal(
      offered(job(`[${http}]`))[0],
      'liveness probe: GET /actuator/health/liveness on port http, killed after about 1 min, also at the start (Spring Boot, needs the Actuator)',
    );
  });
  test('only in the container where the cursor is', () => {
    const two = pod('image: nginx\n').replace('    - name', '    - name: first\n      image: acme/shop\n<|>    - name');
    assert.equal(offered(two).length, 4);
    assert.deepEqual(offered(two.replace('<|>', '').replace('acme', 'ac<|>me')), []);
    assert.deepEqual(offered(two.replace('<|>', '').replace('name: web\n', 'name: w<|>eb\n')), []);
  });
  test('nothing in patches, templates and broken text', () => {
    const body = `image: nginx<|>\nports: [${http}]`;
    assert.ok(offered(pod(body)).length > 0);
    assert.deepEqual(offered(pod(`image: nginx<|>\n$patch: merge`)), []);
    assert.deepEqual(offered(pod(`{{ if .Values.probes }}\n${body}\n{{ end }}`)), []);
    assert.deepEqual(offered(pod(`${body}\nenv: [`)), []);
    const kustomization = '#- kustomization.yaml\npatches:\n  - path: web.yaml\n#- web.yaml\n';
    assert.deepEqual(offered(kustomization + pod(body)), []);
  });
  test('nothing where there are no containers', () => {
    for (const value of ['', ' null', ' []', ' [null]', ' [web]', ' {}']) {
      assert.deepEqual(
        offered(`apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:${value}<|>\n`),
        [],
      );
    }
  });
  test('nothing that came by an alias or a merge key', () => {
    const anchored = `image: nginx<|>\nlivenessProbe: &p { tcpSocket: { port: 80 } }\nreadinessProbe: *p\n<<: { startupProbe: *p }`;
    assert.deepEqual(offered(pod(anchored)), []);
  });

  const mistakes: Readonly<Record<string, string>> = {
    'two handlers': '{ tcpSocket: { port: http }, exec: { command: [a] } }',
    'another host': '{ tcpSocket: { port: http, host: example.com } }',
    'a header that is no text': '{ httpGet: { port: http, httpHeaders: [{ name: A, value: y }] } }',
    'a scheme that is none': '{ httpGet: { port: http, scheme: https } }',
    'an unknown field': '{ tcpSocket: { port: http, path: / } }',
    'a port that is not there': '{ tcpSocket: { port: web } }',
    'a path that is a URL': '{ httpGet: { port: http, path: "http://a/b" } }',
    'shell syntax without a shell': '{ exec: { command: [a, "|", b] } }',
    'one string': '{ exec: { command: ["a b"] } }',
    'no handler': '{ periodSeconds: 5 }',
  };
  for (const [name, probe] of Object.entries(mistakes)) {
    test(`a mistake is not made twice: ${name}`, () => {
      const titles = offered(pod(`image: acme/shop<|>\nports: [${http}]\nlivenessProbe: ${probe}`));
      assert.deepEqual(titles, [
        'readiness probe: GET / on port http',
        'startup probe: GET / on port http, 5 min to start',
      ]);
    });
  }
});

describe('what the manifest says of the server counts', () => {
  const readiness = (body: string) =>
    offered(pod(body)).flatMap(title => /^readiness probe: (.*)/.exec(title)?.[1] ?? []);
  const env = (name: string, value: string) => `env: [{ name: ${name}, value: "${value}" }]`;
  const ports: Readonly<Record<string, string>> = {
    'image: redis<|>\nargs: [--port, "6380"]': 'redis-cli ping, answered PONG on port 6380',
    'image: redis<|>\ncommand: [sh, -c, "exec redis-server --port 6380"]': 'redis-cli ping, answered PONG on port 6380',
    'image: redis<|>\nports: [{ containerPort: 9000 }, { containerPort: 6380 }]\nargs: [--port 6380]':
      'redis-cli ping, answered PONG on port 6380',
    [`image: bitnami/redis<|>\n${env('REDIS_PORT_NUMBER', '6380')}`]: 'redis-cli ping, answered PONG on port 6380',
    [`image: bitnami/redis<|>\n${env('REDIS_TLS_ENABLED', 'no')}`]: 'redis-cli ping, answered PONG on port 6379',
    [`image: redis<|>\nargs: [--requirepass, $(REDIS_PASSWORD)]\n${env('REDIS_PASSWORD', 'x')}`]:
      'redis-cli ping, answered PONG on port 6379',
    'image: postgres<|>\nargs: ["-p", "5433"]': 'pg_isready on port 5433',
    'image: postgres<|>\nargs: ["-p5433"]': 'pg_isready on port 5433',
    'image: postgres<|>\nargs: ["-c", "port=5433"]': 'pg_isready on port 5433',
    [`image: postgres<|>\n${env('PGPORT', '5433')}`]: 'pg_isready on port 5433',
    'image: postgres<|>\nargs: ["-c", "max_connections=9", "-c", "listen_addresses=*"]': 'pg_isready on port 5432',
    'image: mcr.microsoft.com/dotnet/aspnet:6.0-alpine<|>': 'GET /healthz on port 80',
    'image: mcr.microsoft.com/dotnet/aspnet:10.0<|>': 'GET /healthz on port 8080',
    'image: mcr.microsoft.com/dotnet/aspnet<|>': 'GET /healthz on port 8080',
    [`image: mcr.microsoft.com/dotnet/aspnet:6.0<|>\n${env('ASPNETCORE_URLS', 'https://+:5001;http://+:5000')}`]:
      'GET /healthz on port 5000',
    [`image: mcr.microsoft.com/dotnet/aspnet:8.0<|>\n${env('ASPNETCORE_HTTP_PORTS', '5000')}`]:
      'GET /healthz on port 5000',
    [`image: mcr.microsoft.com/dotnet/aspnet:8.0<|>\nports: [{ name: web, containerPort: 5000 }]\n${env('ASPNETCORE_HTTP_PORTS', '5000')}`]:
      'GET /healthz on port web',
    [`image: acme/spring-shop<|>\n${env('SERVER_PORT', '9000')}`]: 'GET /actuator/health/readiness on port 9000',
    [`image: acme/spring-shop<|>\nports: [${http}]\n${env('MANAGEMENT_SERVER_PORT', '9090')}`]:
      'GET /actuator/health/readiness on port 9090',
    [`image: acme/spring-shop<|>\nports: [${http}, { name: extra, containerPort: 9090 }]\n${env('MANAGEMENT_SERVER_PORT', '9090')}`]:
      'GET /actuator/health/readiness on port extra',
    [`image: acme/spring-shop<|>\n${env('JAVA_OPTS', '-Xmx1g -Dserver.port=9000')}`]:
      'GET /actuator/health/readiness on port 9000',
    'image: acme/django-shop<|>\nports: [{ containerPort: 9000 }]\ncommand: [gunicorn, --bind, "0.0.0.0:9000", --workers, "4", shop.wsgi]':
      'TCP connection to port 9000',
    'image: acme/rails-shop<|>\nports: [{ name: web, containerPort: 3000 }]\ncommand: [bundle, exec, puma, -C, config/puma.rb]':
      'GET /up on port web',
    // Of another file nobody knows what it says.
    'image: acme/rails-shop<|>\nports: [{ name: web, containerPort: 3000 }]\ncommand: [bundle, exec, puma, -C, config/puma/production.rb]':
      'GET / on port web',
  };
  for (const [body, expected] of Object.entries(ports)) {
    test(`the port of ${body}`, () => assert.equal(readiness(body)[0]?.replace(/ \(.*/, ''), expected));
  }
  const unknown = [
    'image: redis<|>\nargs: [--tls-port, "6379", --port, "0"]',
    'image: redis<|>\nargs: [--sentinel]',
    'image: redis<|>\nargs: [--requirepass, secret]',
    'image: redis<|>\nargs: [--port, $(PORT)]',
    'image: redis<|>\ncommand: [redis-server, /etc/redis/redis.conf]',
    `image: bitnami/redis<|>\n${env('REDIS_TLS_ENABLED', 'yes')}`,
    'image: postgres<|>\nargs: ["-c", "config_file=/etc/postgres.conf"]',
    'image: postgres<|>\nargs: ["-c", "listen_addresses=10.0.0.1"]',
    'image: nginx<|>\nargs: [nginx, -c, /etc/shop.conf]',
    'image: nginx<|>\nargs: [nginx, -t]',
    'image: mcr.microsoft.com/dotnet/aspnet@sha256:abc<|>',
    `image: mcr.microsoft.com/dotnet/aspnet:8.0<|>\n${env('ASPNETCORE_URLS', 'https://+:5001')}`,
    `image: acme/spring-shop<|>\n${env('SERVER_SERVLET_CONTEXT_PATH', '/shop')}`,
    'image: acme/spring-shop<|>\nenv: [{ name: SERVER_PORT, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]',
  ];
  for (const body of unknown) test(`nothing for ${body}`, () => assert.deepEqual(readiness(body), []));
  const otherPrograms = `acme/spring-batch acme/django-q acme/django-huey acme/rails-shell acme/rails-assets
    acme/spring-worker acme/rails-sidekiq acme/django-celery acme/rails-migrate acme/quarkus-job`.split(/\s+/);
  for (const image of otherPrograms) {
    test(`${image} is no server`, () => assert.deepEqual(readinessFor(image, http), ['GET / on port http']));
  }
  test('nor is what runs something else', () => {
    for (const command of ['[celery, -A, shop, worker]', '[python, manage.py, migrate]']) {
      const body = `image: acme/django-shop<|>\nports: [${http}]\ncommand: ${command}`;
      assert.deepEqual(readiness(body), ['GET / on port http'], command);
    }
  });
});

describe('what others take over', () => {
  const two = (first: string, second: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - ${first}\n      name: web\n      image: nginx<|>\n    - ${second}\n      name: other\n`;
  test('a container that another one merges is left alone', () => {
    assert.deepEqual(offered(two('&c', '<<: *c')), []);
    assert.deepEqual(offered(two('&c', '<<: [*c]\n      image: redis')), []);
    assert.equal(offered(two('&c', 'image: redis')).length, 4);
    assert.equal(offered(two('env: &e [{ name: A, value: b }]', 'env: *e')).length, 4);
  });
});

describe('what titles say', () => {
  test('what all three need', () => {
    const all = (...found: readonly string[]) => found.filter(title => title.startsWith('liveness, readiness'));
    assert.deepEqual(all(...forImage('acme/spring-shop')), [
      'liveness, readiness and startup probes (Spring Boot, needs the Actuator)',
    ]);
    assert.deepEqual(all(...forImage('mcr.microsoft.com/dotnet/aspnet:8.0')), [
      'liveness, readiness and startup probes (ASP.NET, the app must map /healthz)',
    ]);
    assert.deepEqual(all(...forImage('redis')), [
      'liveness, readiness and startup probes (Redis, REDISCLI_AUTH must be set if it has a password)',
    ]);
  });
  test('the time that a slow answer takes', () =>
    assert.ok(
      offered(pod('image: acme/shop<|>\nreadinessProbe: { tcpSocket: { port: 80 }, timeoutSeconds: 30 }')).includes(
        'liveness probe: TCP connection to port 80, restart after about 4 min 30 s, also at the start (as in readinessProbe)',
      ),
    ));
  test('what a copy leaves out', () => {
    const titles = (fields: string) =>
      offered(pod(`image: acme/shop<|>\nlivenessProbe: { tcpSocket: { port: 80 }, ${fields} }`));
    const plain = 'readiness probe: TCP connection to port 80 (as in livenessProbe';
    assert.equal(titles('initialDelaySeconds: 9')[0], `${plain}, without initialDelaySeconds)`);
    assert.equal(titles('initialDelaySeconds: 0')[0], `${plain})`);
  });
  test('of a copy of the selected probe, nothing: "Copy" says it', () => {
    const body = `image: acme/shop\nreadinessProbe: { tcpSocket: { <|>port: 80 } }`;
    const begins = (title: string) => /^(Insert (liveness|readiness)|Copy )/.test(title);
    const at = (fixture: string) => {
      for (const title of [
        'Insert liveness probe: TCP connection to port 80, restart after about 1 min 30 s, also at the start (as in readinessProbe)',
      ])
        assert.throws(() => applyAction(fixture, title, ['refactor']), /no action/);
      return actionTitles(fixture).filter(begins);
    };
    assert.deepEqual(at(pod(body)), [
      'Copy readinessProbe to livenessProbe, three times as patient: restart after 9 failures',
    ]);
  });
});

describe('in every style, nothing is wrong after', () => {
  const bodies = [
    `image: acme/spring-shop:1\nports: [${http}, { containerPort: 50051 }]`,
    'image: postgres\nenv: [{ name: POSTGRES_USER, value: shop }]',
    'image: redis\nports: [{ containerPort: 6380 }]\nresources: { limits: { memory: 1Gi } }\nstdin: true',
    `image: acme/shop\nports: [${http}]\nreadinessProbe: { httpGet: { port: http, httpHeaders: [{ name: A, value: b }] } }\ntty: true`,
    'image: nginx\nlivenessProbe:\nreadinessProbe: null',
    'image: acme/shop\nstartupProbe: { exec: { command: [sh, -c, "test -f /a && test -f /b"] }, timeoutSeconds: 3 }',
  ];
  for (const style of styleNames) {
    test(style, () => {
      let tried = 0;
      for (const body of bodies) {
        const text = variantOf(pod(body), style);
        // The writer of JSON leaves out what is null.
        if (text === undefined || (style === 'as JSON' && body.includes('null'))) continue;
        const at = /["']?image["']?:/.exec(text)?.index ?? -1;
        const marked = `${text.slice(0, at)}<|>${text.slice(at)}`;
        const wrong = codesIn(text);
        for (const title of actionTitles(marked).filter(found => found.startsWith('Insert '))) {
          const after = applyAction(marked, title);
          assert.deepEqual(codesIn(after), wrong, `${title}\n${after}`);
          assert.deepEqual(probesIn(after), probesIn(applyAction(pod(`${body}<|>`), title, ['refactor'])), after);
          tried++;
        }
      }
      assert.ok(tried > 10 || style === 'with CRLF', `only ${tried}`);
    });
  }

  test('what is wrong would be seen', () => {
    const title = 'Insert liveness probe: GET / on port 80, restart after about 1 min, also at the start (nginx)';
    const before = `#! probe/undeclared-port warning\n${pod('image: nginx<|>')}`;
    assert.deepEqual(codesIn(before.replace('<|>', '')), []);
    assert.deepEqual(codesIn(applyAction(before, title)), ['probe/undeclared-port']);
  });
});

/** The probes of the first container, as Kubernetes reads them. */
function probesIn(text: string): readonly unknown[] {
  const parts = text.replace(/^#-.*\r?\n/gm, '').split(/^---\r?\n/m);
  const root = parts.map(part => new YamlDocument(part).root).find(found => get(found, 'spec'));
  return probeKinds.map(kind => {
    const node = get(root, 'spec', 'containers', 0, `${kind}Probe`);
    return node && (toValue(node) ?? undefined);
  });
}

describe('completion', () => {
  const at = (body: string) => pod(body).trimEnd();

  test('offers the best choice behind each plain key', () => {
    const labels = labelsAt(at(`image: acme/spring-shop\nports: [${http}]\n<|>`)).filter(label =>
      label.includes('Probe'),
    );
    assert.deepEqual(labels, [
      'livenessProbe',
      'livenessProbe (GET /actuator/health/liveness on port http)',
      'readinessProbe',
      'readinessProbe (GET /actuator/health/readiness on port http)',
      'startupProbe',
      'startupProbe (GET /actuator/health/liveness on port http)',
    ]);
  });
  test('is filtered by the key, and can be typed over', () =>
    assert.equal(
      take(at(`image: acme/shop\nports: [${http}]\nlive<|>`), 'livenessProbe (GET / on port http)'),
      at(
        `image: acme/shop\nports: [${http}]\nlivenessProbe:\n  httpGet:\n    path: /\n    port: http\n  failureThreshold: 6<0>`,
      ),
    ));
  test('with a command', () =>
    assert.equal(
      take(
        at(`image: postgres\nenvFrom: [{ configMapRef: { name: a } }]\n<|>`),
        'readinessProbe (pg_isready on port 5432)',
      ),
      at(
        'image: postgres\nenvFrom: [{ configMapRef: { name: a } }]\nreadinessProbe:\n  exec:\n    command: [sh, "-c", "pg_isready -h 127.0.0.1 -d postgres -U \\"$POSTGRES_USER\\""]\n  timeoutSeconds: 5<0>',
      ),
    ));
  test('in braces', () => {
    const flow =
      '{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ name: web, image: nginx, <|> }] } }';
    assert.equal(
      take(flow, 'readinessProbe (GET / on port 80)'),
      flow.replace('<|>', 'readinessProbe: { httpGet: { path: /, port: 80 } }<0>'),
    );
  });
  test('as JSON', () => {
    const json =
      '{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "a" }, "spec": { "containers": [{ "image": "nginx", "<|>" }] } }';
    assert.equal(
      take(json, 'readinessProbe (GET / on port 80)'),
      json.replace('"<|>"', '"readinessProbe": { "httpGet": { "path": "/", "port": 80 } }<0>'),
    );
  });
  test('as plain text, for editors that know no snippets', () => {
    const item = itemsAt(at('image: redis\n<|>')).find(({ label }) => label.startsWith('readinessProbe ('));
    const plain = item && withoutSnippet(item);
    assert.match(
      plain?.textEdit?.newText ?? '',
      /: \[sh, "-c", "redis-cli ping \| grep PONG"\]\n {8}timeoutSeconds: 5$/,
    );
  });
  test('no more than the key where the probe is there, or cannot be', () => {
    const own = at(`image: nginx\nlivenessProbe: { tcpSocket: { port: 80 } }\n<|>`);
    assert.ok(!labelsAt(own).some(label => label.startsWith('livenessProbe')));
    assert.ok(!labelsAt(own.replace('containers', 'initContainers')).some(label => label.includes('(')));
  });
  test('not inside a probe', () => {
    const labels = labelsAt(at(`image: nginx\nlivenessProbe:\n  <|>`));
    assert.ok(!labels.some(label => label.includes('Probe (')), labels.join());
  });
});
