/** What `kubewright create --help` says, and the help of each command below it. */
import type { CreateCommand } from './command.js';

const shared = `  -o, --output FORMAT        yaml, json or name
  -n, --namespace NAME       the namespace to write down
  --append-hash              put a hash of the values behind the name
  --save-config              keep the object in its annotation, for kubectl apply
  --dry-run[=client]         changes nothing: no cluster is ever asked. Without -o it prints kubectl's one line
  -h, --help                 tell about it
`;

const remarks = `Nothing is sent or written: the object is printed, byte for byte as kubectl 1.32 does with --dry-run=client.
Without -o and without --dry-run that is YAML. --dry-run=server and --dry-run=none are refused, since they need a
cluster. Options that say which cluster, and how to talk to it, are accepted and mean nothing.
What kubectl refuses is refused for the same reason, with exit code 1. What only the API server would refuse (a wrong
name, more than 1 MiB, keys that the type needs) is printed all the same, with a warning.
`;

export function groupHelp(words: string, commands: readonly CreateCommand[]): string {
  const rows = commands.map(({ usage, about }) => `  kubewright create ${usage.split(' NAME')[0]}\n      ${about}`);
  return `Usage: kubewright create ${words ? `${words} ` : ''}<command> NAME [options]

Prints ConfigMaps and Secrets, as kubectl create does.

Commands:
${rows.join('\n')}

Options of all of them:
${shared}
${remarks}`;
}

export function commandHelp({ usage, about, options, examples }: CreateCommand): string {
  return `Usage: kubewright create ${usage}

${about}

Options:
${options}${shared}
${remarks}
Examples:
${examples.map(example => `  kubewright create ${example}`).join('\n')}
`;
}
