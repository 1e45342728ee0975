/** Fixes of variables, Services and selectors whose result depends on what stands around. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionTitles, applyAction } from './support/check.js';
import { dedent } from './support/fixture.js';

function check(title: string, before: string, after: string): void {
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  assert.equal(applyAction(dedent(before), title), dedent(after));
  assert.equal(applyAction(crlf(dedent(before)), title), crlf(dedent(after)), 'with CRLF');
}

function pod(env: string): string {
  const lines = dedent(env).trimEnd().split('\n');
  const head =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx\n';
  return `${head}${lines.map(line => `      ${line}`).join('\n')}\n`;
}

describe('env/variable-order', () => {
  test('the variable moves with its comments, above those of its user', () =>
    check(
      'Move HOST up',
      pod(`
        env:
        - name: FIRST
          value: one
        # where it all is
        - name: URL
          value: http://<|>$(HOST)/
        # by its DNS name
        - name: HOST
          value: db # the only one
        `),
      pod(`
        env:
        - name: FIRST
          value: one
        # by its DNS name
        - name: HOST
          value: db # the only one
        # where it all is
        - name: URL
          value: http://$(HOST)/
        `),
    ));

  test('what needs its user cannot move above it', () => {
    const before = pod(`
      env:
        - name: A
          value: <|>$(C)
        - name: B
          value: b
        - name: C
          value: $(B)
      `);
    assert.deepEqual(
      actionTitles(before).filter(title => title.startsWith('Move')),
      [],
    );
  });
});

describe('env/undefined-variable', () => {
  test('a dollar sign makes it plain text', () =>
    check(
      'Change to $$(MISSING)',
      pod(`
        env: [{ name: A, value: 'x <|>$(MISSING) y' }]
        `),
      pod(`
        env: [{ name: A, value: 'x $$(MISSING) y' }]
        `),
    ));
});

describe('selector/template-mismatch', () => {
  const head = `
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      selector:
        matchLabels: { app: web, "tier": "1" }
      template:`;
  const foot = `
        spec:
          containers: [{ name: web, image: nginx }]
    `;
  const title = 'Copy the labels of the selector to the template';
  test('labels are added where there are none', () =>
    check(
      title,
      `${head}${foot}`,
      `${head}
        spec:
          containers: [{ name: web, image: nginx }]
        metadata:
          labels:
            app: web
            tier: "1"
    `,
    ));
  test('others stay, and what differs is changed', () =>
    check(
      title,
      `${head}
        metadata:
          labels:
            team: shop # us
            app: website${foot}`,
      `${head}
        metadata:
          labels:
            team: shop # us
            app: web
            tier: "1"${foot}`,
    ));
});

describe('service/node-port-type', () => {
  const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n${spec}`;
  const ports = '  # the only port\n  ports:\n    - port: 80\n      nodePort: 30080\n';
  test('a type that is written is changed', () =>
    check(
      'Set type to NodePort',
      service(`  type: ClusterIP # for now\n${ports}`),
      service(`  type: NodePort # for now\n${ports}`),
    ));
  test('one that is not comes first', () =>
    check('Set type to NodePort', service(ports), service(`  type: NodePort\n${ports}`)));
});
