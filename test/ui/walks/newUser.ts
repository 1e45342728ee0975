/** The first ten minutes of a new user, from a file full of mistakes to a ConfigMap on disk. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, choose, runCommand } from '../support/commands.js';
import {
  applyQuickFix,
  complete,
  goToLine,
  hoverOver,
  save,
  seeCompletionDetails,
  seeText,
  takeCompletion,
  visibleText,
} from '../support/editor.js';
import { chooseFromContextMenu, openFile } from '../support/explorer.js';
import { fixFirstProblem, problem, problemCount, seeNoProblems, showProblems } from '../support/problems.js';
import type { Walk } from '../support/walk.js';

/** More than the example has problems; every fix takes one away. */
const mostFixes = 40;

const unfinishedPod = `apiVersion: v1
kind: Pod
metadata:
  name: probed
spec:
  containers:
    - name: web
      image: nginx
      `;

export const walk: Walk = {
  title: 'A new user repairs the broken example, completes a probe and creates a ConfigMap',
  opens: 'examples',
  async run({ page, folder, screenshot }) {
    writeFileSync(join(folder, 'probed.yaml'), unfinishedPod);
    await openFile(page, 'broken.yaml');
    await showProblems(page);
    await problem(page, 'volumes belongs under spec').waitFor();
    await screenshot('problems');

    await applyQuickFix(page, 'volumes:', 'Move volumes under spec');
    await problem(page, 'volumes belongs under spec').waitFor({ state: 'detached' });
    for (let fixes = 0; (await problemCount(page)) > 0; fixes++) {
      assert.ok(fixes < mostFixes, `still ${await problemCount(page)} problems after ${fixes} fixes`);
      await fixFirstProblem(page);
    }
    await seeNoProblems(page);
    await save(page);
    assert.match(readFileSync(join(folder, 'broken.yaml'), 'utf8'), /^ {2}volumes:\n {2}- name: config/m);

    await openFile(page, 'probed.yaml');
    await goToLine(page, unfinishedPod.split('\n').length);
    await page.keyboard.type('liv');
    assert.ok((await complete(page)).includes('livenessProbe'));
    await takeCompletion(page, 'livenessProbe');
    await seeText(page, 'livenessProbe:');
    assert.ok((await complete(page)).includes('httpGet'));
    await seeCompletionDetails(page, 'from the node');
    await screenshot('completion');
    await takeCompletion(page, 'httpGet');
    await page.keyboard.type('8080');
    await seeText(page, 'port: 8080');
    assert.match(await hoverOver(page, 'httpGet'), /200 to 399/);
    await screenshot('hover');
    await page.keyboard.press('Escape');
    assert.match(await visibleText(page), /livenessProbe:.*\n {8}httpGet:\n {10}port: 8080/);
    await seeNoProblems(page);

    await applyQuickFix(page, 'httpGet', 'Fill in liveness probe defaults');
    await seeText(page, 'failureThreshold: 3');
    await save(page);

    await chooseFromContextMenu(page, 'files/vhost.conf', 'Create ConfigMap…');
    await answer(page, 'Name of the ConfigMap', 'nginx-config');
    await choose(page, 'Write a file');
    await seeText(page, 'kind: ConfigMap');
    await screenshot('configmap-preview');
    await choose(page, 'Write nginx-config.configmap.yaml');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await seeText(page, 'kind: ConfigMap');
    await screenshot('configmap');
    const written = readFileSync(join(folder, 'files/nginx-config.configmap.yaml'), 'utf8');
    assert.match(written, /^apiVersion: v1\ndata:\n {2}vhost\.conf: \|\n/);

    await runCommand(page, 'Kubewright: Select Kubernetes Version…');
    await choose(page, '1.31');
    await page.locator('.statusbar-item', { hasText: 'Kubernetes 1.31' }).waitFor();
  },
};
