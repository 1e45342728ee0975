/** The moment of the failure as a slider over the drawing: dragged with the mouse, moved with the keys. */
import { duration } from '../../../../server/src/prober/duration.js';
import type { TimeScale } from '../../../../server/src/prober/timeScale.js';
import { element } from './element.js';

export interface HandleEvents {
  /** A new moment. While it is dragged, the drawing must keep its scale. */
  readonly onMoved: (time: number, how: 'dragged' | 'set') => void;
  readonly onReleased: () => void;
}

const step = 1;
const longStep = 10;

export class FailureHandle {
  /** Lies over the drawing. */
  readonly root: HTMLElement;
  /** Lies under the drawing, whose text stays whole. */
  readonly line = element('div', { class: 'failure-line' });
  readonly #grip: HTMLElement;
  readonly #label: HTMLElement;
  readonly #events: HandleEvents;
  #scale: TimeScale | undefined;
  #time = 0;
  #until = 0;

  constructor(events: HandleEvents) {
    this.#events = events;
    this.#label = element('span', { class: 'grip-label', 'aria-hidden': 'true' });
    this.#grip = element('div', { class: 'grip', role: 'slider', tabindex: '0', 'aria-valuemin': '0' }, this.#label);
    this.#grip.setAttribute('aria-label', 'The app fails at');
    this.#grip.title = 'Drag, or use the arrow keys';
    this.root = element('div', { class: 'failure' }, this.#grip);
    this.root.addEventListener('pointerdown', event => this.#grab(event));
    this.root.addEventListener('pointermove', event => {
      if (this.root.hasPointerCapture(event.pointerId)) this.#drag(event);
    });
    this.root.addEventListener('lostpointercapture', () => this.#release());
    this.#grip.addEventListener('keydown', event => this.#press(event));
  }

  /** `height` of what its line crosses. */
  show(time: number, until: number, scale: TimeScale, height: number): void {
    this.#scale = scale;
    this.#until = Math.floor(until);
    const x = scale.xOf(Math.min(time, until));
    this.#grip.style.left = `${x}px`;
    this.line.style.left = `${x}px`;
    this.line.style.height = `${height}px`;
    this.#grip.style.height = `${height}px`;
    this.#label.textContent = `↔ ${duration(time)}`;
    this.#grip.classList.toggle('at-end', x > (scale.left + scale.right) / 2);
    this.#grip.setAttribute('aria-valuemax', String(Math.max(this.#until, time)));
    this.#say(time);
  }

  /** At once: the drawing may follow later than the next key comes. */
  #say(time: number): void {
    this.#time = time;
    this.#grip.setAttribute('aria-valuenow', String(time));
    this.#grip.setAttribute('aria-valuetext', duration(time));
  }

  #grab(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#grip.focus();
    this.root.setPointerCapture(event.pointerId);
    this.root.classList.add('dragged');
    this.#drag(event);
  }

  #drag({ clientX }: PointerEvent): void {
    if (!this.#scale) return;
    const time = Math.round(this.#scale.timeAt(clientX - this.root.getBoundingClientRect().left));
    this.#events.onMoved(time, 'dragged');
  }

  #release(): void {
    this.root.classList.remove('dragged');
    this.#events.onReleased();
  }

  #press(event: KeyboardEvent): void {
    const moved = this.#movedBy(event);
    if (moved === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#say(Math.max(0, moved));
    this.#events.onMoved(this.#time, 'set');
  }

  #movedBy({ key, shiftKey }: KeyboardEvent): number | undefined {
    const by = shiftKey ? longStep : step;
    switch (key) {
      case 'ArrowLeft':
      case 'ArrowDown':
        return this.#time - by;
      case 'ArrowRight':
      case 'ArrowUp':
        return this.#time + by;
      case 'PageDown':
        return this.#time - longStep;
      case 'PageUp':
        return this.#time + longStep;
      case 'Home':
        return 0;
      case 'End':
        return this.#until;
      default:
        return undefined;
    }
  }
}
