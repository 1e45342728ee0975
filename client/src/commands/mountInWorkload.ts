/** "Mount ConfigMap or Secret in Workload…": asks where and how, and shows what would change; the server writes. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type MountEditsParams,
  type MountEditsResult,
  type MountTargetsParams,
  type MountTargetsResult,
  mountEdits,
  mountTargets,
} from '../../../server/src/protocol.js';
import { openManifest } from '../values/manifestDocument.js';
import { confirm } from './create/confirm.js';
import { changing, editsOf, type Outcome } from './create/plan.js';
import type { Preview } from './create/preview.js';
import { runSteps, type Step } from './create/steps.js';
import { type MountDraft, type Mounting, mountingOf, mountSteps, onlyOf, type Targets } from './mountSteps.js';

export function mountInWorkloadCommand(client: LanguageClient, preview: Preview) {
  return async (address?: string, position?: MountTargetsParams['position']): Promise<void> => {
    const place = address !== undefined && position ? { uri: address, position } : placeOfCursor(client);
    if (!place) return;
    const id = preview.begin();
    try {
      await mount(client, place, { preview, id });
    } catch (error) {
      vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    } finally {
      await preview.end(id);
    }
  };
}

function placeOfCursor(client: LanguageClient): MountTargetsParams | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: client.code2ProtocolConverter.asUri(editor.document.uri), position: { line, character } };
}

interface Showing {
  readonly preview: Preview;
  readonly id: string;
}

async function mount(client: LanguageClient, place: MountTargetsParams, { preview, id }: Showing): Promise<void> {
  const targets = await targetsAt(client, place);
  const edits = (mounting: Mounting) => client.sendRequest<MountEditsResult>(mountEdits, paramsOf(place, mounting));
  const refuse = async (mounting: Mounting): Promise<string | undefined> => {
    const result = await edits(mounting);
    return 'refusal' in result ? sentence(result.refusal) : undefined;
  };
  const confirmation: Step<MountDraft> = {
    ask: (draft, frame) => {
      const find = () => outcomeOf(draft, edits);
      return confirm<MountDraft>(frame, { preview, id, find, done: () => draft });
    },
  };
  const only = onlyOf(targets.workloads);
  const start: MountDraft = { ...(only && { workload: only }), keys: [] };
  await runSteps(`Mount ${targets.kind} ${targets.name}`, [...mountSteps(targets, refuse), confirmation], start);
}

async function targetsAt(client: LanguageClient, place: MountTargetsParams): Promise<Targets> {
  const targets = await client.sendRequest<MountTargetsResult>(mountTargets, place);
  if ('refusal' in targets) throw new Error(sentence(targets.refusal));
  if (targets.workloads.length > 0) return targets;
  throw new Error(`No workload in the namespace of ${targets.kind} ${targets.name} can use it`);
}

function paramsOf(place: MountTargetsParams, { workload, container, how }: Mounting): MountEditsParams {
  const { uri, kind, name, namespace } = workload;
  const chosen = { uri, kind, name, ...(namespace !== undefined && { namespace }) };
  return { ...place, workload: chosen, container: container.name, how };
}

async function outcomeOf(
  draft: MountDraft,
  edits: (mounting: Mounting) => Promise<MountEditsResult>,
): Promise<Outcome> {
  const mounting = mountingOf(draft);
  if (!mounting) throw new Error('there is no place for it');
  const document = await openManifest(mounting.workload.uri);
  const result = await edits(mounting);
  if ('refusal' in result) throw new Error(sentence(result.refusal));
  return changing(document, editsOf(result), result.version);
}

function sentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
