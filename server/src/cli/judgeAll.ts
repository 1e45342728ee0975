/** Judges many files, on several threads where that is worth their start. The order of the results is that of the files. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Schemas } from '../schema/schemas.js';
import type { FileResult } from './found.js';
import { createJudge, type Facts, type Plan } from './judge.js';
import type { Asked } from './targets.js';

/** A thread reads the schemas anew: for fewer files one is faster. */
const fewFiles = 200;
const mostThreads = 8;
const batchSize = 40;

/** `program` is the file that runs `judgeInThread` when it is not the main thread. */
export async function judgeAll(
  schemas: Schemas,
  plan: Plan,
  asked: readonly Asked[],
  program: string,
  onProgress: (done: number) => void,
): Promise<readonly FileResult[]> {
  const threads = Math.min(mostThreads, threadsWanted(), Math.ceil(asked.length / batchSize));
  if (asked.length <= fewFiles || threads < 2) return judgeHere(schemas, plan, asked, onProgress);
  const batches: Batch[] = [];
  for (let first = 0; first < asked.length; first += batchSize) {
    batches.push({ first, asked: asked.slice(first, first + batchSize) });
  }
  const results: FileResult[] = [];
  let done = 0;
  const onDone = ({ first, results: part }: BatchResult) => {
    for (const [i, result] of part.entries()) results[first + i] = result;
    done += part.length;
    onProgress(done);
  };
  const workers = Array.from({ length: threads }, () => new Worker(program, { workerData: plan }));
  try {
    await work(workers, plan, batches, onDone);
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()));
  }
  return results;
}

/** The environment may say how many, for machines that promise more than they have. */
function threadsWanted(): number {
  const wanted = Number(process.env['KUBEWRIGHT_THREADS']);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : availableParallelism();
}

function judgeHere(
  schemas: Schemas,
  plan: Plan,
  asked: readonly Asked[],
  onProgress: (done: number) => void,
): readonly FileResult[] {
  const { learn, complete, judge } = createJudge(schemas, plan);
  learn(plan.known);
  complete([]);
  return asked.map((one, i) => {
    const result = judge(one);
    onProgress(i + 1);
    return result;
  });
}

interface Batch {
  readonly first: number;
  readonly asked: readonly Asked[];
}

interface BatchResult {
  readonly first: number;
  readonly results: readonly FileResult[];
}

/** What a thread is told, and answers: each request has one answer. */
type Request =
  | { readonly kind: 'learn'; readonly paths: readonly string[] }
  | { readonly kind: 'complete'; readonly facts: Facts }
  | ({ readonly kind: 'judge' } & Batch);

/** Each thread learns a share of what must be known, all get to know everything, and then they take batches. */
async function work(
  workers: readonly Worker[],
  plan: Plan,
  batches: Batch[],
  onDone: (result: BatchResult) => void,
): Promise<void> {
  const shares = workers.map((_, n) => plan.known.filter((_, i) => i % workers.length === n));
  const learnt = await Promise.all(
    workers.map((worker, n) => ask<Facts>(worker, { kind: 'learn', paths: shares[n] ?? [] })),
  );
  await Promise.all(
    workers.map(async (worker, n) => {
      await ask(worker, { kind: 'complete', facts: learnt.filter((_, i) => i !== n).flat() });
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        onDone(await ask<BatchResult>(worker, { kind: 'judge', ...batch }));
      }
    }),
  );
}

function ask<Answer>(worker: Worker, request: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const forget = () => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    const onMessage = (answer: Answer) => {
      forget();
      resolve(answer);
    };
    const onError = (error: unknown) => {
      forget();
      reject(error);
    };
    const onExit = (code: number) => onError(new Error(`a thread ended with ${code}`));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(request);
  });
}

/** What such a thread does. */
export function judgeInThread(schemas: Schemas): void {
  const { learn, complete, judge } = createJudge(schemas, workerData as Plan);
  parentPort?.on('message', (request: Request) => {
    switch (request.kind) {
      case 'learn':
        return parentPort?.postMessage(learn(request.paths));
      case 'complete':
        return parentPort?.postMessage(complete(request.facts));
      case 'judge':
        return parentPort?.postMessage({ first: request.first, results: request.asked.map(judge) });
    }
  });
}
