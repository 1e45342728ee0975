/** What a hover says of a name: the thing that it means, wherever that is written. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver-types';
import { checkHover, openAtCursor } from './support/check.js';
import { dedent } from './support/fixture.js';

const objects = dedent(`
  #- config/objects.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: { name: web }
  immutable: true
  data:
    LEVEL: debug
    app.conf: |
      listen 80
      root /srv
  ---
  apiVersion: v1
  kind: Secret
  metadata: { name: db }
  data: { password: c3dvcmRmaXNo, user: YWRtaW4= }
  ---
  apiVersion: v1
  kind: Service
  metadata: { name: front, namespace: shop }
  spec: { ports: [{ name: http, port: 80, targetPort: web }, { port: 9090 }] }
  #- app/pod.yaml
`);

const pod = (fields: string, spec = '') =>
  `${objects}apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: main\n      image: nginx\n${fields}${spec}`;

function hoverAt(fixture: string): string {
  const { service, uri, position } = openAtCursor(fixture);
  const contents = service.hover(uri, position)?.contents;
  assert.ok(MarkupContent.is(contents));
  return contents.value;
}

describe('objects', () => {
  test('a ConfigMap', () =>
    checkHover(
      pod('      envFrom: [{ configMapRef: { name: w<|>eb } }]\n'),
      `
      **ConfigMap** \`web\` · immutable · [../config/objects.yaml](file:///workspace/config/objects.yaml#L3)

      \`\`\`yaml
      LEVEL: debug
      app.conf: |
        listen 80
        root /srv
      \`\`\`
      `,
    ));

  test('a Secret, without values', () =>
    checkHover(
      pod('      envFrom: [{ secretRef: { name: d<|>b } }]\n'),
      `
      **Secret** \`db\` · [../config/objects.yaml](file:///workspace/config/objects.yaml#L13)

      \`\`\`yaml
      password: # 9 bytes
      user: # 5 bytes
      \`\`\`
      `,
    ));

  test('a Service, on its name and on its port', () => {
    const ingress = (service: string) =>
      `${objects}apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { namespace: shop }\nspec:\n  defaultBackend: { service: ${service} }\n`;
    for (const service of ['{ name: f<|>ront }', '{ name: front, port: { number: 8<|>0 } }']) {
      const shown = hoverAt(ingress(service));
      assert.match(shown, /^\*\*Service\*\* `front` · namespace `shop` · \[/);
      assert.match(shown, /^http: 80 → web\nport: 9090$/m);
    }
  });

  test('only the name itself is underlined', () => {
    const { service, uri, position } = openAtCursor(pod('      envFrom: [{ configMapRef: { name: "w<|>eb" } }]\n'));
    const { start, end } = service.hover(uri, position)?.range ?? assert.fail();
    assert.equal(end.character - start.character, 3);
  });

  test('on the field, and on what is not there, the schema has the word', () => {
    const field = pod('      envFrom: [{ configMapRef: { na<|>me: web } }]\n');
    const unknown = pod('      envFrom: [{ configMapRef: { name: no<|>ne } }]\n');
    for (const fixture of [field, unknown]) assert.match(hoverAt(fixture), /^\*\*name\*\* `string`/);
  });

  test('what overlays add is shown with it', () => {
    const shown = hoverAt(
      [
        '#- base/kustomization.yaml\nresources: [c.yaml, p.yaml]\n',
        '#- base/c.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { a: "1", b: x }\n',
        '#- live/kustomization.yaml\nresources: [../base]\npatches: [{ path: patch.yaml }]\n',
        '#- live/patch.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { a: "2" }\n',
        '#- base/p.yaml\napiVersion: v1\nkind: Pod\nspec: { volumes: [{ name: v, configMap: { name: <|>c } }] }\n',
      ].join(''),
    );
    assert.match(shown, /\[c\.yaml\].*, \[\.\.\/live\/patch\.yaml\]/);
  });
});

describe('keys', () => {
  const keyRef = (kind: string, name: string, key: string) =>
    pod(`      env: [{ name: A, valueFrom: { ${kind}: { name: ${name}, key: ${key} } } }]\n`);

  test('of a ConfigMap: the value', () =>
    checkHover(
      keyRef('configMapKeyRef', 'web', 'app<|>.conf'),
      `
      **app.conf** of ConfigMap \`web\` · [../config/objects.yaml](file:///workspace/config/objects.yaml#L3)

      \`\`\`
      listen 80
      root /srv
      \`\`\`
      `,
    ));

  test('of a Secret: how long it is', () => {
    const shown = hoverAt(keyRef('secretKeyRef', 'db', 'pass<|>word'));
    assert.match(shown, /^\*\*password\*\* of Secret `db` · 9 bytes · \[/);
    assert.doesNotMatch(shown, /swordfish|c3dv/);
  });

  test('a value with backticks stays one block', () => {
    const data = '#- c.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: md }\ndata: { a: "```\\nx" }\n';
    const shown = hoverAt(`${data}${keyRef('configMapKeyRef', 'md', '<|>a')}`);
    assert.match(shown, /^````\n```\nx\n````$/m);
  });
});

describe('names of the pod', () => {
  test('a mount shows its volume', () =>
    checkHover(
      pod(
        '      volumeMounts: [{ name: co<|>nf, mountPath: /a }]\n',
        '  volumes:\n    - name: conf\n      configMap:\n        name: web\n        optional: true\n',
      ),
      `
      **volume** \`conf\`

      \`\`\`yaml
      configMap:
        name: web
        optional: true
      \`\`\`
      `,
    ));

  test('a port of a probe', () =>
    checkHover(
      pod('      ports: [{ name: http, containerPort: 8080 }]\n      livenessProbe: { httpGet: { port: ht<|>tp } }\n'),
      '**port** `http` · 8080/TCP',
    ));

  test('a container', () =>
    checkHover(
      pod('', '  ephemeralContainers: [{ name: debug, targetContainerName: ma<|>in }]\n'),
      '**container** `main` · image `nginx`',
    ));

  const args = '      args: ["--at=$(A<|>DDRESS)"]\n';
  test('a variable', () =>
    checkHover(
      pod(`      env: [{ name: ADDRESS, value: "http://db" }]\n${args}`),
      `
      **variable** \`ADDRESS\`

      \`\`\`
      http://db
      \`\`\`
      `,
    ));

  test('a variable of a ConfigMap', () => {
    const from = 'valueFrom: { configMapKeyRef: { name: web, key: LEVEL } }';
    const shown = hoverAt(pod(`      env: [{ name: ADDRESS, ${from} }]\n${args}`));
    assert.match(
      shown,
      /^```yaml\nconfigMapKeyRef: \{ name: web, key: LEVEL \}\n```\n\n\*\*LEVEL\*\* of ConfigMap `web`/m,
    );
    assert.match(shown, /^```\ndebug\n```$/m);
  });

  test('a variable of envFrom, from a Secret', () => {
    const shown = hoverAt(
      pod('      envFrom: [{ prefix: DB_, secretRef: { name: db } }]\n      args: ["$(DB_pass<|>word)"]\n'),
    );
    assert.match(shown, /^\*\*variable\*\* `DB_password`\n\n\*\*password\*\* of Secret `db` · 9 bytes/);
    assert.doesNotMatch(shown, /swordfish/);
  });

  test('a variable that is not defined says nothing', () => {
    const { service, uri, position } = openAtCursor(pod(args));
    assert.equal(service.hover(uri, position), undefined);
  });
});
