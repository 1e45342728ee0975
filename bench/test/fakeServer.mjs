// @ts-check
/**
 * A server whose faults can be chosen, to try the benchmark itself on:
 *   --delay MS  say what is wrong only after MS     --burn MS  spend MS of CPU at every edit
 *   --stale     repeat the last answer at once      --pull     diagnostics on request
 *   --blind     never find anything                 --die N    end at the Nth edit
 */
import { argv, exit, stderr, stdin, stdout } from 'node:process';
import { frame, messageReader } from '../lsp/messages.mjs';
import { OpenDocument } from '../lsp/openDocument.mjs';

const has = (/** @type {string} */ flag) => argv.includes(flag);
const number = (/** @type {string} */ flag) => (has(flag) ? Number(argv[argv.indexOf(flag) + 1]) : 0);
const delay = number('--delay');
const wrong =
  /^ *(?:failureThreshold|replicas|backoffLimit|port|maxReplicas): *(?!http$)\S*[^\d\s].*$|^ *failureTreshold:/;

/** @type {Map<string, OpenDocument & { timer?: NodeJS.Timeout, last?: unknown }>} */
const documents = new Map();
let edits = 0;

/** @param {OpenDocument} document */
function diagnose({ lines }) {
  if (has('--blind')) return [];
  return lines.flatMap((text, line) => {
    if (!wrong.test(text)) return [];
    return { range: { start: { line, character: 0 }, end: { line, character: text.length } }, message: 'wrong' };
  });
}

/** @param {string} uri */
function changed(uri) {
  const document = documents.get(uri);
  if (!document || has('--pull')) return;
  const publish = (/** @type {unknown} */ diagnostics) =>
    stdout.write(frame({ method: 'textDocument/publishDiagnostics', params: { uri, diagnostics } }));
  if (has('--stale') && document.last) publish(document.last);
  clearTimeout(document.timer);
  document.timer = setTimeout(() => {
    document.last = diagnose(document);
    publish(document.last);
  }, delay);
}

function burn() {
  const used = () => process.cpuUsage().user + process.cpuUsage().system;
  const began = used();
  while (used() - began < number('--burn') * 1000);
}

/** @type {Readonly<Record<string, (params: any) => unknown>>} */
const handlers = {
  initialize: () => ({
    capabilities: { textDocumentSync: 2, ...(has('--pull') && { diagnosticProvider: {} }) },
  }),
  shutdown: () => null,
  exit: () => exit(0),
  'textDocument/didOpen': ({ textDocument: { uri, text } }) => {
    documents.set(uri, new OpenDocument(uri, text));
    changed(uri);
  },
  'textDocument/didChange': ({ textDocument: { uri }, contentChanges }) => {
    if (has('--die') && ++edits >= number('--die')) {
      stderr.write('Error: told to end\n', () => exit(7));
      return;
    }
    if (has('--burn')) burn();
    for (const edit of contentChanges) documents.get(uri)?.apply(edit);
    changed(uri);
  },
};

stdin.on(
  'data',
  messageReader(({ id, method = '', params }) => {
    if (method === 'textDocument/diagnostic') {
      const document = documents.get(params.textDocument.uri);
      const answer = () =>
        stdout.write(frame({ id, result: { kind: 'full', items: document ? diagnose(document) : [] } }));
      setTimeout(answer, delay);
      return;
    }
    const result = handlers[method]?.(params);
    if (id !== undefined) stdout.write(frame({ id, result }));
  }),
);
