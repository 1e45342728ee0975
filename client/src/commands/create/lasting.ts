/** What the user chose last in this workspace: the place, the namespace, the hash. Never a name, a key or a value. */
import type * as vscode from 'vscode';
import type { Draft, Place } from './draft.js';

const key = 'kubewright.create';

export interface Lasting {
  readonly place?: Place['to'];
  readonly namespace: string;
  readonly hash: boolean;
}

export function lastingOf({ workspaceState }: vscode.ExtensionContext): Lasting {
  return { namespace: '', hash: false, ...workspaceState.get<Partial<Lasting>>(key) };
}

export async function keepLasting(
  { workspaceState }: vscode.ExtensionContext,
  { place, namespace, hash }: Draft,
): Promise<void> {
  await workspaceState.update(key, { namespace, hash, ...(place && { place: place.to }) } satisfies Lasting);
}
