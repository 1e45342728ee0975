/** Asks kubectl and `kubewright create` the same: lays out the files of a case, and gives back what each of them said. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from '../../server/src/cli/create.js';
import type { CreateInput } from './createCases.js';

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  /** Of a refusal; warnings differ. */
  readonly stderr: string;
}

/** Why kubectl cannot be asked. Other minor versions print other things. */
export const withoutKubectl = (() => {
  const { stdout, status } = spawnSync('kubectl', ['version', '--client', '-o', 'json'], { encoding: 'utf8' });
  if (status !== 0) return 'kubectl is not on the PATH';
  const { clientVersion } = JSON.parse(stdout);
  return Number.parseInt(clientVersion.minor, 10) === 32
    ? false
    : `kubectl is 1.${clientVersion.minor}, the answers are from 1.32`;
})();

export function inCaseFolder<Result>({ files = {} }: CreateInput, act: (folder: string) => Result): Result {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kubewright-create-')));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      if (typeof content === 'string') writeFileSync(path, content);
      else if ('repeated' in content)
        writeFileSync(path, content.repeated.map(([text, times]) => text.repeat(times)).join(''));
      else if ('base64' in content) writeFileSync(path, Buffer.from(content.base64, 'base64'));
      else if ('link' in content) symlinkSync(content.link, path);
      else mkdirSync(path, { recursive: true });
    }
    const result = act(folder);
    if (result instanceof Promise) return result.finally(remove) as Result;
    remove();
    return result;
  } catch (error) {
    remove();
    throw error;
  }
}

export function askKubewright(input: CreateInput): Answer {
  const { code, stdout, stderr } = inCaseFolder(input, folder => create(input.args, { folder, env: input.env ?? {} }));
  return { code, stdout, stderr: code === 0 ? '' : stderr.replaceAll('kubewright create', 'kubectl create') };
}

export function askKubectl(input: CreateInput): Promise<Answer> {
  return inCaseFolder(
    input,
    folder =>
      new Promise<Answer>((resolve, reject) => {
        const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: join(folder, 'no-config'), ...input.env };
        const options = { cwd: folder, env, maxBuffer: 2 ** 26, encoding: 'utf8' } as const;
        execFile('kubectl', ['create', ...input.args], options, (error, stdout, stderr) => {
          if (error && typeof error.code !== 'number') reject(error);
          else resolve({ code: Number(error?.code ?? 0), stdout, stderr: error ? stderr : '' });
        });
      }),
  );
}

/** Several at a time, since each of them is a process. */
export async function askKubectlAll(inputs: readonly CreateInput[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < inputs.length; at = next++) {
      const input = inputs[at];
      if (input) answers[at] = await askKubectl(input);
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return answers;
}
