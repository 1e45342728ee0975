/** Whether the server keeps up with what becomes of the files, however many there are. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOn, diagnosticOf, open, seeNone } from '../support/extension.js';
import { forgetChanges, removeFromDisk, writeOnDisk } from '../support/files.js';
import { positionIn } from '../support/places.js';

const missingKey = 'reference/missing-key';

describe('files that others change', () => {
  const path = 'watched/config.yaml';
  const config = (data: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: watched-config\ndata:\n  ${data}\n`;

  afterEach(forgetChanges);
  after(() => removeFromDisk(path));

  it('change what is found elsewhere', async () => {
    await activateOn('watched/pod.yaml');
    const document = await open('watched/pod.yaml');
    writeOnDisk(path, config('shape: round'));
    await diagnosticOf(document, missingKey);
    writeOnDisk(path, config('colour: red'));
    await seeNone(document, missingKey);
    writeOnDisk(path, config('size: small'));
    const { relatedInformation } = await diagnosticOf(document, missingKey);
    assert.equal(relatedInformation?.[0]?.message, 'ConfigMap watched-config has the keys size');
    removeFromDisk(path);
    await seeNone(document, missingKey);
  });
});

describe('thousands of manifests', () => {
  const longestWaitMs = 1000;

  before(() => {
    for (let i = 0; i < 3000; i++) writeOnDisk(`many/${i % 30}/object${i}.yaml`, manifest(i));
  });
  afterEach(forgetChanges);
  after(() => removeFromDisk('many'));

  it('keep nobody waiting who types while they are read', async () => {
    const document = await open('names/deployment.yaml');
    await activateOn('names/deployment.yaml');
    await vscode.commands.executeCommand('kubewright.restartServer');
    // What is missing is known when all has been read.
    let isRead = false;
    const reading = diagnosticOf(document, missingKey).then(() => {
      isRead = true;
    });
    const waits: number[] = [];
    do {
      const began = performance.now();
      await vscode.commands.executeCommand(
        'vscode.executeHoverProvider',
        document.uri,
        positionIn(document, 'containerPort'),
      );
      waits.push(performance.now() - began);
    } while (!isRead);
    await reading;
    assert.ok(Math.max(...waits) < longestWaitMs, `waited ${waits.map(Math.round).join(', ')} ms`);
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'object2999',
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['object2999'],
    );
  });
});

function manifest(i: number): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: object${i}
spec:
  containers:
    - name: main
      image: nginx:1.29
      ports:
        - { name: http, containerPort: 8080 }
      readinessProbe:
        httpGet: { path: /, port: http }
      envFrom:
        - configMapRef: { name: settings${i} }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings${i}
data:
  number: "${i}"
`;
}
