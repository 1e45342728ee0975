/** What a Secret of a type that Kubernetes knows is made of: its keys are known, so it is asked for them one by one. */
import * as vscode from 'vscode';
import type { CreateSource } from '../../../../server/src/protocol.js';
import { type Draft, nameOf, type SecretType, type Source } from './draft.js';
import type { Engine } from './engine.js';
import { literalSource, readFile } from './readSources.js';
import { type Away, type Frame, isAway, pick, type Stay, type Step, stay, type } from './steps.js';

const types: readonly { readonly type: SecretType; readonly detail: string }[] = [
  { type: 'generic', detail: 'Files, folders, env files, literals, with any keys' },
  { type: 'tls', detail: 'A certificate and its private key' },
  { type: 'docker-registry', detail: 'An account at an image registry' },
  { type: 'basic-auth', detail: 'User name and password' },
  { type: 'ssh-auth', detail: 'A private key for SSH' },
];

const manyFiles = 100;

export const askType: Step<Draft> = {
  isNeeded: ({ kind }) => kind === 'Secret',
  ask: (draft, frame) =>
    pick<Draft>(frame, {
      placeholder: 'What kind of Secret?',
      active: draft.type,
      choices: () =>
        types
          // Files that were selected are to be used.
          .filter(({ type: own }) => draft.given.length === 0 || own !== 'basic-auth')
          .map(({ type: own, detail }) => ({
            label: own,
            detail,
            choose: () => (own === draft.type ? draft : { ...draft, type: own, sources: [] }),
          })),
    }),
};

export function secretSteps(engine: Engine): readonly Step<Draft>[] {
  return [
    fileStep('tls', 'tls.crt', 'Certificate, PEM', '**/*.{crt,pem,cer,cert}', noRefusal),
    fileStep('tls', 'tls.key', 'Private key of the certificate, PEM', '**/*.{key,pem}', draft => engine.refusal(draft)),
    registryKind,
    fileStep(
      'docker-registry',
      '.dockerconfigjson',
      'A config.json of Docker',
      '**/{config,.dockerconfig}*json',
      draft => engine.refusal(draft),
    ),
    ...accountSteps,
    literalStep('username', 'User name', 'shown'),
    literalStep('password', 'Password', 'hidden'),
    fileStep('ssh-auth', 'ssh-privatekey', 'Private key', '**/{id_*,*.pem,*.key}', draft => engine.refusal(draft)),
  ];
}

async function noRefusal(): Promise<undefined> {
  return undefined;
}

/** With the same key there is only one source. */
function withSource(draft: Draft, own: Source): Draft {
  const others = draft.sources.filter(({ label }) => label !== own.label);
  return { ...draft, sources: [...others, own] };
}

function fileStep(
  type: SecretType,
  key: string,
  placeholder: string,
  pattern: string,
  refuse: (draft: Draft) => Promise<string | undefined>,
): Step<Draft> {
  return {
    isNeeded: draft => draft.type === type && (type !== 'docker-registry' || draft.registry === 'file'),
    ask: async (draft, frame) => {
      const take = async (uri: vscode.Uri | undefined): Promise<Draft | Stay> => {
        if (!uri) return stay;
        try {
          const next = withSource(draft, await readFile(uri, key));
          const refusal = await refuse(next);
          if (refusal === undefined) return next;
          throw new Error(refusal);
        } catch (error) {
          vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
          return stay;
        }
      };
      const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', manyFiles);
      const given = draft.given.map(uri => uri.toString());
      const others = found.filter(uri => !given.includes(uri.toString())).sort((a, b) => (a.path < b.path ? -1 : 1));
      const browse = async () =>
        take((await vscode.window.showOpenDialog({ openLabel: 'Choose', title: placeholder }))?.[0]);
      return pick<Draft>(frame, {
        placeholder,
        choices: () => [
          ...[...draft.given, ...others].map(uri => ({
            label: nameOf(uri),
            description: vscode.workspace.asRelativePath(uri),
            choose: () => take(uri),
          })),
          { label: '$(folder-opened) Browse…', choose: browse },
        ],
      });
    },
  };
}

const registryKind: Step<Draft> = {
  isNeeded: ({ type }) => type === 'docker-registry',
  ask: (draft, frame) =>
    pick<Draft>(frame, {
      placeholder: 'Where is the account?',
      active: draft.given.length > 0 ? 'In a config.json of Docker' : undefined,
      choices: () => [
        { label: 'Type it in', choose: () => ({ ...draft, registry: 'account' }) },
        { label: 'In a config.json of Docker', choose: () => ({ ...draft, registry: 'file' }) },
      ],
    }),
};

type Account = Extract<CreateSource, { readonly from: 'registry' }>;

const defaultServer = 'https://index.docker.io/v1/';

const accountSteps: readonly Step<Draft>[] = [
  accountStep('server', 'Registry', 'needed'),
  accountStep('username', 'User name', 'needed'),
  accountStep('password', 'Password', 'needed'),
  accountStep('email', 'Email, may be empty', 'optional'),
];

function accountStep(field: Exclude<keyof Account, 'from'>, prompt: string, need: 'needed' | 'optional'): Step<Draft> {
  return {
    isNeeded: ({ type, registry }) => type === 'docker-registry' && registry === 'account',
    ask: async (draft, frame) => {
      const account = accountOf(draft);
      const value = await typeValue(frame, prompt, account[field], field === 'password', need);
      if (isAway(value)) return value;
      const source: Account = { ...account, [field]: value };
      return { ...draft, sources: [{ source, label: 'account', description: 'registry' }] };
    },
  };
}

function accountOf({ sources }: Draft): Account {
  const known = sources.find(({ source }) => source.from === 'registry')?.source;
  if (known?.from === 'registry') return known;
  return { from: 'registry', server: defaultServer, username: '', password: '', email: '' };
}

function literalStep(key: string, prompt: string, show: 'shown' | 'hidden'): Step<Draft> {
  return {
    isNeeded: ({ type }) => type === 'basic-auth',
    ask: async (draft, frame) => {
      const known = draft.sources.find(({ label }) => label === key)?.source;
      const value = await typeValue(
        frame,
        prompt,
        known?.from === 'literal' ? known.value : '',
        show === 'hidden',
        'optional',
      );
      return isAway(value) ? value : withSource(draft, literalSource(key, value));
    },
  };
}

function typeValue(
  frame: Frame,
  prompt: string,
  value: string,
  isSecret: boolean,
  need: 'needed' | 'optional',
): Promise<string | Away> {
  return type(frame, {
    prompt,
    value,
    isSecret,
    refuse: text => (text === '' && need === 'needed' ? `${prompt} must not be empty` : undefined),
  });
}
