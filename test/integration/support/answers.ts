/** Questions that the extension asks in a dialog, answered by the test: nobody sees the dialog. */
import * as vscode from 'vscode';

interface Asking {
  showWarningMessage: unknown;
}

/** Runs `run`, with `answer` to every question, and gives the questions. */
export async function answering(answer: string | undefined, run: () => Promise<void>): Promise<readonly string[]> {
  const asked: string[] = [];
  const asking = vscode.window as unknown as Asking;
  const { showWarningMessage } = asking;
  asking.showWarningMessage = async (question: string) => {
    asked.push(question);
    return answer;
  };
  try {
    await run();
  } finally {
    asking.showWarningMessage = showWarningMessage;
  }
  return asked;
}
