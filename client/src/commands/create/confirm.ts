/** The last question: whether what is shown is to be done. What fails, or was overtaken, leaves it open. */
import * as vscode from 'vscode';
import type { Outcome } from './plan.js';
import type { Preview } from './preview.js';
import { type Away, back, type Choice, type Frame, pick, type Stay, stay } from './steps.js';

export interface Confirming<Value> {
  readonly preview: Preview;
  /** The place of the preview. */
  readonly id: string;
  /** What would be done now; asked again whenever something changed. */
  readonly find: () => Promise<Outcome>;
  readonly done: () => Value;
  /** Below the one that carries it out. */
  readonly more?: (again: () => Promise<Stay>) => readonly Choice<Value>[];
}

export async function confirm<Value>(
  frame: Frame,
  { preview, id, find, done, more }: Confirming<Value>,
): Promise<Value | Away> {
  const first = await orSay(find());
  if (!first) return back;
  let outcome = first;
  await preview.show(id, outcome.shown);
  const again = async (): Promise<Stay> => {
    outcome = await find();
    await preview.show(id, outcome.shown);
    return stay;
  };
  const carryOut = async (): Promise<Value | Stay> => {
    try {
      const result = await outcome.carryOut();
      if (result === 'done') return done();
      if (result === 'left') return stay;
      vscode.window.showWarningMessage(`${outcome.shown.fileName} was changed in between: look at it again`);
      return await again();
    } catch (error) {
      vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return stay;
    }
  };
  return pick<Value>(frame, {
    placeholder: 'The editor shows what would be written',
    choices: () => [{ label: `$(check) ${outcome.title}`, choose: carryOut }, ...(more?.(again) ?? [])],
  });
}

/** Says why it cannot be; there is nothing to confirm then. */
export async function orSay<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
