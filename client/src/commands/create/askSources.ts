/** Asks what goes into a ConfigMap or a generic Secret: files, folders, env files, literals, a selection, the clipboard. */
import * as vscode from 'vscode';
import { type Draft, nameOf, type Source } from './draft.js';
import type { Engine } from './engine.js';
import { literalSource, readAll, readEnvFile, readFile, sizeOf, textSource } from './readSources.js';
import { back, type Choice, type Frame, isAway, pick, type Stay, type Step, stay, type } from './steps.js';

const toContinue = '$(arrow-right) Continue';

/** `selection`: as it was when the command was called. */
export function askSources(engine: Engine, selection: Selected | undefined): Step<Draft> {
  return {
    isNeeded: ({ type, given }) => type === 'generic' && given.length === 0,
    ask: async (draft, frame) => {
      let sources = [...draft.sources];
      const now = (): Draft => ({ ...draft, sources });
      const add = (find: () => Promise<readonly Source[]>) => async (): Promise<Stay> => {
        try {
          sources = [...(await checked(engine, now(), await find(), frame))];
        } catch (error) {
          vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
        }
        return stay;
      };
      return pick<Draft>(frame, {
        placeholder: `What goes into the ${draft.kind}?`,
        next: toContinue,
        choices: () => [
          ...(sources.length > 0 ? [{ label: toContinue, choose: now }] : []),
          ...sources.map(
            (own): Choice<Draft> => ({
              label: own.label,
              description: own.description,
              buttons: [{ iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Leave Out' }],
              remove: () => {
                sources = sources.filter(other => other !== own);
              },
            }),
          ),
          { label: 'Add', kind: vscode.QuickPickItemKind.Separator },
          { label: '$(file) Files…', choose: add(() => chooseFiles(sources)) },
          {
            label: '$(folder) Folder…',
            description: 'each file in it a key',
            choose: add(() => chooseFolder(sources)),
          },
          { label: '$(list-unordered) Env file…', description: 'each line a key', choose: add(chooseEnvFile) },
          { label: '$(edit) Literal…', choose: add(() => typeLiteral(engine, now(), frame)) },
          ...(selection
            ? [
                {
                  label: '$(selection) Selection',
                  description: `in ${selection.name}`,
                  choose: add(() => takeText(engine, now(), frame, selection.name, selection.text, 'selection')),
                },
              ]
            : []),
          { label: '$(clippy) Clipboard', choose: add(() => takeClipboard(engine, now(), frame)) },
          ...(sources.length === 0 ? [{ label: '$(arrow-right) Continue without keys', choose: now }] : []),
        ],
      });
    },
  };
}

export interface Selected {
  readonly name: string;
  readonly text: string;
}

/** All sources with those that are new, if the engine takes them. A file whose name is no key gets one. */
export async function checked(
  engine: Engine,
  draft: Draft,
  added: readonly Source[],
  frame: Frame,
): Promise<readonly Source[]> {
  let now = draft;
  for (const own of added) {
    const named = await withKey(engine, now, own, frame);
    if (named) now = { ...now, sources: [...now.sources, named] };
  }
  const refusal = await engine.refusal({ ...now, type: 'generic' });
  if (refusal !== undefined) throw new Error(refusal);
  return now.sources;
}

async function withKey(engine: Engine, draft: Draft, own: Source, frame: Frame): Promise<Source | undefined> {
  const { source, uri } = own;
  if (source.from !== 'file' || !uri) return own;
  if ((await engine.keyRefusal(draft, source.key)) === undefined) return own;
  const key = await type(frame, {
    prompt: `Key for ${nameOf(uri)}`,
    value: source.key,
    refuse: text => engine.keyRefusal(draft, text),
  });
  return isAway(key) ? undefined : readFile(uri, key);
}

async function chooseFiles(sources: readonly Source[]): Promise<readonly Source[]> {
  const uris = await vscode.window.showOpenDialog({ canSelectMany: true, openLabel: 'Add', title: 'Each file a key' });
  return readAll(uris ?? [], sizeOf(sources));
}

async function chooseFolder(sources: readonly Source[]): Promise<readonly Source[]> {
  const uris = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: 'Add',
    title: 'Each file in the folder a key',
  });
  return readAll(uris ?? [], sizeOf(sources));
}

async function chooseEnvFile(): Promise<readonly Source[]> {
  const uris = await vscode.window.showOpenDialog({ openLabel: 'Add', title: 'Each line of the file a key' });
  return Promise.all((uris ?? []).map(readEnvFile));
}

async function typeLiteral(engine: Engine, draft: Draft, frame: Frame): Promise<readonly Source[]> {
  // The first of two small questions can be gone back to from the second.
  for (let key = ''; ; ) {
    const named = await askKey(engine, draft, frame, key);
    if (named === undefined) return [];
    key = named;
    const value = await type(
      { ...frame, step: frame.step + 1 },
      { prompt: `Value of ${key}`, isSecret: draft.kind === 'Secret' },
    );
    if (value === back) continue;
    return isAway(value) ? [] : [literalSource(key, value)];
  }
}

async function takeText(
  engine: Engine,
  draft: Draft,
  frame: Frame,
  proposal: string,
  text: string,
  from: string,
): Promise<readonly Source[]> {
  const key = await askKey(engine, draft, frame, proposal);
  return key === undefined ? [] : [textSource(key, text, from)];
}

async function takeClipboard(engine: Engine, draft: Draft, frame: Frame): Promise<readonly Source[]> {
  const text = await vscode.env.clipboard.readText();
  if (text === '') throw new Error('The clipboard holds no text');
  return takeText(engine, draft, frame, '', text, 'clipboard');
}

async function askKey(engine: Engine, draft: Draft, frame: Frame, value: string): Promise<string | undefined> {
  const key = await type(frame, { prompt: 'Key', value, refuse: text => engine.keyRefusal(draft, text) });
  return isAway(key) ? undefined : key;
}
