/** One build that somebody looks at: asks the server and, where that is allowed, a tool, and keeps what is shown. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type KustomizeBuildParams, type KustomizeBuildResult, kustomizeBuild } from '../../../server/src/protocol.js';
import { manifestFiles } from '../manifestFiles.js';
import { type Answers, type Good, type Shown, shownBuild } from './buildText.js';
import { type Choice, chooseTool, runTool, type ToolAnswer, type ToolSetting } from './buildTool.js';

/** What has changed: `text` in an editor alone, or anything. */
export type Cause = 'text' | 'files';

interface Asked {
  readonly about: string;
  readonly answer: ToolAnswer;
}

const settings: readonly ToolSetting[] = ['auto', 'builtIn', 'kustomize', 'kubectl'];

export class Build implements vscode.Disposable {
  readonly folder: string;
  isFetchWanted = false;
  readonly #client: LanguageClient;
  readonly #onShown: () => void;
  #shown: Shown | undefined;
  #good: Good | undefined;
  /** The last word of a tool, and what it was asked about. */
  #asked: Asked | undefined;
  #running = new AbortController();
  /** What it depends on; nobody knows as long as it does not build. */
  #reads: ReadonlySet<string> | undefined;

  constructor(client: LanguageClient, folder: string, onShown: () => void) {
    this.#client = client;
    this.folder = folder;
    this.#onShown = onShown;
  }

  get shown(): Shown | undefined {
    return this.#shown;
  }

  /** Whether it may be another one when the file is. */
  concerns(uri: string): boolean {
    return this.#reads?.has(decoded(uri)) ?? true;
  }

  /** Resolves when something is shown; a tool may change it later. */
  async renew(cause: Cause): Promise<void> {
    this.#running.abort();
    const running = new AbortController();
    this.#running = running;
    if (cause === 'files') this.#asked = undefined;
    const asked: KustomizeBuildParams = { folder: this.folder };
    const result = await this.#client.sendRequest<KustomizeBuildResult>(kustomizeBuild, asked);
    if (running.signal.aborted) return;
    this.#reads = result.outcome === 'built' ? new Set(result.reads.map(decoded)) : undefined;
    const choice = this.#choose(result);
    const about = 'tool' in choice ? JSON.stringify([choice, { ...result, reads: [] }]) : '';
    const known = 'tool' in choice && this.#asked?.about === about ? this.#asked.answer : undefined;
    this.#show({ result, choice, answer: known, nameOf });
    if (!('tool' in choice) || known) return;
    this.#ask({ result, choice, nameOf }, about, running.signal).catch(error => this.#client.error(String(error)));
  }

  dispose(): void {
    this.#running.abort();
  }

  async #ask(answers: Answers, about: string, signal: AbortSignal): Promise<void> {
    // A window may have lost the trust of its user since.
    if (!('tool' in answers.choice) || !vscode.workspace.isTrusted) return;
    const answer = await runTool(answers.choice.tool, vscode.Uri.parse(this.folder, true).fsPath, signal);
    if (signal.aborted) return;
    this.#asked = { about, answer };
    this.#show({ ...answers, answer });
  }

  #show(answers: Answers): void {
    const { shown, good } = shownBuild(answers, this.#good);
    if (good) this.#good = good;
    this.#shown = shown;
    this.#onShown();
  }

  #choose(result: KustomizeBuildResult): Choice {
    const { scheme } = vscode.Uri.parse(this.folder, true);
    const configuration = vscode.workspace.getConfiguration('kubewright.kustomize');
    const path = configuration.get('path');
    return chooseTool({
      isTrusted: vscode.workspace.isTrusted,
      scheme,
      setting: settings.find(one => one === configuration.get('tool')) ?? 'auto',
      path: typeof path === 'string' ? path.trim() : '',
      unsaved: this.#unsaved(),
      mayFetch: result.outcome === 'unknown' && result.why !== 'size',
      isFetchWanted: this.isFetchWanted,
    });
  }

  #unsaved(): string | undefined {
    const found = vscode.workspace.textDocuments.find(document => {
      if (!document.isDirty || document.uri.scheme !== 'file') return false;
      const isOurs = vscode.languages.match(manifestFiles, document) > 0;
      return isOurs && this.concerns(this.#client.code2ProtocolConverter.asUri(document.uri));
    });
    return found?.uri.path.split('/').at(-1);
  }
}

function nameOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}

/** Clients and servers escape different characters. */
function decoded(uri: string): string {
  return vscode.Uri.parse(uri).toString(true);
}
