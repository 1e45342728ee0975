/** Starts the server, registers the commands, shows the Kubernetes version. Knows VS Code, and nothing of YAML. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { mountInWorkload, processId, showReferences } from '../../server/src/protocol.js';
import { colorTheme, colorThemeWatch } from './colorTheme.js';
import { convertKubeletFlagsCommand } from './commands/convertKubeletFlags.js';
import { createCommands } from './commands/create/createCommands.js';
import { Preview } from './commands/create/preview.js';
import { createKustomizePatchCommand } from './commands/createKustomizePatch.js';
import { explainRuleCommand, rulePageProvider, rulePages } from './commands/explainRule.js';
import { kustomizationCommands } from './commands/kustomizations.js';
import { kustomizeBuildCommands } from './commands/kustomizeBuilds.js';
import { mountInWorkloadCommand } from './commands/mountInWorkload.js';
import { selectKubernetesVersionCommand } from './commands/selectKubernetesVersion.js';
import { showReferencesCommand } from './commands/showReferences.js';
import { tryExamplesCommand } from './commands/tryExamples.js';
import { committedTexts } from './committed.js';
import { exactFiles } from './exactFiles.js';
import { kubeletDropIns } from './kubeletDropIns.js';
import { kubeletFlagHovers } from './kubeletFlagHover.js';
import { buildPreviews } from './kustomize/buildPreviews.js';
import { manifestFiles } from './manifestFiles.js';
import { kubernetesVersionStatus } from './status.js';
import { probeTimelinePanel } from './timeline/panel.js';
import { traceWithoutContent } from './traceWithoutContent.js';
import { valueEditing } from './values/values.js';

/** What `activate` gives to tests and to other extensions. */
export interface KubewrightApi {
  /** Process id of the language server. */
  serverPid(): Promise<number>;
}

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<KubewrightApi> {
  const module = context.asAbsolutePath('dist/server.js');
  // Short-lived trees are most of what the server makes: a small nursery keeps its memory small, and it no slower.
  const execArgv = ['--max-semi-space-size=8'];
  const log = vscode.window.createOutputChannel('Kubewright', { log: true });
  const running = new LanguageClient(
    'kubewright',
    'Kubewright',
    {
      run: { module, transport: TransportKind.ipc, options: { execArgv } },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: [...execArgv, '--inspect=6009'] } },
    },
    {
      outputChannel: log,
      traceOutputChannel: traceWithoutContent(log),
      documentSelector: manifestFiles,
      middleware: exactFiles(() => client),
      initializationOptions: {
        ...vscode.workspace.getConfiguration('kubewright'),
        announceVersion: true,
        rulePages,
        showsReferences: true,
        mountsObjects: true,
        showsCommitted: true,
        opensValues: true,
        showsBuilds: true,
        colorTheme: colorTheme(),
      },
    },
  );
  client = running;
  const preview = new Preview();
  context.subscriptions.push(
    log,
    preview,
    kubernetesVersionStatus(running),
    rulePageProvider(running),
    committedTexts(running),
    colorThemeWatch(running),
    probeTimelinePanel(context, running),
    valueEditing(running),
    kubeletDropIns(),
    createCommands(context, running, preview),
    kustomizationCommands(running),
    createKustomizePatchCommand(),
    buildPreviews(running),
    kustomizeBuildCommands(running),
    kubeletFlagHovers(running),
    vscode.commands.registerCommand('kubewright.convertKubeletFlags', convertKubeletFlagsCommand(running)),
    vscode.commands.registerCommand('kubewright.explainRule', explainRuleCommand(running)),
    vscode.commands.registerCommand('kubewright.selectKubernetesVersion', selectKubernetesVersionCommand(running)),
    vscode.commands.registerCommand(mountInWorkload, mountInWorkloadCommand(running, preview)),
    vscode.commands.registerCommand(showReferences, showReferencesCommand(running)),
    vscode.commands.registerCommand('kubewright.tryExamples', tryExamplesCommand(context)),
    vscode.commands.registerCommand('kubewright.restartServer', () => running.restart()),
    vscode.commands.registerCommand('kubewright.showLog', () => running.outputChannel.show()),
    vscode.commands.registerCommand('kubewright.fillProbeDefaults', () =>
      vscode.commands.executeCommand('editor.action.codeAction', { kind: 'source.fillProbeDefaults', apply: 'first' }),
    ),
    vscode.commands.registerCommand('kubewright.removeProbeDefaults', () =>
      vscode.commands.executeCommand('editor.action.codeAction', {
        kind: 'source.removeProbeDefaults',
        apply: 'first',
      }),
    ),
    vscode.commands.registerCommand('kubewright.migrateKustomization', () =>
      vscode.commands.executeCommand('editor.action.codeAction', {
        kind: 'source.migrateKustomization',
        apply: 'first',
      }),
    ),
    vscode.commands.registerCommand('kubewright.insertProbe', () =>
      vscode.commands.executeCommand('editor.action.codeAction', { kind: 'refactor.probe.insert', apply: 'never' }),
    ),
  );
  await running.start();
  return { serverPid: () => running.sendRequest<number>(processId) };
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
