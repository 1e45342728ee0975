// @ts-check
/** A small LSP client made for measuring: times are taken when a message is written and when it has been read whole. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { answerTo } from './answers.mjs';
import { capabilitiesOf } from './capabilities.mjs';
import { frame, messageReader, now } from './messages.mjs';
import { OpenDocument } from './openDocument.mjs';

/** @typedef {import('./messages.mjs').Message} Message */
/** @typedef {import('./openDocument.mjs').Diagnostic} Diagnostic */
/** @typedef {import('./openDocument.mjs').Edit} Edit */
/** @typedef {import('../servers/servers.mjs').Server} Server */
/** @typedef {{ result: any, at: number, ms: number }} Answer */
/** @typedef {{ uri: string, check: (at: number) => void, fail: (error: Error) => void }} Waiter */

const serverCancelled = -32802;
const fullText = 1;

export class Client {
  /** @type {Map<string, OpenDocument>} */
  documents = new Map();
  /** Methods the server can be asked for by dynamic registration. @type {Map<string, string>} */
  registered = new Map();
  startedAt = 0;
  initializedAt = 0;
  /** @type {Map<number | string, { resolve: (result: any, at: number) => void, reject: (error: Error) => void }>} */
  #pending = new Map();
  /** @type {Set<Waiter>} */
  #waiters = new Set();
  #nextId = 1;
  #errorOutput = '';
  #ended = false;
  /** @type {any} */
  #capabilities;
  /** @type {import('node:child_process').ChildProcessWithoutNullStreams} */
  #child;
  /** @type {Promise<void>} */
  #end;

