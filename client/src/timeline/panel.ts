/**
 * "Show Probe Timeline": one panel beside the editor that follows its cursor and its text. What is shown comes from the
 * server, and how from the page; this file carries it from one to the other.
 *
 * The page keeps its own state (`setState`), so that it may be thrown away while it is hidden, and comes back with what
 * its user chose, also after the window was reloaded: it is drawn in no time, and a hidden page would cost memory.
 */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type ProbeTimelineParams, type ProbeTimelineResult, probeTimeline } from '../../../server/src/protocol.js';
import { manifestFiles } from '../manifestFiles.js';
import type { PageMessage, ShownTimeline } from './messages.js';
import { timelinePage } from './page.js';

const viewType = 'kubewright.probeTimeline';

/** The command, and the panel that comes back after a reload of the window. */
export function probeTimelinePanel(context: vscode.ExtensionContext, client: LanguageClient): vscode.Disposable {
  const files = vscode.Uri.joinPath(context.extensionUri, 'dist');
  let shown: TimelinePanel | undefined;
  const show = (panel: vscode.WebviewPanel): void => {
    shown?.dispose();
    const fresh = new TimelinePanel(panel, files, client);
    shown = fresh;
    panel.onDidDispose(() => {
      if (shown === fresh) shown = undefined;
    });
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('kubewright.showProbeTimeline', () => {
      if (shown) return shown.reveal();
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      return show(vscode.window.createWebviewPanel(viewType, 'Probe Timeline', column));
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, { deserializeWebviewPanel: async panel => show(panel) }),
    { dispose: () => shown?.dispose() },
  );
}

class TimelinePanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #client: LanguageClient;
  readonly #listeners: vscode.Disposable;
  /** The editor that is followed; while the focus is elsewhere, the last one. */
  #editor: vscode.TextEditor | undefined;
  #isAsking = false;
  #isBehind = false;

  constructor(panel: vscode.WebviewPanel, files: vscode.Uri, client: LanguageClient) {
    this.#panel = panel;
    this.#client = client;
    this.#editor = editorToFollow();
    this.#listeners = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: PageMessage) => this.#hear(message)),
      panel.onDidDispose(() => this.#listeners.dispose()),
      vscode.window.onDidChangeActiveTextEditor(editor => this.#follow(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#follow(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document === this.#editor?.document) this.#ask();
      }),
    );
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [files] };
    webview.html = timelinePage({
      script: String(webview.asWebviewUri(vscode.Uri.joinPath(files, 'timeline.js'))),
      style: String(webview.asWebviewUri(vscode.Uri.joinPath(files, 'timeline.css'))),
      source: webview.cspSource,
      nonce: crypto.randomUUID(),
    });
  }

  reveal(): void {
    this.#follow(vscode.window.activeTextEditor);
    this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #hear(message: PageMessage): Promise<void> | undefined {
    if (message.type === 'reveal') return showLine(vscode.Uri.parse(message.uri, true), message.line);
    this.#ask();
    return undefined;
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    if (!editor || !isFollowed(editor) || editor !== vscode.window.activeTextEditor) return;
    this.#editor = editor;
    this.#ask();
  }

  /** One question at a time: what changes meanwhile is asked about when the answer is there. A hidden page asks later. */
  async #ask(): Promise<void> {
    this.#isBehind = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#isBehind && this.#panel.visible) {
        this.#isBehind = false;
        await this.#show(this.#editor ?? editorToFollow());
      }
    } catch (error) {
      this.#client.warn(`the timeline of probes has no answer: ${error}`);
    } finally {
      this.#isAsking = false;
    }
  }

  async #show(editor: vscode.TextEditor | undefined): Promise<void> {
    const uri = editor ? this.#client.code2ProtocolConverter.asUri(editor.document.uri) : '';
    const answer = editor
      ? await this.#answerFor({ uri, position: positionOf(editor) })
      : { containers: [], problem: 'Open a manifest to see its probes' };
    await this.#panel.webview.postMessage({ uri, answer } satisfies ShownTimeline);
  }

  #answerFor(params: ProbeTimelineParams): Promise<ProbeTimelineResult> {
    return this.#client.sendRequest<ProbeTimelineResult>(probeTimeline, params);
  }
}

/** After a reload of the window the panel itself may have the focus. */
function editorToFollow(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return [activeTextEditor, ...visibleTextEditors].find(editor => editor && isFollowed(editor));
}

function isFollowed({ document }: vscode.TextEditor): boolean {
  return vscode.languages.match(manifestFiles, document) > 0;
}

function positionOf({ selection: { active } }: vscode.TextEditor): ProbeTimelineParams['position'] {
  return { line: active.line, character: active.character };
}

/** In the editor that shows the file already, if one does. */
async function showLine(uri: vscode.Uri, line: number): Promise<void> {
  const open = vscode.window.visibleTextEditors.find(({ document }) => String(document.uri) === String(uri));
  const selection = new vscode.Range(line, 0, line, 0);
  await vscode.window.showTextDocument(uri, {
    selection,
    viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
  });
}
