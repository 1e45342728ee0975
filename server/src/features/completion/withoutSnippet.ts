/** Items for editors that know no snippets: the same text, with what a snippet would have the user type over. */
import { type CompletionItem, InsertTextFormat } from 'vscode-languageserver-types';

export function withoutSnippet(item: CompletionItem): CompletionItem {
  const { insertTextFormat, textEdit, ...rest } = item;
  if (insertTextFormat !== InsertTextFormat.Snippet || !textEdit) return item;
  return { ...rest, textEdit: { ...textEdit, newText: plainTextOf(textEdit.newText) } };
}

/** `\$`, `${1|first,second|}`, `${1:proposal}`, `$1`. */
const piece =
  /\\([\\$}|,])|\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}|\$\{\d+:((?:\\.|[^}\\])*)\}|\$(?:\d+|\{\d+\})/g;

function plainTextOf(snippet: string): string {
  return snippet.replace(piece, (_, escaped?: string, choice?: string, proposal?: string) =>
    escaped === undefined ? (choice ?? proposal ?? '').replace(/\\(.)/g, '$1') : escaped,
  );
}
