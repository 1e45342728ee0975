/** How far the reading of the workspace is, for clients that can show it. */
import type { ClientCapabilities, Connection, WorkDoneProgressReporter } from 'vscode-languageserver';

/** A scan that takes longer, in milliseconds, is shown to the user. */
const unnoticed = 1000;
/** And so often. */
const betweenReports = 200;

/** Says how far the reading is, once it takes long enough to be noticed. */
export function shownProgress(connection: Connection, { window }: ClientCapabilities) {
  let next = performance.now() + unnoticed;
  let shown: WorkDoneProgressReporter | undefined;
  let isAsked = false;
  let isDone = false;
  const say = (done: number, all: number) => `reading manifests (${done} of ${all})`;
  const show = async (done: number, all: number): Promise<void> => {
    const reporter = await connection.window.createWorkDoneProgress();
    reporter.begin('Kubewright', (100 * done) / all, say(done, all));
    shown = reporter;
    if (isDone) reporter.done();
  };
  return {
    report: (done: number, all: number): void => {
      if (!window?.workDoneProgress || performance.now() < next) return;
      next = performance.now() + betweenReports;
      shown?.report((100 * done) / all, say(done, all));
      if (isAsked) return;
      isAsked = true;
      // A client that cannot show it has no harm from that.
      show(done, all).catch(() => undefined);
    },
    done: (): void => {
      isDone = true;
      shown?.done();
    },
  };
}
