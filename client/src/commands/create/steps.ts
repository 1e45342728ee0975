/** Questions one after the other, with a way back to each. Knows quick picks and input boxes, not what is asked. */
import * as vscode from 'vscode';

export const back = Symbol('back');
export const cancel = Symbol('cancel');
/** What was chosen changes the choices, which are shown again. */
export const stay = Symbol('stay');
export type Away = typeof back | typeof cancel;
export type Stay = typeof stay;

/** There was nothing to ask: who goes back goes further back. */
export interface Passed<Draft> {
  readonly passed: Draft;
}

/** Where among the questions one is. */
export interface Frame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

export interface Step<Draft extends object> {
  isNeeded?(draft: Draft): boolean;
  /** The draft with the answer in it. */
  ask(draft: Draft, frame: Frame): Promise<Draft | Passed<Draft> | Away>;
}

export function isAway(answer: unknown): answer is Away {
  return answer === back || answer === cancel;
}

/** Who goes back finds what was answered. `undefined`: the user had enough. */
export async function runSteps<Draft extends object>(
  title: string,
  steps: readonly Step<Draft>[],
  start: Draft,
): Promise<Draft | undefined> {
  let draft = start;
  const asked: number[] = [];
  const isNeeded = (step: Step<Draft>) => step.isNeeded?.(draft) !== false;
  for (let at = 0; at < steps.length; ) {
    const step = steps[at];
    if (!step || !isNeeded(step)) {
      at++;
      continue;
    }
    const totalSteps = asked.length + steps.slice(at).filter(isNeeded).length;
    const answer = await step.ask(draft, { title, step: asked.length + 1, totalSteps });
    if (answer === back) {
      const last = asked.pop();
      if (last === undefined) return undefined;
      at = last;
      continue;
    }
    if (isAway(answer)) return undefined;
    if ('passed' in answer) draft = answer.passed;
    else {
      draft = answer;
      asked.push(at);
    }
    at++;
  }
  return draft;
}

export interface Choice<Value> extends vscode.QuickPickItem {
  choose?(): Value | Stay | Promise<Value | Stay>;
  /** By the button that `buttons` has for it. */
  remove?(): void;
}

export interface Picking<Value> {
  readonly placeholder: string;
  /** Asked again after each choice that changes them. */
  readonly choices: () => readonly Choice<Value>[] | Promise<readonly Choice<Value>[]>;
  /** The label of the one to begin with. */
  readonly active?: string | undefined;
  /** The label of the one to go on with when a choice has changed the choices; usually the same again. */
  readonly next?: string;
}

export function pick<Value>(
  frame: Frame,
  { placeholder, choices, active, next }: Picking<Value>,
): Promise<Value | Away> {
  return asking(vscode.window.createQuickPick<Choice<Value>>(), frame, (box, finish, fail) => {
    let isBusy = false;
    const refresh = async (label: string | undefined): Promise<void> => {
      const items = await choices();
      box.items = items;
      const first = items.find(item => item.label === label);
      if (first) box.activeItems = [first];
    };
    const take = async (item: Choice<Value> | undefined): Promise<void> => {
      if (isBusy || !item?.choose) return;
      isBusy = true;
      box.busy = true;
      const answer = await item.choose();
      if (answer !== stay) return finish(answer);
      await refresh(next ?? item.label);
      isBusy = false;
      box.busy = false;
      // Another question may have hidden it.
      box.show();
    };
    box.placeholder = placeholder;
    box.matchOnDescription = true;
    box.onDidAccept(() => take(box.selectedItems[0] ?? box.activeItems[0]).catch(fail));
    box.onDidTriggerItemButton(({ item }) => {
      item.remove?.();
      refresh(undefined).catch(fail);
    });
    box.onDidHide(() => {
      if (!isBusy) finish(cancel);
    });
    refresh(active).catch(fail);
  });
}

export interface PickingSeveral<Value> {
  readonly placeholder: string;
  readonly choices: readonly (vscode.QuickPickItem & { readonly value: Value })[];
}

/** Any number of them, also none. */
export function pickSeveral<Value>(
  frame: Frame,
  { placeholder, choices }: PickingSeveral<Value>,
): Promise<readonly Value[] | Away> {
  type Item = PickingSeveral<Value>['choices'][number];
  return asking<readonly Value[], vscode.QuickPick<Item>>(
    vscode.window.createQuickPick<Item>(),
    frame,
    (box, finish) => {
      box.canSelectMany = true;
      box.placeholder = placeholder;
      box.items = choices;
      box.selectedItems = choices.filter(({ picked }) => picked);
      box.onDidAccept(() => finish(box.selectedItems.map(({ value }) => value)));
      box.onDidHide(() => finish(cancel));
    },
  );
}

export interface Typing {
  readonly prompt: string;
  readonly value?: string | undefined;
  readonly placeholder?: string;
  /** Nobody may read along. */
  readonly isSecret?: boolean;
  /** Why `value` cannot be; asked while it is typed. */
  readonly refuse?: (value: string) => string | undefined | Promise<string | undefined>;
}

export function type(frame: Frame, { prompt, value, placeholder, isSecret, refuse }: Typing): Promise<string | Away> {
  return asking(vscode.window.createInputBox(), frame, (box, finish, fail) => {
    /** The last of the questions counts, in whatever order the answers come. */
    let asked = 0;
    const check = async (text: string): Promise<boolean> => {
      const own = ++asked;
      const reason = await refuse?.(text);
      if (own !== asked) return false;
      box.validationMessage = reason;
      return reason === undefined;
    };
    box.prompt = prompt;
    box.value = value ?? '';
    box.placeholder = placeholder;
    box.password = isSecret === true;
    box.onDidChangeValue(text => check(text).catch(fail));
    box.onDidAccept(async () => {
      const text = box.value;
      if (await check(text).catch(fail)) finish(text);
    });
    box.onDidHide(() => finish(cancel));
  });
}

/** Shows `box` until `finish` is called. */
function asking<Answer, Box extends vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] }>(
  box: Box & { onDidTriggerButton: vscode.Event<vscode.QuickInputButton> },
  { title, step, totalSteps }: Frame,
  ask: (box: Box, finish: (answer: Answer | Away) => void, fail: (error: unknown) => void) => void,
): Promise<Answer | Away> {
  return new Promise<Answer | Away>((resolve, reject) => {
    box.title = title;
    box.step = step;
    box.totalSteps = totalSteps;
    box.ignoreFocusOut = true;
    if (step > 1) box.buttons = [vscode.QuickInputButtons.Back];
    box.onDidTriggerButton(button => {
      if (button === vscode.QuickInputButtons.Back) resolve(back);
    });
    ask(box, resolve, reject);
    box.show();
  }).finally(() => box.dispose());
}
