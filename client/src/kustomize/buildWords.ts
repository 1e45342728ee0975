/** What is said of a build and its lines, and where that leads: hovers, links, and the line above the text. */
import * as vscode from 'vscode';
import type { BuildOrigin, BuildPlace } from '../../../server/src/protocol.js';
import type { Shown } from './buildText.js';
import { addressOfBuild, uriOfBuild } from './buildUri.js';

export const fetchBuild = 'kubewright.fetchKustomizeBuild';

export function placeAt({ origins, cause }: Shown, line: number): BuildPlace | undefined {
  return origins[line] ?? (cause?.line === line ? cause.at : undefined);
}

/** From anywhere on the line, for most people point at its value. */
export function linkTo({ uri, line, character }: BuildPlace, { range, ...from }: vscode.TextLine): vscode.LocationLink {
  const at = new vscode.Position(line, character);
  return {
    originSelectionRange: range.with(range.start.translate(0, from.firstNonWhitespaceCharacterIndex)),
    targetUri: vscode.Uri.parse(uri, true),
    targetRange: new vscode.Range(at, at),
  };
}

export function wordsFor(origin: BuildOrigin): vscode.MarkdownString {
  const words = new vscode.MarkdownString();
  const target = targetOf(origin);
  const name = `${vscode.workspace.asRelativePath(target.with({ fragment: '' }))}:${origin.line + 1}`;
  words.appendText(origin.how === 'set' ? 'set by ' : 'from ');
  words.appendMarkdown(`[${name.replace(/[\\[\]*_`<>]/g, '\\$&')}](${target.toString()})`);
  if (origin.field !== undefined) words.appendMarkdown(` \`${origin.field.replaceAll('`', '')}\``);
  return words;
}

export function targetOf({ uri, line, character }: BuildPlace): vscode.Uri {
  return vscode.Uri.parse(uri, true).with({ fragment: `L${line + 1},${character + 1}` });
}

export function commandsFor({ remark, cause, expected, canFetch }: Shown, uri: vscode.Uri): readonly vscode.Command[] {
  const folder = addressOfBuild(uri)?.folder ?? '';
  const commands: vscode.Command[] = [];
  if (cause) {
    const { at } = cause;
    const place = new vscode.Position(at.line, at.character);
    const options = { selection: new vscode.Range(place, place) };
    const file = vscode.Uri.parse(at.uri, true);
    commands.push({ title: 'go to the cause', command: 'vscode.open', arguments: [file, options] });
  }
  commands.push({ title: remark, command: '' });
  if (expected !== undefined) {
    const other = uriOfBuild({ folder, side: 'expected' });
    const title = 'what Kubewright expected ↔ what was built';
    commands.push({ title: 'compare', command: 'vscode.diff', arguments: [other, uri, title] });
  }
  if (canFetch) {
    commands.push({ title: `fetch and build with ${canFetch}`, command: fetchBuild, arguments: [folder] });
  }
  return commands;
}
