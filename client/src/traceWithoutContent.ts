/**
 * What the log says of the talk with the server, when somebody asks for it: what was asked and when it was answered. Not
 * what was sent, however it is set up: that is whole manifests and values of Secrets, and logs are handed on.
 */
import type * as vscode from 'vscode';

const leftOut = ' (its content is never logged: it may be secret)';

/** The same log, with traces that keep to that. */
export function traceWithoutContent(log: vscode.LogOutputChannel): vscode.LogOutputChannel {
  return Object.create(log, {
    trace: { value: (message: string) => log.trace(withoutContent(message)) },
  });
}

/** The first line says what it is; what follows is what was sent. As JSON, all is one line. */
export function withoutContent(message: string): string {
  const sent = asJson(message);
  if (sent !== undefined) return `${sent}${leftOut}`;
  const end = message.search(/[\r\n]/);
  return end < 0 ? message : message.slice(0, end) + leftOut;
}

interface Sent {
  readonly type?: unknown;
  readonly message?: { readonly method?: unknown; readonly id?: unknown };
}

function asJson(message: string): string | undefined {
  if (!message.startsWith('{')) return undefined;
  try {
    const { type, message: { method, id } = {} } = JSON.parse(message) as Sent;
    return [type, method, id].filter(word => typeof word === 'string' || typeof word === 'number').join(' ');
  } catch {
    return 'unreadable';
  }
}
