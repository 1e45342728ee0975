// @ts-check
/**
 * How the server reads a workspace of 5,000 manifests: CPU time and memory, and how long requests wait meanwhile.
 * `node bench/scan.mjs [folder]` in the root, after a build; with a folder, that one is read instead.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { argv, execPath } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(join(root, 'package.json'));
/** @type {typeof import('vscode-languageserver/node')} */
const rpc = require('vscode-languageserver/node');

const manifests = 5_000;
const between = 20;
const clockTicks = 100;

/** @param {string} name */
const texts = name => ({
  deployment: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels: { app: ${name} }
spec:
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - { name: http, containerPort: 8080 }
          env:
            - name: LEVEL
              valueFrom:
                configMapKeyRef: { name: ${name}, key: level }
          readinessProbe:
            httpGet: { path: /healthz, port: http }
          volumeMounts:
            - { name: conf, mountPath: /etc/nginx }
      volumes:
        - name: conf
          configMap: { name: ${name} }
`,
  config: `apiVersion: v1
kind: ConfigMap
metadata: { name: ${name} }
data:
  level: debug
  nginx.conf: |
${'    server { listen 8080; }\n'.repeat(20)}`,
  service: `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec:
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: http }]
`,
  secret: `apiVersion: v1
kind: Secret
metadata: { name: ${name} }
stringData: { password: x }
`,
});

/** @param {string} folder */
function writeManifests(folder) {
  for (let i = 0; i < manifests / 4; i++) {
    const own = join(folder, `app${i % 100}`);
    mkdirSync(own, { recursive: true });
    for (const [kind, text] of Object.entries(texts(`web-${i}`))) writeFileSync(join(own, `${i}-${kind}.yaml`), text);
  }
}

const generated = argv[2] === undefined ? mkdtempSync(join(tmpdir(), 'kubewright-scan-')) : undefined;
const folder = generated ?? resolve(argv[2] ?? '');
if (generated) writeManifests(generated);

const child = spawn(execPath, ['--max-semi-space-size=8', join(root, 'dist/server.js'), '--stdio'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const connection = rpc.createProtocolConnection(
  new rpc.StreamMessageReader(child.stdout),
  new rpc.StreamMessageWriter(child.stdin),
);
let refreshes = 0;
connection.onRequest('workspace/configuration', () => [{}]);
connection.onRequest('client/registerCapability', () => null);
connection.onRequest('workspace/diagnostic/refresh', () => {
  refreshes++;
  return null;
});
connection.listen();
await connection.sendRequest('initialize', {
  processId: null,
  rootUri: pathToFileURL(folder).href,
  capabilities: {
    textDocument: { diagnostic: {} },
    workspace: { configuration: true, diagnostics: { refreshSupport: true } },
  },
});

const uri = pathToFileURL(join(folder, 'open.yaml')).href;
const textDocument = { uri };
/** @type {readonly (readonly [string, object])[]} */
const requests = [
  ['textDocument/hover', { textDocument, position: { line: 5, character: 4 } }],
  ['textDocument/completion', { textDocument, position: { line: 5, character: 2 } }],
  ['textDocument/diagnostic', { textDocument }],
];
await connection.sendNotification('textDocument/didOpen', {
  textDocument: { uri, languageId: 'yaml', version: 1, text: texts('open').deployment },
});
// What is loaded with the first of each kind is not what is measured here.
for (const [method, params] of requests) await connection.sendRequest(method, params);

const before = usage();
const began = performance.now();
await connection.sendNotification('initialized', {});
/** @type {number[]} */
const waits = [];
// One comes with the open file, one with the settings, the last when everything is read.
while (refreshes < 3) {
  for (const [method, params] of requests) {
    const asked = performance.now();
    await connection.sendRequest(method, params);
    waits.push(performance.now() - asked);
  }
  await new Promise(wake => setTimeout(wake, between));
}
const seconds = (performance.now() - began) / 1000;
const after = usage();
waits.sort((a, b) => b - a);
console.log(`${seconds.toFixed(1)} s, of these ${((after.ticks - before.ticks) / clockTicks).toFixed(1)} s of CPU`);
console.log(`${after.resident} MB, at most ${after.peak} MB`);
console.log(`${waits.length} requests; the longest waited ${waits.slice(0, 5).map(Math.round).join(', ')} ms`);
child.kill();
if (generated) rmSync(generated, { recursive: true, force: true });
process.exit();

/** Of the server, as Linux tells it. */
function usage() {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ');
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  /** @param {string} name */
  const megabytes = name => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { ticks: Number(stat[13]) + Number(stat[14]), resident: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}
