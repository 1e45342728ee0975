// @ts-check
/** A reporter for node:test that writes one line of JSON for each test, and for whatever a test prints. */
import { basename, isAbsolute } from 'node:path';

/**
 * The default export is what node:test asks of a reporter.
 * @param {AsyncIterable<import('node:test').TestEvent>} events
 * @returns {AsyncGenerator<string>}
 */
export default async function* lineReporter(events) {
  for await (const event of events) {
    const told = tellable(event);
    if (told) yield `${JSON.stringify(told)}\n`;
  }
}

/** @param {import('node:test').TestEvent} event */
function tellable({ type, data }) {
  if (type === 'test:stdout' || type === 'test:stderr') return { kind: 'printed', text: data.message };
  if (type === 'test:pass' && !isGroup(data)) return passed(data);
  if (type === 'test:fail' && !isGroup(data)) return failed(data);
  return undefined;
}

/** @param {{ name: string, file?: string | undefined, skip?: string | boolean, todo?: string | boolean }} test */
function passed({ name, file, skip, todo }) {
  // Node reports a file as a test of its own when the file holds none.
  if (isAbsolute(name) && name.endsWith('.test.js'))
    return { kind: 'failed', name: basename(name), message: 'holds no test' };
  if (skip !== undefined || todo !== undefined) return { kind: 'printed', text: `not run: ${name}\n` };
  return { kind: 'passed', name: titled(name, file) };
}

/** @param {{ name: string, file?: string | undefined, details: { error: Error & { cause?: unknown } } }} test */
function failed({ name, file, details }) {
  const { error } = details;
  return { kind: 'failed', name: titled(name, file), message: readable(error.cause ?? error) };
}

/**
 * The message, with its difference between strings, and the lines of our own code.
 * @param {unknown} cause
 */
function readable(cause) {
  if (!(cause instanceof Error)) return String(cause);
  const lines = (cause.stack ?? cause.message).split('\n');
  return lines.filter(line => !/^\s+at .*\(?node:/.test(line)).join('\n');
}

/**
 * A suite, or a test that failed only because a test inside it did.
 * @param {{ details: { type?: string, error?: Error & { failureType?: string } } }} test
 */
function isGroup({ details }) {
  return details.type === 'suite' || details.error?.failureType === 'subtestsFailed';
}

/**
 * @param {string} name
 * @param {string | undefined} file
 */
function titled(name, file) {
  return file && !isAbsolute(name) ? `${basename(file, '.js')}: ${name}` : name;
}
