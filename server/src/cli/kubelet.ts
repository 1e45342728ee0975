/** `kubewright kubelet flags`: prints a KubeletConfiguration for flags, and on stderr what could not become a part of it. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { conversionReport } from '../kubelet/conversionReport.js';
import { readFlags } from '../kubelet/readFlags.js';
import { toConfiguration } from '../kubelet/toConfiguration.js';
import { CannotRun } from './check.js';
import { readText, reasonOf } from './text.js';

export function kubeletCommand(): Command {
  const flags = new Command('flags')
    .summary('turn flags of the kubelet into a KubeletConfiguration')
    .description(
      'Prints the KubeletConfiguration that says what flags of the kubelet say, and on the standard error what could not become a part of it. Exits with 1 where a flag is none of the kubelet’s, or its value is wrong.',
    )
    .argument(
      '[file]',
      'a command line, systemd unit or drop-in, file of variables, or kubeadm configuration; - reads the standard input',
      '-',
    )
    .action((file: string) => {
      process.exitCode = printConfiguration(file);
    });
  return new Command('kubelet').summary('turn flags of the kubelet into a file').addCommand(flags);
}

/** The exit code. */
function printConfiguration(file: string): number {
  const found = readFlags(textOf(file));
  if (!found) throw new CannotRun(`${file === '-' ? 'the standard input' : file} holds no flags of the kubelet`);
  const conversion = toConfiguration(found.words);
  process.stderr.write(`${conversionReport(conversion, found).join('\n')}\n`);
  process.stdout.write(conversion.configuration);
  return conversion.unknown.length + conversion.bad.length > 0 ? 1 : 0;
}

function textOf(file: string): string {
  try {
    return file === '-' ? readFileSync(0, 'utf8').replace(/^\uFEFF/, '') : readText(file).text;
  } catch (error) {
    throw new CannotRun(`${file}: ${reasonOf(error)}`);
  }
}
