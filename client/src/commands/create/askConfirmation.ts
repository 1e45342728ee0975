/** The last questions: what happens to keys that have another value, and whether the text is as it is wanted. */
import * as vscode from 'vscode';
import type { CreateWarning } from '../../../../server/src/protocol.js';
import { confirm, orSay } from './confirm.js';
import type { Draft } from './draft.js';
import type { Engine } from './engine.js';
import { type Plan, planOf } from './plan.js';
import type { Preview } from './preview.js';
import { back, type Choice, isAway, pickSeveral, type Stay, type Step, stay } from './steps.js';

/** Only where there are any, which is not known before the place is. */
export function askConflicts(engine: Engine): Step<Draft> {
  return {
    isNeeded: ({ place }) => place?.to === 'object' || place?.to === 'generator',
    ask: async (draft, frame) => {
      const plan = await orSay(planOf(engine, { ...draft, replace: [] }));
      if (!plan) return back;
      const { conflicts } = plan;
      if (conflicts.length === 0) return { passed: { ...draft, replace: [] } };
      const choices = conflicts.map(key => ({ label: key, value: key, picked: draft.replace.includes(key) }));
      const placeholder = 'These keys have another value there: replace which of them?';
      const answer = await pickSeveral<string>(frame, { placeholder, choices });
      return isAway(answer) ? answer : { ...draft, replace: answer };
    },
  };
}

/** Carries the plan out, too. */
export function askConfirmation(engine: Engine, preview: Preview, id: string): Step<Draft> {
  return {
    ask: async (start, frame) => {
      let draft = start;
      let plan: Plan | undefined;
      return confirm<Draft>(frame, {
        preview,
        id,
        find: async () => {
          plan = await planOf(engine, draft);
          return plan;
        },
        done: () => draft,
        more: again => {
          const changing = (next: Draft): Promise<Stay> => {
            draft = next;
            return again();
          };
          return plan ? textChoices(draft, plan, changing) : [];
        },
      });
    },
  };
}

/** What kubectl quotes, and what can be done about it. */
function textChoices(
  draft: Draft,
  { warnings, canTrim }: Plan,
  again: (next: Draft) => Promise<Stay>,
): readonly Choice<Draft>[] {
  if (draft.place?.to === 'generator') return [];
  const isReadable = draft.form === 'readable';
  const isTrimmed = draft.lineEnds === 'trimmed';
  const avoidable = warnings.some(warning => warning.isAvoidable);
  return [
    ...(warnings.length > 0 ? [{ label: 'Good to Know', kind: vscode.QuickPickItemKind.Separator }] : []),
    ...warnings.map(({ message }: CreateWarning) => ({
      label: `$(info) ${message}`,
      choose: (): Stay => stay,
    })),
    ...(avoidable || isReadable || canTrim || isTrimmed
      ? [{ label: 'Text', kind: vscode.QuickPickItemKind.Separator }]
      : []),
    ...(avoidable || isReadable
      ? [
          {
            label: '$(word-wrap) Readable lines in place of quotes',
            description: isReadable ? 'on' : 'off',
            detail: 'The content stays the same, only kubectl would write it otherwise',
            choose: () => again({ ...draft, form: isReadable ? 'kubectl' : 'readable' }),
          },
        ]
      : []),
    ...(canTrim || isTrimmed
      ? [
          {
            label: '$(whitespace) Remove blanks at the ends of lines',
            description: isTrimmed ? 'on' : 'off',
            detail: 'Changes the content: trailing blanks, tabs and carriage returns are lost',
            choose: () => again({ ...draft, lineEnds: isTrimmed ? 'kept' : 'trimmed' }),
          },
        ]
      : []),
  ];
}
