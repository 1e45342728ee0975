/** Tells the server in which colours to draw: those of the editor's theme, at the start and whenever it changes. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type ColorTheme, colorThemeChanged } from '../../server/src/protocol.js';

const themes: Readonly<Record<vscode.ColorThemeKind, ColorTheme>> = {
  [vscode.ColorThemeKind.Light]: 'light',
  [vscode.ColorThemeKind.Dark]: 'dark',
  [vscode.ColorThemeKind.HighContrast]: 'highContrast',
  [vscode.ColorThemeKind.HighContrastLight]: 'highContrastLight',
};

export function colorTheme(): ColorTheme {
  return themes[vscode.window.activeColorTheme.kind];
}

export function colorThemeWatch(client: LanguageClient): vscode.Disposable {
  return vscode.window.onDidChangeActiveColorTheme(() => {
    if (client.isRunning()) client.sendNotification(colorThemeChanged, colorTheme()).catch(() => undefined);
  });
}
