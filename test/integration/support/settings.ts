/** Settings of the workspace, for as long as a test needs them. */
import * as vscode from 'vscode';

export async function withSettings(
  settings: Readonly<Record<string, unknown>>,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await set(Object.entries(settings));
    await run();
  } finally {
    await set(Object.keys(settings).map(name => [name, undefined]));
  }
}

async function set(values: readonly (readonly [string, unknown])[]): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  for (const [name, value] of values) {
    await configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
  }
}
