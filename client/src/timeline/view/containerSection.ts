/** One container on the page: its probes, the drawing with the handle over it, the fields, and the story in words. */
import { timelineDrawing } from '../../../../server/src/prober/drawing.js';
import { duration } from '../../../../server/src/prober/duration.js';
import type { Probes } from '../../../../server/src/prober/probe.js';
import { timelineScale } from '../../../../server/src/prober/timeScale.js';
import { tell } from '../../../../server/src/prober/words.js';
import type { TimelineProbe } from '../../../../server/src/protocol.js';
import { type Chosen, failuresFor, playOut } from '../choices.js';
import type { PicturedContainer } from '../picture.js';
import { Controls } from './controls.js';
import { drawingOf, element, oncePerFrame, setLine, setText } from './element.js';
import { FailureHandle } from './failureHandle.js';
import { themePalette } from './palette.js';

/** Narrower than that, the page scrolls. */
const leastWidth = 200;
const mostSentences = 24;

export interface SectionEvents {
  readonly onChosen: (chosen: Chosen) => void;
  readonly onReveal: (line: number) => void;
}

export class ContainerSection {
  readonly root: HTMLElement;
  readonly #events: SectionEvents;
  readonly #name: HTMLElement;
  readonly #stale: HTMLElement;
  readonly #probes: HTMLElement;
  readonly #drawing: HTMLElement;
  readonly #figure: HTMLElement;
  readonly #handle: FailureHandle;
  readonly #controls: Controls;
  readonly #story: HTMLElement;
  readonly #body: HTMLElement;
  readonly #draw = oncePerFrame(() => this.#drawNow());
  #container: PicturedContainer | undefined;
  #chosen: Chosen = {};
  /** Of the story that is shown; it stays as long as the handle is dragged. */
  #length = 0;
  #isDragged = false;

  constructor(id: string, events: SectionEvents) {
    this.#events = events;
    this.#name = element('h2', { id: `${id}-name` });
    this.#stale = element('p', { class: 'stale-reason', role: 'status' });
    this.#probes = element('ul', { class: 'probes' });
    this.#drawing = element('div', { class: 'drawing' });
    this.#handle = new FailureHandle({
      onMoved: (failsAt, how) => {
        this.#setDragged(how === 'dragged');
        this.#choose({ failsAt });
      },
      onReleased: () => {
        this.#setDragged(false);
        this.#draw();
      },
    });
    this.#figure = element('div', { class: 'figure' }, this.#handle.line, this.#drawing, this.#handle.root);
    this.#controls = new Controls(id, {
      onChosen: chosen => this.#choose(chosen),
      onReset: () => this.#setChosen({}),
    });
    this.#story = element('ol', { class: 'story', 'aria-live': 'polite', 'aria-label': 'What happens' });
    this.#body = element('div', { class: 'body' }, this.#figure, this.#controls.root, this.#story);
    const head = element('header', {}, this.#name, this.#stale);
    this.root = element('section', { 'aria-labelledby': this.#name.id }, head, this.#probes, this.#body);
    new ResizeObserver(this.#draw).observe(this.#figure);
  }

  show(container: PicturedContainer, chosen: Chosen, isSelected: boolean): void {
    this.#container = container;
    this.#chosen = chosen;
    setText(this.#name, container.name ?? 'container without a name');
    this.root.classList.toggle('selected', isSelected);
    this.#body.hidden = container.probes.length === 0;
    const rows = container.probes.map(probe => this.#rowOf(probe));
    this.#probes.replaceChildren(...(rows.length > 0 ? rows : [element('li', { class: 'faint' }, 'no probe')]));
    this.#draw();
  }

  /** Told by the page, which waits a moment: while one types, much is broken and whole again at once. */
  markStale(reason: string | undefined): void {
    setLine(this.#stale, reason);
    this.root.classList.toggle('stale', reason !== undefined);
  }

  #rowOf({ kind, asks, numbers, line }: TimelineProbe): HTMLElement {
    const link = element('button', { type: 'button', class: 'link', title: `Go to line ${line + 1}` }, `${kind}Probe`);
    link.addEventListener('click', () => this.#events.onReveal(line));
    const { failureThreshold: failures, periodSeconds } = numbers;
    const pace = `every ${duration(periodSeconds)}, ${failures} ${failures === 1 ? 'failure' : 'failures'}`;
    return element('li', {}, link, ' ', element('code', {}, asks), ' ', element('span', { class: 'faint' }, pace));
  }

  #choose(chosen: Chosen): void {
    this.#setChosen({ ...this.#chosen, ...chosen });
  }

  #setChosen(chosen: Chosen): void {
    this.#chosen = chosen;
    this.#events.onChosen(chosen);
    this.#draw();
  }

  /** Nobody wants to hear every second on the way. */
  #setDragged(isDragged: boolean): void {
    this.#isDragged = isDragged;
    this.#story.setAttribute('aria-live', isDragged ? 'off' : 'polite');
  }

  #drawNow(): void {
    const container = this.#container;
    if (!container || container.probes.length === 0) return;
    const probes: Probes = Object.fromEntries(container.probes.map(({ kind, numbers }) => [kind, numbers]));
    const length = this.#isDragged ? this.#length : undefined;
    const { choices, behaviour, story, isCut } = playOut(probes, this.#chosen, container.restarts, length);
    this.#length = story.until;
    const width = Math.max(leastWidth, Math.floor(this.#figure.clientWidth));
    const title = `Probes of ${container.name ?? 'the container'} over time`;
    const lineAt = choices.how === 'nothing' ? undefined : Math.min(choices.failsAt, story.until);
    const options = { width, palette: themePalette, behaviour, title, failureMark: 'unnamed', lineAt } as const;
    const { svg, lanesEnd } = timelineDrawing(probes, story, options);
    this.#drawing.replaceChildren(drawingOf(svg));
    this.#handle.root.hidden = choices.how === 'nothing';
    this.#handle.show(choices.failsAt, story.until, timelineScale(story, width), this.#drawing.offsetTop + lanesEnd);
    this.#controls.show(choices, failuresFor(probes), Object.keys(this.#chosen).length === 0);
    const sentences = tell(probes, story, behaviour);
    this.#tell(isCut ? [...sentences, 'And so on'] : sentences);
  }

  /** Sentences that stay the same stay where they are: only what is new is read out. */
  #tell(sentences: readonly string[]): void {
    const shown =
      sentences.length > mostSentences ? [...sentences.slice(0, mostSentences - 1), 'And so on'] : sentences;
    while (this.#story.children.length > shown.length) this.#story.lastElementChild?.remove();
    for (const [i, sentence] of shown.entries()) {
      const item = this.#story.children[i];
      if (item instanceof HTMLElement) setText(item, sentence);
      else this.#story.append(element('li', {}, sentence));
    }
  }
}
