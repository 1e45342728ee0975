/** Line breaks of a text that had none: VS Code takes those of the platform, and a manifest wants LF. */
import * as vscode from 'vscode';

/** `hadBreaks`: of the text that was opened; what it had tells the editor, and what the user chooses then counts. */
export function withKnownBreaks(content: Uint8Array, hadBreaks: boolean | undefined): Uint8Array {
  if (hadBreaks !== false || !isCrlfUsual()) return content;
  const text = Buffer.from(content).toString('latin1');
  const isAllCrlf = text.includes('\r\n') && !/(?<!\r)\n|\r(?!\n)/.test(text);
  return isAllCrlf ? Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1') : content;
}

function isCrlfUsual(): boolean {
  const chosen = vscode.workspace.getConfiguration('files').get<string>('eol');
  return chosen === '\r\n' || (chosen !== '\n' && process.platform === 'win32');
}
