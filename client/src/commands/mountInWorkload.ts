/** "Mount ConfigMap or Secret in Workload…": asks which workload, which container and how; the server writes. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type MountContainer,
  type MountEditsParams,
  type MountEditsResult,
  type MountHow,
  type MountTargetsParams,
  type MountTargetsResult,
  type MountWorkload,
  mountEdits,
  mountTargets,
} from '../../../server/src/protocol.js';

type Targets = Exclude<MountTargetsResult, { readonly refusal: string }>;

export function mountInWorkloadCommand(client: LanguageClient) {
  return async (address?: string, position?: MountTargetsParams['position']): Promise<void> => {
    const place = address !== undefined && position ? { uri: address, position } : placeOfCursor(client);
    if (!place) return;
    try {
      await mount(client, place);
    } catch (error) {
      await vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  };
}

function placeOfCursor(client: LanguageClient): MountTargetsParams | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: client.code2ProtocolConverter.asUri(editor.document.uri), position: { line, character } };
}

async function mount(client: LanguageClient, place: MountTargetsParams): Promise<void> {
  const targets = await client.sendRequest<MountTargetsResult>(mountTargets, place);
  if ('refusal' in targets) throw new Error(targets.refusal);
  const what = `${targets.kind} ${targets.name}`;
  if (targets.workloads.length === 0) throw new Error(`No workload in the namespace of ${what} can use it`);
  const workload = await chooseWorkload(what, targets.workloads);
  const container = workload && (await chooseContainer(what, workload));
  const how = container && (await chooseHow(targets, container));
  if (!workload || !container || !how) return;
  const { uri, kind, name, namespace } = workload;
  const chosen = { uri, kind, name, ...(namespace !== undefined && { namespace }) };
  const wanted: MountEditsParams = { ...place, workload: chosen, container: container.name, how };
  const result = await client.sendRequest<MountEditsResult>(mountEdits, wanted);
  if ('refusal' in result) throw new Error(result.refusal);
  await apply(client, result);
}

async function apply(
  client: LanguageClient,
  { uri, version, edits }: Exclude<MountEditsResult, { readonly refusal: string }>,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(client.protocol2CodeConverter.asUri(uri));
  if (version > 0 && document.version !== version) throw new Error('The file was changed in the meantime');
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, await client.protocol2CodeConverter.asTextEdits([...edits]));
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The workload could not be changed');
  const [first] = edits;
  const shown = await vscode.window.showTextDocument(document);
  if (first)
    shown.revealRange(client.protocol2CodeConverter.asRange(first.range), vscode.TextEditorRevealType.InCenter);
}

/** What is the only one is not asked for. */
async function chooseWorkload(what: string, workloads: readonly MountWorkload[]): Promise<MountWorkload | undefined> {
  const [only, ...others] = workloads;
  if (others.length === 0) return only;
  const items = workloads.map(workload => ({
    label: `${workload.kind} ${workload.name}`,
    description: vscode.workspace.asRelativePath(vscode.Uri.parse(workload.uri)),
    workload,
  }));
  const options = { title: `Mount ${what}: in which workload?`, matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.workload;
}

async function chooseContainer(what: string, { containers }: MountWorkload): Promise<MountContainer | undefined> {
  const [only, ...others] = containers;
  if (others.length === 0) return only;
  const items = containers.map(container => ({
    label: container.name,
    ...(container.isInit && { description: 'init container' }),
    container,
  }));
  return (await vscode.window.showQuickPick(items, { title: `Mount ${what}: in which container?` }))?.container;
}

async function chooseHow({ kind, name, keys }: Targets, { mountPath }: MountContainer): Promise<MountHow | undefined> {
  const ways = [
    { label: 'As files', description: `a volume, mounted at ${mountPath}`, by: 'volume' },
    { label: 'All keys as environment variables', description: 'envFrom', by: 'envFrom' },
    ...(keys.length > 0 ? [{ label: 'Some keys as environment variables', description: 'valueFrom', by: 'env' }] : []),
  ] as const;
  const way = await vscode.window.showQuickPick(ways, { title: `How is the container to use ${kind} ${name}?` });
  if (way?.by === 'volume') return askPath(mountPath);
  if (way?.by === 'envFrom') return { by: 'envFrom' };
  const chosen = way && (await vscode.window.showQuickPick(keys, { title: 'Which keys?', canPickMany: true }));
  return chosen && chosen.length > 0 ? { by: 'env', keys: chosen } : undefined;
}

async function askPath(proposal: string): Promise<MountHow | undefined> {
  const mountPath = await vscode.window.showInputBox({
    title: 'Where are the files to be?',
    value: proposal,
    prompt: 'Path of the folder in the container',
    validateInput: path =>
      /^\/[^:]*[^/:]$/.test(path) ? undefined : 'An absolute path without a colon, and not the root',
  });
  return mountPath === undefined ? undefined : { by: 'volume', mountPath };
}
