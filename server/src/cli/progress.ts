/** How far it is, on a terminal that somebody looks at; nowhere else. */

const everyMs = 100;

export class Progress {
  readonly #total: number;
  readonly #isShown = process.stderr.isTTY === true && !process.env['CI'];
  #last = performance.now();
  #written = false;

  constructor(total: number) {
    this.#total = total;
  }

  show(done: number): void {
    if (!this.#isShown || performance.now() - this.#last < everyMs) return;
    this.#last = performance.now();
    this.#written = true;
    process.stderr.write(`\r${done} of ${this.#total} files\u001b[K`);
  }

  end(): void {
    if (this.#written) process.stderr.write('\r\u001b[K');
  }
}
