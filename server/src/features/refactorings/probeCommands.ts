/** Programs that do in the container what the kubelet does from outside: which words ask what. Knows no YAML. */

export type Question =
  | {
      readonly by: 'httpGet';
      readonly port: number;
      readonly path: string;
      readonly scheme: 'HTTP' | 'HTTPS';
      readonly headers: readonly Header[];
    }
  | { readonly by: 'tcpSocket'; readonly port: number }
  | { readonly by: 'grpc'; readonly port: number; readonly service: string };

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** What a command asks, and what of it the kubelet does not do. */
export interface Asked {
  readonly question: Question;
  readonly lost: readonly string[];
}

/** The program that has to be in the image. */
export const programs = { httpGet: 'wget', tcpSocket: 'nc', grpc: 'grpc_health_probe' } as const;

/** By number: of the addresses of `localhost`, some programs try `::1` alone. */
const host = '127.0.0.1';
const urlPath = /^\/[\w\-.~%!&'()*+,;=:@/?]*$/;
/** A parenthesis, a dollar or a backquote would be read by the kubelet, or by a shell. */
const safeText = /^[\x20-\x7e]*$/;

/** `undefined` where a command cannot say it for certain. */
export function commandFor(question: Question): readonly string[] | undefined {
  const { by, port } = question;
  if (by === 'tcpSocket') return [programs.tcpSocket, '-z', host, String(port)];
  if (by === 'grpc') {
    const { service } = question;
    if (!isSafe(service)) return undefined;
    return [programs.grpc, `-addr=:${port}`, ...(service === '' ? [] : [`-service=${service}`])];
  }
  const { path, scheme, headers } = question;
  if (!urlPath.test(path) || !headers.every(({ name, value }) => isHeader(name) && isSafe(value))) return undefined;
  const isSecure = scheme === 'HTTPS';
  return [
    programs.httpGet,
    '-q',
    ...(isSecure ? ['--no-check-certificate'] : []),
    ...headers.flatMap(({ name, value }) => ['--header', `${name}: ${value}`]),
    '-O',
    '/dev/null',
    `${scheme.toLowerCase()}://${host}:${port}${path}`,
  ];
}

/** `timeout` is how many seconds the kubelet gives the command: what allows itself less would get more. */
export function questionOf(words: readonly string[], timeout: number): Asked | undefined {
  const [program = '', ...rest] = withoutShell(words);
  const asked = readers.get(program.split('/').at(-1) ?? '')?.(rest, timeout);
  const port = asked?.question.port ?? 0;
  return port >= 1 && port <= 65535 ? asked : undefined;
}

type Reader = (words: readonly string[], timeout: number) => Asked | undefined;

const readers: ReadonlyMap<string, Reader> = new Map([
  ['curl', readCurl],
  ['wget', readWget],
  ['nc', readNetcat],
  ['netcat', readNetcat],
  ['grpc_health_probe', readGrpc],
  ['grpc-health-probe', readGrpc],
]);

/** The one command that a shell is told to run; without what says the same in other words. */
function withoutShell(words: readonly string[]): readonly string[] {
  const [shell = '', option = '', script, ...others] = words;
  if (!/^(\/(usr\/)?bin\/)?(ba|da|a)?sh$/.test(shell) || !/^-e?c$/.test(option)) return words;
  if (script === undefined || others.length > 0) return [];
  const command = script
    .trim()
    .replace(/^exec\s+/, '')
    .replace(/\s*\|\|\s*(exit\s+1|false)\s*;?$/, '')
    .replace(/(\s+(1|2|&)?>\s*\/dev\/null|\s+2>&1)+$/, '');
  return splitWords(command) ?? [];
}

/** `undefined` where a shell would do more than split. */
function splitWords(command: string): readonly string[] | undefined {
  if (!/^(?:[^\s'"\\|&;<>()$`*?[\]#~!{}]|\s|'[^'\n]*'|"[^"\\$`!\n]*")*$/.test(command) || /\n/.test(command))
    return undefined;
  const words = command.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? [];
  return words.map(word =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''),
  );
}

/** What the options of one command line came to. */
interface Options {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly rest: readonly string[];
}

/** Long options by their names, short ones by their letters, together as in `-fsS` too; `undefined` for any other. */
function readOptions(
  words: readonly string[],
  flags: readonly string[],
  withValue: readonly string[],
): Options | undefined {
  const found = { flags: new Set<string>(), values: new Map<string, readonly string[]>(), rest: [] as string[] };
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (!word.startsWith('-') || word === '-') {
      found.rest.push(word);
      continue;
    }
    const [, name = '', given] = /^(--[a-z-]+|-.)(?:=?(.+))?$/s.exec(word) ?? [];
    const isShort = !name.startsWith('--');
    if (withValue.includes(name)) {
      const value = isShort ? (/^-.(.+)$/s.exec(word)?.[1] ?? queue.shift()) : (given ?? queue.shift());
      if (value === undefined) return undefined;
      found.values.set(name, [...(found.values.get(name) ?? []), value]);
    } else if (flags.includes(name) && (isShort || given === undefined)) {
      found.flags.add(name);
      if (given !== undefined) queue.unshift(`-${word.slice(2)}`);
    } else return undefined;
  }
  return found;
}

function readCurl(words: readonly string[], timeout: number): Asked | undefined {
  const options = readOptions(
    words,
    ['-f', '--fail', '-s', '--silent', '-S', '--show-error', '-L', '--location', '-k', '--insecure', '-g', '-4', '-6'],
    ['-o', '--output', '-H', '--header', '-m', '--max-time', '--connect-timeout', '-X', '--request'],
  );
  // Without it, an answer such as 500 is none to fail at.
  if (!options || !(options.flags.has('-f') || options.flags.has('--fail'))) return undefined;
  if (valuesOf(options, '-X', '--request').some(method => method !== 'GET')) return undefined;
  if (valuesOf(options, '-o', '--output').some(file => file !== '/dev/null' && file !== '-')) return undefined;
  if (valuesOf(options, '-m', '--max-time', '--connect-timeout').some(limit => !isEnough(limit, timeout)))
    return undefined;
  const isLax = options.flags.has('-k') || options.flags.has('--insecure');
  return readHttp(options, valuesOf(options, '-H', '--header'), isLax);
}

function readWget(words: readonly string[], timeout: number): Asked | undefined {
  // Of the short options some come in pairs.
  const spelled = words.map(word => (word === '-nv' ? '--no-verbose' : word));
  const options = readOptions(
    spelled,
    ['-q', '--quiet', '--no-verbose', '--spider', '-S', '--server-response', '--no-check-certificate'],
    ['-O', '--output-document', '--header', '-T', '--timeout', '-t', '--tries'],
  );
  const files = options ? valuesOf(options, '-O', '--output-document') : [];
  const isRead =
    files.length > 0 ? files.every(file => file === '-' || file === '/dev/null') : options?.flags.has('--spider');
  if (!options || !isRead) return undefined;
  if (valuesOf(options, '-T', '--timeout').some(limit => !isEnough(limit, timeout))) return undefined;
  return readHttp(options, valuesOf(options, '--header'), options.flags.has('--no-check-certificate'));
}

function readHttp({ rest }: Options, given: readonly string[], isLax: boolean): Asked | undefined {
  const [url = '', ...others] = rest;
  const [, protocol = 'http', digits, tail = ''] =
    /^(?:(https?):\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::([0-9]{1,5}))?(\/.*|\?.*)?$/s.exec(url) ?? [];
  const path = tail.startsWith('/') ? tail : `/${tail}`;
  const isUrl = /^(https?:\/\/)?(localhost|127\.0\.0\.1|\[::1\])([:/?]|$)/.test(url) && urlPath.test(path);
  const headers = given.flatMap(header => readHeader(header) ?? []);
  if (others.length > 0 || !isUrl || headers.length < given.length) return undefined;
  const isSecure = protocol === 'https';
  const port = Number(digits ?? (isSecure ? 443 : 80));
  const question = { by: 'httpGet', port, path, scheme: isSecure ? 'HTTPS' : 'HTTP', headers } as const;
  return { question, lost: isSecure && !isLax ? ['the check of the certificate'] : [] };
}

function readHeader(header: string): Header | undefined {
  const [, name = '', value = ''] = /^([^:]+):[ \t]*(.*)$/s.exec(header) ?? [];
  return isHeader(name) && isSafe(value) && value !== '' ? { name, value } : undefined;
}

function readNetcat(words: readonly string[], timeout: number): Asked | undefined {
  const options = readOptions(words, ['-z', '-v', '-n', '-4', '-6'], ['-w']);
  const [host = '', port = '', ...others] = options?.rest ?? [];
  if (!options?.flags.has('-z') || !isLocal(host) || !/^[0-9]+$/.test(port) || others.length > 0) return undefined;
  if (valuesOf(options, '-w').some(limit => !isEnough(limit, timeout))) return undefined;
  return { question: { by: 'tcpSocket', port: Number(port) }, lost: [] };
}

/** Options of Go: one dash or two, and the value behind `=` or in the next word. */
function readGrpc(words: readonly string[], timeout: number): Asked | undefined {
  const known = new Map<string, string>();
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const [, name = '', given] = /^--?(addr|service|connect-timeout|rpc-timeout)(?:=(.*))?$/s.exec(word) ?? [];
    const value = given ?? queue.shift();
    if (name === '' || value === undefined) return undefined;
    known.set(name, value);
  }
  const [, host = '', port = ''] = /^(.*):([0-9]{1,5})$/.exec(known.get('addr') ?? '') ?? [];
  const service = known.get('service') ?? '';
  const limits = ['connect-timeout', 'rpc-timeout'].flatMap(name => known.get(name) ?? []);
  const areEnough = limits.every(limit => /^[0-9.]+s$/.test(limit) && isEnough(limit.slice(0, -1), timeout));
  if (port === '' || !(host === '' || isLocal(host)) || !isSafe(service) || !areEnough) return undefined;
  return { question: { by: 'grpc', port: Number(port), service }, lost: [] };
}

function valuesOf({ values }: Options, ...names: readonly string[]): readonly string[] {
  return names.flatMap(name => values.get(name) ?? []);
}

/** Whether a limit is no shorter than that of the kubelet, and so says nothing. */
function isEnough(seconds: string, timeout: number): boolean {
  return /^[0-9]+(\.[0-9]+)?$/.test(seconds) && (Number(seconds) === 0 || Number(seconds) >= timeout);
}

function isLocal(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[?::1\]?)$/.test(host);
}

function isHeader(name: string): boolean {
  return /^[-A-Za-z0-9]+$/.test(name);
}

/** What means the same to the kubelet, to a shell and to the program. */
function isSafe(value: string): boolean {
  return safeText.test(value) && !/[$`]|\{\{/.test(value) && value.trim() === value;
}
