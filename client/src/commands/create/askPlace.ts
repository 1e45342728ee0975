/** Asks where the object is to go, and what it is to have besides: a namespace, a hash behind its name. */
import * as vscode from 'vscode';
import type { CreatePlacesResult } from '../../../../server/src/protocol.js';
import { type Draft, nameOf, type Place } from './draft.js';
import type { Engine } from './engine.js';
import { exists } from './files.js';
import { type Choice, type Frame, isAway, pick, type Stay, type Step, stay, type } from './steps.js';

/** The editor in which the command was called. */
export interface Cursor {
  readonly uri: vscode.Uri;
  readonly position: vscode.Position;
}

export function askPlace(engine: Engine, cursor: Cursor | undefined, last: Place['to'] | undefined): Step<Draft> {
  return {
    ask: async (start, frame) => {
      let draft = start;
      const near = nearOf(draft, cursor);
      const places = await engine.places({ kind: draft.kind, near: near.map(uri => uri.toString()) });
      const chosen = draft.place?.to ?? last;
      const choices = async () => [
        ...(await placeChoices(draft, places, near[0], cursor, frame)),
        { label: 'Options', kind: vscode.QuickPickItemKind.Separator },
        ...optionChoices(engine, draft, frame, next => {
          draft = next;
        }),
      ];
      const active = chosen && (await choices()).find(choice => 'to' in choice && choice.to === chosen)?.label;
      return pick<Draft>(frame, { placeholder: 'Where to?', choices, active });
    },
  };
}

function nearOf({ sources }: Draft, cursor: Cursor | undefined): readonly vscode.Uri[] {
  const uris = sources.flatMap(({ source, uri }) => {
    if (source.from !== 'folder') return uri ?? [];
    return source.files.flatMap(file => (file.uri ? vscode.Uri.parse(file.uri, true) : []));
  });
  if (uris.length > 0) return uris;
  return cursor && cursor.uri.scheme !== 'untitled' ? [cursor.uri] : [];
}

interface PlaceChoice extends Choice<Draft> {
  readonly to: Place['to'];
}

async function placeChoices(
  draft: Draft,
  { objects, kustomizations }: CreatePlacesResult,
  near: vscode.Uri | undefined,
  cursor: Cursor | undefined,
  frame: Frame,
): Promise<readonly PlaceChoice[]> {
  const { kind } = draft;
  const at = (place: Place): Draft => ({ ...draft, place, replace: [] });
  const file = newFileFor(draft, near);
  const open = openYamlFiles();
  const generator = kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator';
  const inner = { ...frame, step: frame.step + 1, totalSteps: frame.totalSteps + 1 };
  return [
    ...(file
      ? [
          {
            to: 'file' as const,
            label: '$(new-file) Write a file',
            description: vscode.workspace.asRelativePath(file) + ((await exists(file)) ? ', which exists' : ''),
            choose: () => at({ to: 'file', uri: file }),
          },
        ]
      : []),
    {
      to: 'editor',
      label: '$(go-to-file) Show in a new editor',
      description: 'nothing is saved yet',
      choose: () => at({ to: 'editor' }),
    },
    ...(open.length > 0
      ? [
          {
            to: 'end' as const,
            label: '$(fold-down) Append to an open file',
            description:
              open.length === 1 && open[0] ? vscode.workspace.asRelativePath(open[0]) : `${open.length} files`,
            choose: () => pickUri(inner, 'Append to which file?', open, uri => at({ to: 'end', uri })),
          },
        ]
      : []),
    ...(cursor && !isKustomization(cursor.uri)
      ? [
          {
            to: 'cursor' as const,
            label: '$(insert) Insert at the cursor',
            description: `${vscode.workspace.asRelativePath(cursor.uri)}:${cursor.position.line + 1}`,
            choose: () => at({ to: 'cursor', ...cursor }),
          },
        ]
      : []),
    ...(objects.length > 0
      ? [
          {
            to: 'object' as const,
            label: `$(git-merge) Merge into an existing ${kind}`,
            description: objects.length === 1 ? `1 ${kind}` : `${objects.length} ${kind}s`,
            choose: () => pickObject(inner, draft, objects),
          },
        ]
      : []),
    ...(kustomizations.length > 0
      ? [
          {
            to: 'generator' as const,
            label: `$(list-tree) Add to ${generator}`,
            description: describe(kustomizations[0]),
            choose: () =>
              pickUri(
                inner,
                'In which kustomization?',
                kustomizations.map(uri => vscode.Uri.parse(uri, true)),
                uri => at({ to: 'generator', uri }),
              ),
          },
        ]
      : []),
  ];
}

