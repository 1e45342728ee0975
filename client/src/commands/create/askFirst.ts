/** What is asked of everything: its name; and of what was selected before the command: how it is to be taken. */

import { checked, type Selected } from './askSources.js';
import { type Draft, nameOf, proposedName } from './draft.js';
import type { Engine } from './engine.js';
import { readAll, readEnvFile, textSource } from './readSources.js';
import { type Frame, isAway, pick, type Step, type } from './steps.js';

const envFile = /(^|\.)env(\.|$)/i;

/** Reads what was selected in the explorer. Of an env file nobody knows what is meant. */
export function askGiven(engine: Engine): Step<Draft> {
  return {
    isNeeded: ({ type: own, given }) => own === 'generic' && given.length > 0,
    ask: async (draft, frame) => {
      const { given } = draft;
      const envFiles = given.filter(uri => envFile.test(nameOf(uri)));
      const names = envFiles.map(nameOf).join(', ');
      const read = async (how: 'lines' | 'whole'): Promise<Draft> => {
        const isEnv = (uri: (typeof given)[number]) => how === 'lines' && envFiles.includes(uri);
        const whole = await readAll(
          given.filter(uri => !isEnv(uri)),
          0,
        );
        const lines = await Promise.all(given.filter(isEnv).map(readEnvFile));
        return { ...draft, sources: await checked(engine, { ...draft, sources: [] }, [...whole, ...lines], frame) };
      };
      if (envFiles.length === 0) return { passed: await read('whole') };
      return pick<Draft>(frame, {
        placeholder: `What is ${names}?`,
        choices: () => [
          { label: 'Each line a key', description: 'KEY=VALUE', choose: () => read('lines') },
          { label: 'One value', description: `of the key ${names}`, choose: () => read('whole') },
        ],
      });
    },
  };
}

export function askSelectionKey(engine: Engine, { name, text }: Selected): Step<Draft> {
  return {
    ask: async (draft, frame) => {
      const bare = { ...draft, sources: [] };
      const key = await type(frame, {
        prompt: 'Key of the selected text',
        value: draft.sources[0]?.label ?? name,
        refuse: own => engine.keyRefusal(bare, own),
      });
      return isAway(key) ? key : { ...bare, sources: [textSource(key, text, 'selection')] };
    },
  };
}

export function askName(engine: Engine): Step<Draft> {
  return {
    ask: async (draft: Draft, frame: Frame) => {
      const { kind, namespace } = draft;
      const name = await type(frame, {
        prompt: `Name of the ${kind}`,
        value: draft.name ?? proposedName(draft),
        refuse: own => (own === '' ? `The ${kind} needs a name` : engine.nameRefusal(draft, own, namespace)),
      });
      return isAway(name) ? name : { ...draft, name };
    },
  };
}
