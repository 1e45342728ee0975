/** What a code lens such as "used by 3 objects" does: shows the places in the editor's own list of references. */
import * as vscode from 'vscode';
import type { LanguageClient, Location, Position } from 'vscode-languageclient/node';

export function showReferencesCommand({ protocol2CodeConverter: convert }: LanguageClient) {
  return async (uri: string, position: Position, locations: Location[]): Promise<void> => {
    await vscode.commands.executeCommand(
      'editor.action.showReferences',
      convert.asUri(uri),
      convert.asPosition(position),
      locations.map(location => new vscode.Location(convert.asUri(location.uri), convert.asRange(location.range))),
    );
  };
}
