/** What is asked before a ConfigMap or Secret is mounted: which workload, which container, how. The server refuses. */
import * as vscode from 'vscode';
import type { MountContainer, MountHow, MountTargetsResult, MountWorkload } from '../../../server/src/protocol.js';
import { type Choice, isAway, pick, pickSeveral, type Stay, type Step, stay, type } from './create/steps.js';

export type Targets = Exclude<MountTargetsResult, { readonly refusal: string }>;

export interface MountDraft {
  readonly workload?: MountWorkload;
  readonly container?: MountContainer;
  readonly by?: MountHow['by'];
  readonly mountPath?: string;
  readonly keys: readonly string[];
}

/** What the steps have asked for, as soon as it is all there. */
export interface Mounting {
  readonly workload: MountWorkload;
  readonly container: MountContainer;
  readonly how: MountHow;
}

/** Why something cannot be; asked while it is typed, or before it is offered. */
export type Refuse = (mounting: Mounting) => Promise<string | undefined>;

export function mountSteps(targets: Targets, refuse: Refuse): readonly Step<MountDraft>[] {
  return [askWorkload(targets), askContainer, askHow(targets, refuse), askPath(refuse), askKeys(targets, refuse)];
}

export function mountingOf({ by, keys, mountPath, ...draft }: MountDraft): Mounting | undefined {
  const { workload, container = onlyOf(workload?.containers) } = draft;
  if (!workload || !container || !by) return undefined;
  return { workload, container, how: howOf(by, keys, mountPath ?? container.mountPath) };
}

function howOf(by: MountHow['by'], keys: readonly string[], mountPath: string): MountHow {
  if (by === 'volume') return { by, mountPath };
  return by === 'env' ? { by, keys } : { by };
}

/** What is the only one is not asked for. */
export function onlyOf<Item>(items: readonly Item[] = []): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function askWorkload({ workloads }: Targets): Step<MountDraft> {
  return {
    isNeeded: () => workloads.length > 1,
    ask: (draft, frame) =>
      pick<MountDraft>(frame, {
        placeholder: 'In which workload?',
        active: draft.workload && labelOf(draft.workload),
        choices: () =>
          workloads.map(workload => ({
            label: labelOf(workload),
            description: [
              ...(workload.namespace === undefined ? [] : [`in ${workload.namespace}`]),
              vscode.workspace.asRelativePath(vscode.Uri.parse(workload.uri)),
            ].join(', '),
            choose: () => (workload === draft.workload ? draft : { workload, keys: [] }),
          })),
      }),
  };
}

function labelOf({ kind, name }: MountWorkload): string {
  return `${kind} ${name}`;
}

const askContainer: Step<MountDraft> = {
  isNeeded: ({ workload }) => (workload?.containers.length ?? 0) > 1,
  ask: (draft, frame) =>
    pick<MountDraft>(frame, {
      placeholder: 'In which container?',
      active: draft.container?.name,
      choices: () =>
        (draft.workload?.containers ?? []).map(container => ({
          label: container.name,
          ...(container.isInit && { description: 'init container' }),
          choose: () => {
            if (container === draft.container) return draft;
            const { mountPath: _, ...others } = draft;
            return { ...others, container };
          },
        })),
    }),
};

const ways: Readonly<Record<MountHow['by'], string>> = {
  volume: '$(folder) As files',
  envFrom: '$(list-unordered) All keys as environment variables',
  env: '$(list-selection) Some keys as environment variables',
};

function askHow({ kind, name, keys }: Targets, refuse: Refuse): Step<MountDraft> {
  return {
    ask: async (draft, frame) => {
      const all = mountingOf({ ...draft, by: 'envFrom' });
      const noEnvFrom = all && (await refuse(all));
      const path = mountingOf({ ...draft, by: 'volume' })?.container.mountPath;
      const way = (by: MountHow['by'], description: string, refusal?: string): Choice<MountDraft> => ({
        label: ways[by],
        description: refusal ?? description,
        choose: (): MountDraft | Stay => (refusal === undefined ? { ...draft, by } : stay),
      });
      return pick<MountDraft>(frame, {
        placeholder: `How is the container to use ${kind} ${name}?`,
        active: draft.by && ways[draft.by],
        choices: () => [
          way('volume', `a volume, mounted at ${path}`),
          way('envFrom', 'envFrom', noEnvFrom),
          ...(keys.length > 0 ? [way('env', 'valueFrom')] : []),
        ],
      });
    },
  };
}

function askPath(refuse: Refuse): Step<MountDraft> {
  return {
    isNeeded: ({ by }) => by === 'volume',
    ask: async (draft, frame) => {
      const container = mountingOf(draft)?.container;
      const mountPath = await type(frame, {
        prompt: 'Folder in the container that gets one file per key',
        value: draft.mountPath ?? container?.mountPath,
        refuse: async path => {
          const mounting = mountingOf({ ...draft, mountPath: path });
          return mounting && refuse(mounting);
        },
      });
      return isAway(mountPath) ? mountPath : { ...draft, mountPath };
    },
  };
}

function askKeys({ keys }: Targets, refuse: Refuse): Step<MountDraft> {
  return {
    isNeeded: ({ by }) => by === 'env',
    ask: async (draft, frame) => {
      for (let picked = draft.keys; ; ) {
        const choices = keys.map(key => ({ label: key, value: key, picked: picked.includes(key) }));
        const answer = await pickSeveral<string>(frame, { placeholder: 'Which keys?', choices });
        if (isAway(answer)) return answer;
        const next = { ...draft, keys: answer };
        const mounting = mountingOf(next);
        const refusal = mounting && (await refuse(mounting));
        if (refusal === undefined) return next;
        vscode.window.showErrorMessage(refusal);
        picked = answer;
      }
    },
  };
}