  /** @param {Server} server @param {{ folder: string, timeout: number }} options */
  constructor(server, { folder, timeout }) {
    this.server = server;
    this.folder = folder;
    this.timeout = timeout;
    const [command = '', ...args] = server.command;
    this.startedAt = now();
    this.#child = spawn(command, args, { stdio: 'pipe' });
    this.#child.stdout.on(
      'data',
      messageReader((message, at) => this.#receive(message, at)),
    );
    this.#child.stderr.on('data', text => {
      this.#errorOutput = (this.#errorOutput + text).slice(-4000);
    });
    // What is written to a server that is gone is reported by its end.
    this.#child.stdin.on('error', () => {});
    this.#end = new Promise(resolve => {
      const end = (/** @type {unknown} */ how) => {
        this.#failAll(new Error(`the server ended (${how}): ${this.#lastWords()}`));
        resolve();
      };
      this.#child.on('exit', end);
      this.#child.on('error', end);
    });
  }

  get pid() {
    return this.#child.pid ?? 0;
  }

  get pulls() {
    const isRegistered = [...this.registered.values()].includes('textDocument/diagnostic');
    return Boolean(this.#capabilities?.diagnosticProvider) || isRegistered;
  }

  async initialize() {
    const { result } = await this.request('initialize', {
      processId: process.pid,
      clientInfo: { name: 'bench' },
      locale: 'en',
      rootUri: this.folder,
      rootPath: fileURLToPath(this.folder),
      workspaceFolders: [{ uri: this.folder, name: 'bench' }],
      capabilities: capabilitiesOf(this.server.diagnostics ?? 'pull'),
      initializationOptions: {},
      trace: 'off',
    });
    this.initializedAt = now();
    this.#capabilities = result.capabilities;
    this.notify('initialized', {});
    for (const { method, params } of this.server.afterInitialized ?? []) this.notify(method, params);
    return this;
  }

  /** @param {string} uri */
  document(uri) {
    const document = this.documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  /** @param {string} uri @param {string} text @returns {number} when the server was told */
  open(uri, text) {
    const document = new OpenDocument(uri, text);
    this.documents.set(uri, document);
    const at = now();
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    this.#pull(document);
    return at;
  }

  /** @param {string} uri @param {Edit} edit @returns {number} when the server was told */
  change(uri, edit) {
    const document = this.document(uri);
    document.apply(edit);
    const sync = this.#capabilities.textDocumentSync;
    const isFull = (typeof sync === 'object' ? sync?.change : sync) === fullText;
    const contentChanges = [isFull ? { text: document.text } : edit];
    const at = now();
    this.notify('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges });
    this.#pull(document);
    return at;
  }

  /** @param {string} uri */
  close(uri) {
    this.notify('textDocument/didClose', { textDocument: { uri } });
    this.documents.delete(uri);
  }

  /** @param {string} method @param {unknown} [params] */
  notify(method, params) {
    this.#write({ method, params });
  }

  /** @param {string} method @param {unknown} [params] @returns {Promise<Answer>} */
  request(method, params) {
    const id = this.#nextId++;
    const began = now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new Error(`${method}: no answer in ${this.timeout} ms`));
      }, this.timeout);
      this.#pending.set(id, {
        resolve: (result, at) => {
          clearTimeout(timer);
          resolve({ result, at, ms: at - began });
        },
        reject: error => {
          clearTimeout(timer);
          reject(error);
        },
      });
      this.#write({ id, method, params });
    });
  }

  /**
   * Waits until what the server says about `uri` from now on is right.
   * @param {string} uri @param {(diagnostics: readonly Diagnostic[]) => boolean} isRight
   * @returns {Promise<number | undefined>} when that was; `undefined` after the timeout
   */
  until(uri, isRight) {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      /** @type {Waiter} */
      const waiter = {
        uri,
        check: at => {
          if (!isRight(this.document(uri).diagnostics)) return;
          end();
          resolve(at);
        },
        fail: error => {
          end();
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        end();
        resolve(undefined);
      }, this.timeout);
      this.#waiters.add(waiter);
    });
  }

  async stop() {
    if (this.#ended) return;
    await withinOrNever(this.request('shutdown'), 3000);
    this.notify('exit');
    await withinOrNever(this.#end, 1500);
    this.kill();
    await withinOrNever(this.#end, 1500);
  }

  kill() {
    if (!this.#ended) this.#child.kill('SIGKILL');
  }

  /** @param {Message} message */
  #write(message) {
    if (!this.#ended) this.#child.stdin.write(frame(message));
  }

  /** @param {Message} message @param {number} at */
  #receive(message, at) {
    const { id, method, params } = message;
    if (method === undefined) this.#answered(message, at);
    else if (id !== undefined) this.#write({ id, ...answerTo(this, method, params) });
    else if (method === 'textDocument/publishDiagnostics') {
      this.#told(params.uri, params.diagnostics, 'push', params.version, at);
    }
    if (method === 'workspace/diagnostic/refresh') for (const document of this.documents.values()) this.#pull(document);
  }

  /** @param {Message} message @param {number} at */
  #answered({ id = '', result, error }, at) {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(Object.assign(new Error(error.message), { code: error.code }));
    else pending?.resolve(result, at);
  }

  /** @param {string} uri @param {Diagnostic[]} diagnostics @param {'push' | 'pull'} how @param {number | undefined} version @param {number} at */
  #told(uri, diagnostics, how, version, at) {
    const document = this.documents.get(uri);
    if (!document) return;
    document.said[how] = diagnostics;
    document.answers++;
    if (version !== undefined && version < document.version) document.stale++;
    else for (const waiter of [...this.#waiters]) if (waiter.uri === uri) waiter.check(at);
  }

  /** @param {OpenDocument} document */
  async #pull(document) {
    if (!this.pulls || this.#ended) return;
    const { uri, version, resultId } = document;
    const previous = resultId === undefined ? {} : { previousResultId: resultId };
    try {
      const { result, at } = await this.request('textDocument/diagnostic', { textDocument: { uri }, ...previous });
      if (this.documents.get(uri) !== document || result?.kind !== 'full') return;
      document.resultId = result.resultId;
      this.#told(uri, result.items, 'pull', version, at);
    } catch (error) {
      // The server gave up because the text changed, and asks to be asked again.
      const isCancelled = /** @type {{ code?: number }} */ (error).code === serverCancelled;
      if (isCancelled && document.version === version) setTimeout(() => this.#pull(document), 10);
    }
  }

  /** @param {Error} error */
  #failAll(error) {
    this.#ended = true;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    for (const waiter of [...this.#waiters]) waiter.fail(error);
  }

  #lastWords() {
    const lines = this.#errorOutput.split('\n').filter(line => line.trim());
    return lines.find(line => line.includes('Error')) ?? lines.at(-1) ?? '';
  }
}

/** @param {Promise<unknown>} promise @param {number} ms */
async function withinOrNever(promise, ms) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise(resolve => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([promise.catch(() => {}), late]);
  clearTimeout(timer);
}
