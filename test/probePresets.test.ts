/** server/PRESETS.md is made from the table of presets. `UPDATE=1 npm test` writes it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { imagePath, imageWords, isImage } from '../server/src/model/images.js';
import { probeKinds } from '../server/src/model/pods.js';
import type { PresetProbe, ProbePreset } from '../server/src/model/probePreset.js';
import { numbersSource, probePresets } from '../server/src/model/probePresets.js';
import { repository } from './support/check.js';

const path = join(repository, 'server/PRESETS.md');

const introduction = `# Probe presets

Which probes "Insert … probe" and completion propose for common frameworks and servers: how these are recognised, what
is inserted, and where that is documented. *By convention* means that the source describes how to provide such an
endpoint, and not that there is one.

An image is recognised by the end of its path (\`nginx\` is also \`docker.io/library/nginx:1.27\`), or by a word in the
last part of it (\`spring\` is in \`acme/spring-shop\`). One whose words also name another program, such as \`exporter\`
or \`worker\`, is not, nor is a container whose command runs something else. Spring Boot and Quarkus are also recognised
by the paths of probes that are there. In a Job that declares no ports, only images of servers count, since a framework
is there for the code around it.

The port is the one that \`command\`, \`args\` or \`env\` tell, such as \`--port\` or \`SERVER_PORT\`; then one that the
container declares; then that of the image. Where they tell of something that cannot be seen, such as another
configuration file, TLS or a password, nothing of the framework is offered.

The numbers are ours: liveness fails after about 60 s, so that readiness, with the defaults after about 30 s, fails
first; a startup probe gives a quick server one minute and a slow one five, as long as [the example in the
documentation](${numbersSource}). A program gets 5 s, since starting it takes time.

This page is made from the table of presets by a test: do not edit it.
`;

test('server/PRESETS.md lists the presets as they are', () => {
  const page = `${introduction}\n${toTable()}`;
  if (process.env['UPDATE']) writeFileSync(path, page);
  else assert.equal(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'), page);
});

function toTable(): string {
  const rows = probePresets.map(
    preset => `| ${[preset.name, recognised(preset), ...inserted(preset), sources(preset)].join(' | ')} |`,
  );
  const head = ['Preset', 'Recognised by', 'livenessProbe', 'readinessProbe', 'startupProbe', 'Source'];
  return [`| ${head.join(' | ')} |`, `|${' :-- |'.repeat(head.length)}`, ...rows, ''].join('\n');
}

function recognised({ images, words, ports, port, isKnownByPath, probes }: ProbePreset): string {
  const { handler } = probes.readiness;
  const said = [
    Object.entries(images).map(([name, at]) => `image ${code(name)} (port ${at})`),
    words.length > 0 ? [`word ${words.map(code).join(', ')} (port ${port})`] : [],
    ports ? [`port named ${ports.names.map(code).join(', ')}`, `port ${ports.numbers.join(', ')} without a name`] : [],
    isKnownByPath && handler.name === 'httpGet' ? [`a path that ends with ${code(handler.path)} or its like`] : [],
  ];
  return said.flat().join('; ');
}

function inserted({ probes }: ProbePreset): readonly string[] {
  return probeKinds.map(kind => [handlerText(probes[kind]), ...numbersText(probes[kind])].join(', '));
}

function handlerText({ handler }: PresetProbe): string {
  if (handler.name === 'httpGet') return code(`GET ${handler.path}`);
  if (handler.name !== 'exec') return handler.name;
  const { command } = handler.make({
    port: handler.says.startsWith('pg') ? 5432 : 6379,
    variable: () => undefined,
    hasEnvFrom: false,
  });
  return code(command[0] === 'sh' ? `sh -c '${command[2]}'` : command.join(' ')).replaceAll('|', '\\|');
}

function numbersText({ numbers }: PresetProbe): readonly string[] {
  return Object.entries(numbers).map(([name, value]) => `${name} ${value}`);
}

function sources({ probes, basis, needs, note }: ProbePreset): string {
  const links = [...new Set(probeKinds.map(kind => probes[kind].source))];
  const named = basis === 'convention' ? 'by convention' : basis;
  const text = links.map((link, i) => `[${i === 0 ? named : 'more'}](${link})`).join(', ');
  return [text, needs, note].filter(Boolean).join('; ');
}

function code(text: string): string {
  return `\`${text}\``;
}

describe('the path of an image', () => {
  const paths: Readonly<Record<string, string>> = {
    nginx: 'nginx',
    'nginx:1.27-alpine': 'nginx',
    'docker.io/library/nginx:1.27': 'library/nginx',
    'localhost:5000/acme/web:1@sha256:0123': 'acme/web',
    'localhost/web': 'web',
    'registry.example.com:443/team/app/redis@sha256:0123': 'team/app/redis',
    'bitnami/redis:7.2': 'bitnami/redis',
    'ACME/Web': 'acme/web',
    '': '',
  };
  for (const [image, expected] of Object.entries(paths)) {
    test(JSON.stringify(image), () => assert.equal(imagePath(image), expected));
  }
  test('ends with a name, or does not', () => {
    assert.ok(isImage('library/nginx', 'nginx'));
    assert.ok(!isImage('acme/my-nginx', 'nginx'));
    assert.ok(!isImage('acme/bitnami-nginx', 'bitnami/nginx'));
  });
  test('has words in its last part', () =>
    assert.deepEqual(imageWords('spring/my-rails_app.x'), ['my', 'rails', 'app', 'x']));
});

describe('each preset', () => {
  for (const { name, probes } of probePresets) {
    test(`${name} has https sources`, () => {
      for (const kind of probeKinds) assert.match(probes[kind].source, /^https:\/\/[\w./#?=&-]+$/);
    });
    test(`${name} restarts later than it stops sending requests`, () => {
      assert.ok((probes.liveness.numbers.failureThreshold ?? 3) > (probes.readiness.numbers.failureThreshold ?? 3));
    });
    test(`${name} gives a program more than a second`, () => {
      for (const { handler, numbers } of Object.values(probes)) {
        if (handler.name === 'exec') assert.ok((numbers.timeoutSeconds ?? 1) > 1);
      }
    });
  }
});
