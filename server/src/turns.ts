/** Who works when: requests first, long work in slices, and reading ahead only while nobody waits. Cancellation lives here. */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Longest stretch of work, in milliseconds, before other messages get their turn. */
const sliceLength = 8;
/** In milliseconds: nobody has typed for so long. */
const quietLength = 200;
/** Diagnostics wait for so many turns: a completion that was asked for with the same keystroke is answered first. */
const turnsForOthers = 3;

/** Collects what it is called with, and hands it to `work` when it has not been called for a while. */
export function whenQuiet<Item>(work: (items: ReadonlySet<Item>) => unknown): (item: Item) => void {
  let items = new Set<Item>();
  let timer: NodeJS.Timeout | undefined;
  return item => {
    items.add(item);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const collected = items;
      items = new Set();
      work(collected);
    }, quietLength);
  };
}

/** What comes within `milliseconds`, or `otherwise`: a slow disk is not waited for. */
export async function inTime<Item>(coming: Promise<Item>, milliseconds: number, otherwise: Item): Promise<Item> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Item>(resolve => {
    timer = setTimeout(() => resolve(otherwise), milliseconds);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** How a handler of a request is wrapped: see `answer` below. */
export type Answering = ReturnType<typeof takingTurns>['answer'];

/** Requests and the work in the background, one after the other: as long as somebody waits, nothing is read ahead. */
export function takingTurns() {
  let waiting = 0;
  let answers = 0;
  let began = performance.now();

  /** What `steps` give, letting other messages in after each slice. Stops early when nobody waits any more. */
  async function inTurns<Item>(
    steps: Iterable<Item>,
    token: Pick<CancellationToken, 'isCancellationRequested'>,
  ): Promise<readonly Item[]> {
    await letIn(turnsForOthers);
    const items: Item[] = [];
    let began = performance.now();
    if (token.isCancellationRequested) return items;
    for (const item of steps) {
      items.push(item);
      if (performance.now() - began < sliceLength) continue;
      await letIn(1);
      if (token.isCancellationRequested) return items;
      began = performance.now();
    }
    return items;
  }

  /** Where few processors are, an editor reads what it was answered only when we let go of ours. */
  async function letIn(turns: number): Promise<void> {
    const before = answers;
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
    if (answers !== before) await new Promise(resolve => setTimeout(resolve, 1));
  }

  /**
   * Wraps a handler so that a stale request costs nothing: waiting one turn of the event loop lets its
   * cancellation arrive before the work starts. Errors pass through; the connection logs them and answers
   * `InternalError`, and the server stays up.
   */
  function answer<Params, Result>(handler: (params: Params, token: CancellationToken) => Result | Promise<Result>) {
    return async (params: Params, token: CancellationToken): Promise<Result | ResponseError<never>> => {
      waiting++;
      try {
        await new Promise(setImmediate);
        if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
        const result = await handler(params, token);
        return token.isCancellationRequested ? new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled') : result;
      } finally {
        answers++;
        waiting--;
      }
    };
  }

  /** The same for a handler that is quick once `steps` are done: they are done in turns before it. */
  function answerAfter(steps: (uri: string) => Iterable<unknown>) {
    return <Params extends { readonly textDocument: { readonly uri: string } }, Result>(
      handler: (params: Params) => Result | Promise<Result>,
    ) =>
      answer(async (params: Params, token) => {
        await inTurns(steps(params.textDocument.uri), token);
        return token.isCancellationRequested ? undefined : handler(params);
      });
  }

  async function rest(): Promise<void> {
    do await new Promise(setImmediate);
    while (waiting > 0);
    began = performance.now();
  }

  return { answer, answerAfter, inTurns, pause: () => (performance.now() - began < sliceLength ? undefined : rest()) };
}
