/**
 * Keeps the committed versions of open files in step with the last commit. Somebody else can show them, and may take
 * its time: nobody waits for an answer, and one that comes too late counts for nothing.
 */

/** Who learns of them. */
export interface CommittedReader {
  hasImmutableFields(uri: string): boolean;
  setCommitted(uri: string, text: string | undefined): void;
}

export type ShowCommitted = (uri: string) => Promise<string | undefined>;

export class CommittedTexts {
  readonly #reader: CommittedReader;
  readonly #show: ShowCommitted;
  readonly #onNews: () => void;
  /** By file: the number of the last question, and what was answered so far. */
  readonly #asked = new Map<string, { readonly question: number; readonly text: string | undefined }>();
  #questions = 0;

  /** `onNews`: what was said of some file may be wrong now. */
  constructor(reader: CommittedReader, show: ShowCommitted, onNews: () => void) {
    this.#reader = reader;
    this.#show = show;
    this.#onNews = onNews;
  }

  /** Asks once, and only for a file about which the answer may say something. */
  want(uri: string): void {
    if (!this.#asked.has(uri) && this.#reader.hasImmutableFields(uri)) this.#ask(uri);
  }

  forget(uri: string): void {
    this.#asked.delete(uri);
  }

  askAgain(): void {
    for (const uri of [...this.#asked.keys()]) this.#ask(uri);
  }

  #ask(uri: string): void {
    const question = ++this.#questions;
    this.#asked.set(uri, { question, text: this.#asked.get(uri)?.text });
    this.#show(uri).then(
      text => this.#answered(uri, question, text),
      // Whoever cannot show it knows of none.
      () => this.#answered(uri, question, undefined),
    );
  }

  #answered(uri: string, question: number, text: string | undefined): void {
    const asked = this.#asked.get(uri);
    if (asked?.question !== question) return;
    this.#asked.set(uri, { question, text });
    if (asked.text === text) return;
    this.#reader.setCommitted(uri, text);
    this.#onNews();
  }
}
