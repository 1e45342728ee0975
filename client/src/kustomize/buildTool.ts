/**
 * Whether kustomize or kubectl is asked what a build gives, and how: the one place of the client that starts programs.
 * Knows the rules of doing so; knows no editor, and nothing of what is printed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, isAbsolute, join } from 'node:path';

export type ToolName = 'kustomize' | 'kubectl';
export type ToolSetting = 'auto' | 'builtIn' | ToolName;

export interface Tool {
  readonly name: ToolName;
  /** Of the program, absolute. */
  readonly path: string;
}

/** What decides whether anything may be started. */
export interface Circumstances {
  readonly isTrusted: boolean;
  /** Of the folder that is to be built. */
  readonly scheme: string;
  readonly setting: ToolSetting;
  /** Where the user says that the program is; empty for the first one on the PATH. */
  readonly path: string;
  /** A file of the build that is not saved. */
  readonly unsaved: string | undefined;
  /** It needs what is elsewhere: the program might fetch it. */
  readonly mayFetch: boolean;
  /** The user has asked for that. */
  readonly isFetchWanted: boolean;
}

export type Choice =
  | { readonly tool: Tool }
  /** Why the evaluator has to do; nothing when the user wants no other. */
  | { readonly evaluator: string | undefined; readonly canFetch?: ToolName };

export function chooseTool(now: Circumstances, find: (name: ToolName) => string | undefined = onPath): Choice {
  const { setting, isTrusted, scheme, unsaved } = now;
  if (setting === 'builtIn') return { evaluator: undefined };
  const isAsked = setting !== 'auto';
  if (!isTrusted) return { evaluator: isAsked ? 'nothing is started in Restricted Mode' : undefined };
  if (scheme !== 'file') return { evaluator: isAsked ? 'the files are not on this machine' : undefined };
  const tool = toolFor(now, find);
  if (!tool) return { evaluator: isAsked ? `${setting} is not installed` : undefined };
  if (unsaved !== undefined) return { evaluator: `${unsaved} is not saved` };
  if (now.mayFetch && !isAsked && !now.isFetchWanted) return { evaluator: undefined, canFetch: tool.name };
  return { tool };
}

function toolFor({ setting, path }: Circumstances, find: (name: ToolName) => string | undefined): Tool | undefined {
  if (path !== '') {
    const own = basename(path).toLowerCase().startsWith('kubectl') ? 'kubectl' : 'kustomize';
    return isAbsolute(path) ? { name: setting === 'auto' || setting === 'builtIn' ? own : setting, path } : undefined;
  }
  const names: readonly ToolName[] =
    setting === 'kustomize' || setting === 'kubectl' ? [setting] : ['kustomize', 'kubectl'];
  for (const name of names) {
    const found = find(name);
    if (found !== undefined) return { name, path: found };
  }
  return undefined;
}

/** Folders of the PATH that are relative would lead into the workspace; what is no program would need a shell. */
function onPath(name: ToolName): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  return folders.map(folder => join(folder, file)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** No flags: plugins, helm and functions stay off, and files outside of their kustomization are not read. */
export function argumentsOf(name: ToolName, folder: string): readonly string[] {
  return name === 'kubectl' ? ['kustomize', folder] : ['build', folder];
}

export type ToolAnswer =
  | { readonly text: string }
  /** What it said instead. */
  | { readonly error: string }
  /** It gave no answer. */
  | { readonly failure: string };

export interface Limits {
  /** In milliseconds. */
  readonly time: number;
  /** In bytes. */
  readonly output: number;
}

const usualLimits: Limits = { time: 20_000, output: 16 * 1024 * 1024 };
const longestError = 64 * 1024;

/** Runs it on the files as they are on the disk; ended when it takes too long, says too much, or nobody waits any more. */
export function runTool(
  { name, path }: Tool,
  folder: string,
  signal: AbortSignal,
  { time, output }: Limits = usualLimits,
): Promise<ToolAnswer> {
  return new Promise(resolve => {
    const ownGroup = process.platform !== 'win32';
    const child = spawn(path, argumentsOf(name, folder), {
      // Not where the files are: nothing there is to be found by accident.
      cwd: homedir(),
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: false,
      windowsHide: true,
      detached: ownGroup,
    });
    const chunks: Buffer[] = [];
    const errors: Buffer[] = [];
    const end = (answer: ToolAnswer): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve(answer);
    };
    const stop = (failure: string): void => {
      kill(child, ownGroup);
      end({ failure });
    };
    const abort = () => stop('not wanted any more');
    const timer = setTimeout(() => stop(`${name} took longer than ${Math.round(time / 100) / 10} s`), time);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > output) stop(`${name} printed more than ${Math.round(output / 1024)} KiB`);
      else chunks.push(chunk);
    });
    let errorSize = 0;
    child.stderr.on('data', (chunk: Buffer) => {
      errorSize += chunk.length;
      if (errorSize <= longestError) errors.push(chunk);
    });
    child.on('error', error => end({ failure: `${name} cannot be started: ${error.message}` }));
    child.on('close', code => {
      if (code === 0) end({ text: Buffer.concat(chunks).toString('utf8') });
      else end({ error: Buffer.concat(errors).toString('utf8').trim() || `${name} ended with ${code}` });
    });
  });
}

/** With what it has started itself, such as git. */
function kill(child: ChildProcess, ownGroup: boolean): void {
  try {
    if (ownGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
