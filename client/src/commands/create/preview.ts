/** Shows what is going to be written before it is: a text that cannot be edited, beside what is there now. */
import * as vscode from 'vscode';

const scheme = 'kubewright-create';

export interface Shown {
  readonly fileName: string;
  readonly text: string;
  /** What it is compared with. */
  readonly before?: vscode.Uri | undefined;
}

export class Preview implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #provider: vscode.Disposable;
  #count = 0;

  constructor() {
    this.#provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: uri => this.#texts.get(uri.toString()) ?? '',
    });
  }

  /** A place for the texts of one command. */
  begin(): string {
    return `${++this.#count}`;
  }

  /** In place of what was shown there before. Each text has its own address: an editor is never behind. */
  async show(id: string, { fileName, text, before }: Shown): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${fileName}`, query: id, fragment: `${++this.#count}` });
    this.#texts.set(uri.toString(), text);
    const options: vscode.TextDocumentShowOptions = { preserveFocus: true, preview: true };
    if (before)
      await vscode.commands.executeCommand('vscode.diff', before, uri, `${fileName}: as it would be`, options);
    else await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), options);
    await this.#close(id, uri);
  }

  /** Closes what was shown, and forgets it. */
  async end(id: string): Promise<void> {
    await this.#close(id, undefined);
    for (const key of [...this.#texts.keys()]) if (vscode.Uri.parse(key).query === id) this.#texts.delete(key);
  }

  dispose(): void {
    this.#provider.dispose();
  }

  async #close(id: string, kept: vscode.Uri | undefined): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap(group =>
      group.tabs.filter(({ input }) => {
        const uri = shownIn(input);
        return uri?.scheme === scheme && uri.query === id && uri.toString() !== kept?.toString();
      }),
    );
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  }
}

function shownIn(input: unknown): vscode.Uri | undefined {
  if (input instanceof vscode.TabInputText) return input.uri;
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}
