/** The last questions: what happens to keys that have another value, and whether what is shown is to be done. */
import * as vscode from 'vscode';
import type { CreateWarning } from '../../../../server/src/protocol.js';
import type { Draft } from './draft.js';
import type { Engine } from './engine.js';
import { type Plan, planOf } from './plan.js';
import type { Preview } from './preview.js';
import { back, type Choice, isAway, pick, pickSeveral, type Stay, type Step, stay } from './steps.js';

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

/** Carries the plan out, too: what fails leaves the question open. */
export function askConfirmation(engine: Engine, preview: Preview, id: string): Step<Draft> {
  return {
    ask: async (start, frame) => {
      let draft = start;
      const first = await orSay(planOf(engine, draft));
      if (!first) return back;
      let plan = first;
      await preview.show(id, plan.shown);
      const again = async (next: Draft): Promise<Stay> => {
        plan = await planOf(engine, next);
        draft = next;
        await preview.show(id, plan.shown);
        return stay;
      };
      const carryOut = async (): Promise<Draft | Stay> => {
        try {
          const outcome = await plan.carryOut();
          if (outcome === 'done') return draft;
          if (outcome === 'left') return stay;
          vscode.window.showWarningMessage(`${plan.shown.fileName} was changed in between: look at it again`);
          return await again(draft);
        } catch (error) {
          vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
          return stay;
        }
      };
      return pick<Draft>(frame, {
        placeholder: 'This is what it would be',
        choices: () => [{ label: `$(check) ${plan.title}`, choose: carryOut }, ...textChoices(draft, plan, again)],
      });
    },
  };
}

/** Says why it cannot be; there is nothing to confirm then. */
async function orSay<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
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
