/** The builds that somebody looks at, up to date as long as they are open. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { Build } from './build.js';
import type { Shown } from './buildText.js';
import { addressOfBuild, uriOfBuild } from './buildUri.js';

/** In milliseconds: nobody has typed for so long. */
const quietLength = 250;
const longestComingUp = 1500;

export class OpenBuilds implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly #shown = new vscode.EventEmitter<void>();
  readonly #builds = new Map<string, Build>();
  /** Those of which files have changed. */
  readonly #stale = new Set<Build>();
  #timer: NodeJS.Timeout | undefined;
  #repeating: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changes.event;
  readonly onDidShow = this.#shown.event;

  constructor(client: LanguageClient) {
    this.#client = client;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const address = addressOfBuild(uri);
    if (!address) return '';
    const build = this.#buildOf(address.folder);
    if (!build.shown) await build.renew('files');
    const { shown } = build;
    return (address.side ? shown?.expected : undefined) ?? shown?.text ?? '';
  }

  shownIn({ uri }: vscode.TextDocument): Shown | undefined {
    const address = addressOfBuild(uri);
    return address && !address.side ? this.#builds.get(address.folder)?.shown : undefined;
  }

  /** Some text in an editor is another one. */
  textChanged(): void {
    if (this.#builds.size === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#renew(), quietLength);
  }

  /** So are files on the disk; any, when nobody knows which. */
  filesChanged(uris?: readonly string[]): void {
    const concerned = [...this.#builds.values()].filter(build => !uris || uris.some(uri => build.concerns(uri)));
    for (const build of concerned) this.#stale.add(build);
    if (concerned.length > 0) this.textChanged();
  }

  /** An editor that is just coming up sometimes misses what there is to say: it is told again when it is there. */
  repeat(editors: readonly vscode.TextEditor[]): void {
    if (!editors.some(({ document }) => this.shownIn(document))) return;
    clearTimeout(this.#repeating);
    this.#repeating = setTimeout(() => this.#shown.fire(), longestComingUp);
  }

  /** The user wants what is elsewhere to be fetched. */
  async fetch(folder: string): Promise<void> {
    const build = this.#builds.get(folder);
    if (!build) return;
    build.isFetchWanted = true;
    await build.renew('files');
  }

  /** A document is closed: with the last one of a build, it goes. */
  close({ uri }: vscode.TextDocument): void {
    const folder = addressOfBuild(uri)?.folder;
    const build = folder === undefined ? undefined : this.#builds.get(folder);
    const isOpen = vscode.workspace.textDocuments.some(own => addressOfBuild(own.uri)?.folder === folder);
    if (!build || isOpen) return;
    build.dispose();
    this.#stale.delete(build);
    this.#builds.delete(build.folder);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#repeating);
    for (const build of this.#builds.values()) build.dispose();
    this.#changes.dispose();
    this.#shown.dispose();
  }

  #buildOf(folder: string): Build {
    const known = this.#builds.get(folder);
    if (known) return known;
    const made = new Build(this.#client, folder, () => {
      this.#changes.fire(uriOfBuild({ folder }));
      this.#changes.fire(uriOfBuild({ folder, side: 'expected' }));
      this.#shown.fire();
    });
    this.#builds.set(folder, made);
    return made;
  }

  #renew(): void {
    const concerned = new Set(this.#stale);
    this.#stale.clear();
    for (const build of this.#builds.values()) {
      const renewed = build.renew(concerned.has(build) ? 'files' : 'text');
      renewed.catch(error => this.#client.error(String(error)));
    }
  }
}
