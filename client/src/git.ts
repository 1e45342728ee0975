/**
 * What the last commit has of a file, and when there is another one. VS Code's own git extension answers, as far as it
 * is there: of its interface only what is asked here. Knows no editor, and starts nothing.
 */

interface Disposable {
  dispose(): unknown;
}

type Event<Value> = (listener: (value: Value) => unknown) => Disposable;

/** An address, as VS Code has it. */
export interface FileAddress {
  readonly scheme: string;
  readonly fsPath: string;
}

interface Repository {
  readonly rootUri: { toString(): string };
  readonly state: {
    readonly HEAD: { readonly commit?: string | undefined } | undefined;
    readonly onDidChange: Event<void>;
  };
  show(ref: string, path: string): Promise<string>;
}

interface GitApi<Uri extends FileAddress> {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: Event<Repository>;
  readonly onDidCloseRepository: Event<Repository>;
  getRepository(uri: Uri): Repository | null;
}

/** What the extension `vscode.git` exports. */
export interface GitExtension<Uri extends FileAddress> {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: Event<boolean>;
  getAPI(version: 1): GitApi<Uri>;
}

export class LastCommits<Uri extends FileAddress> {
  readonly #onMoved: () => void;
  readonly #git: GitExtension<Uri>;
  /** By folder: each time that it is asked, the extension makes other objects of its repositories. */
  readonly #heads = new Map<string, { readonly listener: Disposable; commit: string | undefined }>();
  readonly #listeners: Disposable[];
  #isOver = false;
  /** Of the interface, which goes and comes with the setting `git.enabled`. */
  #api: { readonly git: GitApi<Uri>; readonly listeners: readonly Disposable[] } | undefined;

  /** `onMoved`: what was answered may be out of date. */
  constructor(git: GitExtension<Uri>, onMoved: () => void) {
    this.#git = git;
    this.#onMoved = onMoved;
    // It tells so in the middle of its own changes, when it cannot be asked yet.
    this.#listeners = [git.onDidChangeEnablement(() => queueMicrotask(() => this.#connect()))];
    this.#connect();
  }

  /** `undefined` for a file that is in no commit, or in no repository that is known. */
  async textOf(uri: Uri): Promise<string | undefined> {
    if (this.#git.enabled !== (this.#api !== undefined)) this.#connect();
    const repository = uri.scheme === 'file' ? this.#api?.git.getRepository(uri) : undefined;
    if (!repository?.state.HEAD?.commit) return undefined;
    try {
      return await repository.show('HEAD', uri.fsPath);
    } catch {
      return undefined;
    }
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#isOver = true;
    this.#disconnect();
  }

  #connect(): void {
    this.#disconnect();
    const git = this.#isOver ? undefined : this.#interface();
    if (!git) return;
    const listeners = [
      git.onDidOpenRepository(repository => this.#opened(repository)),
      git.onDidCloseRepository(repository => this.#closed(repository)),
    ];
    this.#api = { git, listeners };
    for (const repository of git.repositories) this.#opened(repository);
  }

  /** While it is coming up, it says that it is there, and throws. */
  #interface(): GitApi<Uri> | undefined {
    try {
      return this.#git.enabled ? this.#git.getAPI(1) : undefined;
    } catch {
      return undefined;
    }
  }

  #disconnect(): void {
    for (const listener of this.#api?.listeners ?? []) listener.dispose();
    for (const { listener } of this.#heads.values()) listener.dispose();
    this.#heads.clear();
    if (this.#api) this.#onMoved();
    this.#api = undefined;
  }

  #opened(repository: Repository): void {
    const listener = repository.state.onDidChange(() => this.#look(repository));
    this.#heads.get(String(repository.rootUri))?.listener.dispose();
    this.#heads.set(String(repository.rootUri), { listener, commit: repository.state.HEAD?.commit });
    this.#onMoved();
  }

  #closed(repository: Repository): void {
    this.#heads.get(String(repository.rootUri))?.listener.dispose();
    this.#heads.delete(String(repository.rootUri));
    this.#onMoved();
  }

  /** The state changes with every file that does. */
  #look(repository: Repository): void {
    const known = this.#heads.get(String(repository.rootUri));
    const commit = repository.state.HEAD?.commit;
    if (!known || known.commit === commit) return;
    known.commit = commit;
    this.#onMoved();
  }
}
