/** The fields with which one chooses what the app does: when it answers, when it fails, how, and for how long. */
import { type Choices, type Chosen, type FailureKind, longest } from '../choices.js';
import { element } from './element.js';

const usualLength = 30;

const failureWords: Readonly<Record<FailureKind, string>> = {
  hangs: 'hangs',
  refuses: 'refuses connections',
  dependency: 'only readiness fails',
  nothing: 'does not fail',
};

export interface ControlEvents {
  readonly onChosen: (chosen: Chosen) => void;
  readonly onReset: () => void;
}

export class Controls {
  readonly root: HTMLElement;
  readonly #startsIn: HTMLInputElement;
  readonly #failsAt: HTMLInputElement;
  readonly #lasts: HTMLInputElement;
  readonly #how: HTMLSelectElement;
  readonly #ends: HTMLSelectElement;
  readonly #reset: HTMLButtonElement;
  /** What only counts for an app that fails. */
  readonly #ofFailure: readonly HTMLElement[];
  readonly #lastsField: HTMLElement;

  /** `id` makes the names of the fields unique on the page. */
  constructor(id: string, { onChosen, onReset }: ControlEvents) {
    this.#startsIn = secondsInput(`${id}-starts`, startsIn => onChosen({ startsIn }));
    this.#failsAt = secondsInput(`${id}-fails`, failsAt => onChosen({ failsAt }));
    this.#lasts = secondsInput(`${id}-lasts`, lasts => onChosen({ lasts }));
    this.#how = choice<FailureKind>(`${id}-how`, failureWords, how => onChosen({ how }));
    this.#ends = choice(`${id}-ends`, { never: 'for good', later: 'for a while' }, ends =>
      onChosen({ lasts: ends === 'never' ? 'forever' : usualLength }),
    );
    this.#reset = element('button', { type: 'button', class: 'reset' }, 'Reset');
    this.#reset.addEventListener('click', () => {
      onReset();
      this.#startsIn.focus();
    });
    this.#lastsField = field('Ends after', this.#lasts);
    const failsAtField = field('Fails at', this.#failsAt);
    const endsField = field('Lasts', this.#ends);
    this.#ofFailure = [failsAtField, endsField];
    this.root = element(
      'div',
      { class: 'controls', role: 'group', 'aria-label': 'What the app does' },
      field('App answers after', this.#startsIn),
      failsAtField,
      field('How', this.#how),
      endsField,
      this.#lastsField,
      this.#reset,
    );
  }

  show({ startsIn, how, failsAt, lasts }: Choices, offered: readonly FailureKind[], isUsual: boolean): void {
    setSeconds(this.#startsIn, startsIn);
    setSeconds(this.#failsAt, failsAt);
    setSeconds(this.#lasts, lasts === 'forever' ? usualLength : lasts);
    for (const option of this.#how.options) {
      option.hidden = !offered.some(one => one === option.value);
      option.disabled = option.hidden;
    }
    this.#how.value = how;
    this.#ends.value = lasts === 'forever' ? 'never' : 'later';
    for (const shown of this.#ofFailure) shown.hidden = how === 'nothing';
    this.#lastsField.hidden = how === 'nothing' || lasts === 'forever';
    this.#reset.disabled = isUsual;
  }
}

function field(label: string, input: HTMLInputElement | HTMLSelectElement): HTMLElement {
  const name = element('label', { for: input.id }, label);
  if (input instanceof HTMLSelectElement) return element('div', { class: 'field' }, name, input);
  name.append(element('span', { class: 'only-read' }, ' (in seconds)'));
  const unit = element('span', { class: 'unit', 'aria-hidden': 'true' }, 's');
  return element('div', { class: 'field' }, name, element('div', { class: 'amount' }, input, unit));
}

/** Takes over what is typed as soon as it is a number that can be. */
function secondsInput(id: string, onChosen: (seconds: number) => void): HTMLInputElement {
  const input = element('input', { id, type: 'number', min: '0', max: String(longest), step: '1', required: '' });
  input.addEventListener('input', () => {
    input.setAttribute('aria-invalid', String(!input.validity.valid));
    if (input.validity.valid) onChosen(input.valueAsNumber);
  });
  return input;
}

/** What is being typed is left alone. */
function setSeconds(input: HTMLInputElement, seconds: number): void {
  const isTyped = document.activeElement === input && !(input.validity.valid && input.valueAsNumber !== seconds);
  if (isTyped) return;
  input.value = String(seconds);
  input.setAttribute('aria-invalid', 'false');
}

function choice<Value extends string>(
  id: string,
  words: Readonly<Record<Value, string>>,
  onChosen: (value: Value) => void,
): HTMLSelectElement {
  const values = Object.keys(words) as Value[];
  const select = element('select', { id }, ...values.map(value => element('option', { value }, words[value])));
  select.addEventListener('change', () => {
    const value = values.find(one => one === select.value);
    if (value) onChosen(value);
  });
  return select;
}
