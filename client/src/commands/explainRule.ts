/** The pages of rules: the code of a problem leads to one, and "Explain Rule…" to any. They come from the server. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type RulePageParams,
  type RulePageResult,
  type RulesResult,
  rulePage,
  rules,
} from '../../../server/src/protocol.js';

/** package.json says that addresses of this kind open as a Markdown preview. */
const scheme = 'kubewright-rule';

/** Where the pages are, for the server to lead to them. */
export const rulePages = `${scheme}:/`;

export function rulePageProvider(client: LanguageClient): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ path }) => {
      const code = path.slice(1).replace(/\.md$/, '');
      const { markdown } = await client.sendRequest<RulePageResult>(rulePage, { code } satisfies RulePageParams);
      return markdown ?? `# ${code}\n\nThere is no rule of this name in this version of Kubewright.\n`;
    },
  });
}

/** Opens the page of `code`, or of the rule that the user picks. */
export function explainRuleCommand(client: LanguageClient) {
  return async (code?: unknown): Promise<void> => {
    const chosen = typeof code === 'string' ? code : await pickRule(client);
    if (chosen === undefined) return;
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.from({ scheme, path: `/${chosen}.md` }));
  };
}

async function pickRule(client: LanguageClient): Promise<string | undefined> {
  const known = await client.sendRequest<RulesResult>(rules);
  const here = codeAtCursor();
  const items = known.map(({ code, severity, strict, summary }) => ({
    label: code,
    description: strict ? `${severity}, strict` : severity,
    detail: summary,
  }));
  const chosen = await vscode.window.showQuickPick(
    // The one that the user may be looking at first; the others stay in their order.
    [...items.filter(({ label }) => label === here), ...items.filter(({ label }) => label !== here)],
    { title: 'Explain Rule', placeHolder: 'The code or a word of what it finds', matchOnDetail: true },
  );
  return chosen?.label;
}

function codeAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const found = vscode.languages
    .getDiagnostics(editor.document.uri)
    .find(({ source, range }) => source === 'Kubewright' && range.contains(editor.selection.active));
  return typeof found?.code === 'object' ? String(found.code.value) : undefined;
}