function describe(uri: string | undefined): string {
  return uri === undefined ? '' : vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true));
}

/** Beside what it is made of: in a folder that is taken as a whole it would be a value the next time. */
function newFileFor({ kind, name = '', sources }: Draft, near: vscode.Uri | undefined): vscode.Uri | undefined {
  const whole = sources.find(({ source }) => source.from === 'folder')?.uri;
  const beside = whole ?? near;
  const folder = beside ? vscode.Uri.joinPath(beside, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder && vscode.Uri.joinPath(folder, `${name}.${kind.toLowerCase()}.yaml`);
}

/** Those that are seen first; also those that were never saved. */
function openYamlFiles(): readonly vscode.Uri[] {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const inOrder = [...tabs.filter(({ isActive }) => isActive), ...tabs.filter(({ isActive }) => !isActive)];
  const uris = new Map(
    inOrder.flatMap(({ input }) => {
      const uri = input instanceof vscode.TabInputText ? input.uri : undefined;
      return uri ? [[uri.toString(), uri] as const] : [];
    }),
  );
  // A tab that was not looked at since the start has no document yet.
  const languages = new Map(vscode.workspace.textDocuments.map(own => [own.uri.toString(), own.languageId]));
  return [...uris].flatMap(([key, uri]) => {
    const isYaml = languages.get(key) === 'yaml' || (!languages.has(key) && /\.ya?ml$/i.test(uri.path));
    const isFree = isYaml && !isKustomization(uri);
    return isFree && ['file', 'untitled', 'vscode-vfs'].includes(uri.scheme) ? uri : [];
  });
}

/** It must be the only document of its file. */
function isKustomization({ path }: vscode.Uri): boolean {
  return /\/(kustomization\.ya?ml|Kustomization)$/.test(path);
}

/** Asks only where there is a choice. */
async function pickUri(
  frame: Frame,
  placeholder: string,
  uris: readonly vscode.Uri[],
  place: (uri: vscode.Uri) => Draft,
): Promise<Draft | Stay> {
  const [only, ...others] = uris;
  if (only && others.length === 0) return place(only);
  const choices = uris.map(uri => ({
    label: nameOf(uri),
    description: vscode.workspace.asRelativePath(uri),
    choose: () => place(uri),
  }));
  const answer = await pick<Draft>(frame, { placeholder, choices: () => choices });
  return isAway(answer) ? stay : answer;
}

async function pickObject(frame: Frame, draft: Draft, objects: CreatePlacesResult['objects']): Promise<Draft | Stay> {
  const choices = objects.map(({ uri, object, keys }) => ({
    label: object.name || `a ${draft.kind} without a name`,
    description: [
      ...(object.namespace === undefined ? [] : [`in ${object.namespace}`]),
      `${describe(uri)}, ${keys === 1 ? '1 key' : `${keys} keys`}`,
    ].join(', '),
    choose: (): Draft => ({
      ...draft,
      place: { to: 'object', uri: vscode.Uri.parse(uri, true), object },
      replace: [],
    }),
  }));
  const placeholder = `Merge into which ${draft.kind}?`;
  const answer = await pick<Draft>(frame, { placeholder, choices: () => choices, active: draft.name });
  return isAway(answer) ? stay : answer;
}

function optionChoices(
  engine: Engine,
  draft: Draft,
  frame: Frame,
  change: (next: Draft) => void,
): readonly Choice<Draft>[] {
  const { name = '', namespace, hash } = draft;
  return [
    {
      label: '$(symbol-namespace) Namespace',
      description: namespace === '' ? 'none' : namespace,
      choose: async (): Promise<Stay> => {
        const answer = await type(frame, {
          prompt: 'Namespace, may be empty',
          value: namespace,
          refuse: text => engine.nameRefusal(draft, name, text),
        });
        if (!isAway(answer)) change({ ...draft, namespace: answer });
        return stay;
      },
    },
    {
      label: '$(symbol-key) Append a hash to the name',
      description: hash ? 'on' : 'off',
      choose: async (): Promise<Stay> => {
        const next = { ...draft, hash: !hash };
        const refusal = await engine.nameRefusal(next, name, namespace);
        if (refusal === undefined) change(next);
        else vscode.window.showErrorMessage(refusal);
        return stay;
      },
    },
  ];
}
