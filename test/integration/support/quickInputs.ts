/** Quick picks and input boxes that nobody sees, answered by the test one after the other. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** `pick` and `remove` name a choice by the beginning of what it says. */
export type Answer =
  /** `after`: what happens before it is picked. */
  | { readonly pick: string; readonly after?: () => Thenable<unknown> }
  | { readonly check: readonly string[] }
  | { readonly remove: string }
  | { readonly type: string }
  | 'back'
  | 'escape';

export interface Asked {
  /** `2/4 Name of the ConfigMap` */
  readonly question: string;
  /** What there was to choose from, as it is read. */
  readonly choices: readonly string[];
  /** The choice to begin with. */
  readonly active: string | undefined;
  readonly value: string;
  readonly isPassword: boolean;
  /** What was shown in the editor meanwhile. */
  readonly shown: string;
}

export interface Dialogue {
  readonly asked: readonly Asked[];
  /** What input boxes, errors and warnings said. */
  readonly said: readonly string[];
}

type Replaced = 'createQuickPick' | 'createInputBox' | 'showErrorMessage' | 'showWarningMessage';

/** Runs `run`; warnings with buttons are answered by `button`. */
export async function dialogue(
  answers: readonly Answer[],
  run: () => Thenable<unknown>,
  button?: string,
): Promise<Dialogue> {
  const asked: Asked[] = [];
  const said: string[] = [];
  const problems: string[] = [];
  const left = [...answers];
  const script: Script = {
    next: question => {
      asked.push(question);
      const answer = left.shift();
      if (answer === undefined) problems.push(`nobody answers ${question.question}: ${question.choices.join(', ')}`);
      return answer ?? 'escape';
    },
    say: message => {
      said.push(message);
    },
    miss: problem => {
      problems.push(problem);
    },
  };
  const real = vscode.window as unknown as Record<Replaced, unknown>;
  const { createQuickPick, createInputBox, showErrorMessage, showWarningMessage } = real;
  real.createQuickPick = () => new FakeInput(script, 'pick');
  real.createInputBox = () => new FakeInput(script, 'type');
  real.showErrorMessage = async (message: string) => {
    said.push(message);
  };
  real.showWarningMessage = async (message: string) => {
    said.push(message);
    return button;
  };
  try {
    await run();
  } finally {
    Object.assign(real, { createQuickPick, createInputBox, showErrorMessage, showWarningMessage });
  }
  assert.deepEqual(problems, []);
  assert.deepEqual(left, [], 'every answer is asked for');
  return { asked, said };
}

interface Script {
  next(question: Asked): Answer;
  say(message: string): void;
  miss(problem: string): void;
}

type Item = vscode.QuickPickItem;

class FakeInput {
  title = '';
  step = 0;
  totalSteps = 0;
  placeholder: string | undefined;
  prompt: string | undefined;
  value = '';
  password = false;
  canSelectMany = false;
  buttons: readonly vscode.QuickInputButton[] = [];
  activeItems: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  readonly #script: Script;
  readonly #kind: 'pick' | 'type';
  readonly #accept = new vscode.EventEmitter<void>();
  readonly #hide = new vscode.EventEmitter<void>();
  readonly #change = new vscode.EventEmitter<string>();
  readonly #button = new vscode.EventEmitter<vscode.QuickInputButton>();
  readonly #itemButton = new vscode.EventEmitter<vscode.QuickPickItemButtonEvent<Item>>();
  readonly onDidAccept = this.#accept.event;
  readonly onDidHide = this.#hide.event;
  readonly onDidChangeValue = this.#change.event;
  readonly onDidTriggerButton = this.#button.event;
  readonly onDidTriggerItemButton = this.#itemButton.event;
  #items: readonly Item[] = [];
  #isWaiting = false;

  constructor(script: Script, kind: 'pick' | 'type') {
    this.#script = script;
    this.#kind = kind;
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  set items(items: readonly Item[]) {
    this.#items = items;
    this.#answer();
  }

  set validationMessage(message: string | undefined) {
    if (message === undefined) return;
    this.#script.say(message);
    this.#isWaiting = true;
    this.#answer();
  }

  show(): void {
    this.#isWaiting = true;
    this.#answer();
  }

  dispose(): void {
    this.#isWaiting = false;
  }

  /** When the choices are there. Later, so that the command has done what it was doing. */
  #answer(): void {
    if (!this.#isWaiting || (this.#kind === 'pick' && this.#items.length === 0)) return;
    this.#isWaiting = false;
    setImmediate(async () => {
      const answer = this.#script.next(this.#question());
      if (typeof answer === 'object' && 'pick' in answer) await answer.after?.();
      this.#take(answer);
    });
  }

  #question(): Asked {
    return {
      question: `${this.step}/${this.totalSteps} ${this.prompt ?? this.placeholder ?? ''}`,
      choices: this.#items.map(textOf),
      active: this.activeItems.map(textOf)[0],
      value: this.value,
      isPassword: this.password,
      shown: shownText(),
    };
  }

  #take(answer: Answer): void {
    if (answer === 'escape') this.#hide.fire();
    else if (answer === 'back') this.#goBack();
    else if ('type' in answer) this.#type(answer.type);
    else if ('remove' in answer) this.#remove(answer.remove);
    else {
      const labels = 'check' in answer ? answer.check : [answer.pick];
      this.selectedItems = labels.map(label => this.#find(label));
      if (this.canSelectMany !== 'check' in answer) this.#script.miss(`${this.placeholder} is answered by ${labels}`);
      this.#accept.fire();
    }
  }

  #goBack(): void {
    if (!this.buttons.includes(vscode.QuickInputButtons.Back)) this.#script.miss(`no way back from ${this.title}`);
    this.#button.fire(vscode.QuickInputButtons.Back);
  }

  #type(text: string): void {
    if (this.#kind === 'pick') this.#script.miss(`${text} is typed where something is to be picked`);
    this.value = text;
    this.#change.fire(text);
    this.#accept.fire();
  }

  #remove(text: string): void {
    const item = this.#find(text);
    const [button] = item.buttons ?? [];
    this.#isWaiting = true;
    if (button) this.#itemButton.fire({ button, item });
  }

  #find(text: string): Item {
    const found = this.#items.find(item => textOf(item).startsWith(text));
    if (found) return found;
    this.#script.miss(`no ${text} among ${this.#items.map(textOf).join(', ')}`);
    setImmediate(() => this.#hide.fire());
    return { label: text };
  }
}

function textOf({ label, description }: Item): string {
  return [label.replace(/^\$\([\w-]+\) /, ''), ...(description ? [description] : [])].join(': ');
}

/** Of a diff, what it leads to. */
function shownText(): string {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri =
    input instanceof vscode.TabInputText
      ? input.uri
      : input instanceof vscode.TabInputTextDiff
        ? input.modified
        : undefined;
  const document = vscode.workspace.textDocuments.find(own => own.uri.toString() === uri?.toString());
  return document?.getText() ?? '';
}
