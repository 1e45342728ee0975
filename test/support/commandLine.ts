/** Runs the built program `kubewright` in temporary folders. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repository } from './check.js';

export const program = join(repository, 'dist/cli.js');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Folder {
  readonly path: string;
  run(args: readonly string[], more?: { readonly input?: string; readonly env?: NodeJS.ProcessEnv }): Promise<Outcome>;
  read(name: string): string;
  write(name: string, content: string | Uint8Array): void;
}

/** Does something in a folder with `files`, which is gone afterwards. */
export async function inFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  act: (folder: Folder) => Promise<void>,
): Promise<void> {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'kubewright-test-')));
  const folder: Folder = {
    path,
    run: (args, { input = '', env = {} } = {}) => run(path, args, input, env),
    read: name => readFileSync(join(path, name), 'utf8'),
    write: (name, content) => {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    },
  };
  try {
    for (const [name, content] of Object.entries(files)) folder.write(name, content);
    await act(folder);
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

function run(cwd: string, args: readonly string[], input: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...process.env, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('close', code => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}
