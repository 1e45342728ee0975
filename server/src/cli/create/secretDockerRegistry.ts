/** `kubewright create secret docker-registry` */
import { collectEntries, isRefusal } from '../../commands/dataEntries.js';
import { defaultRegistry, dockerConfig, dockerConfigKey } from '../../commands/dockerConfig.js';
import { type CreateCommand, nameMissing } from './command.js';
import { fileEntries } from './fileEntries.js';
import { type Flags, textOf, textsOf } from './flags.js';

const type = 'kubernetes.io/dockerconfigjson';

export const secretDockerRegistry: CreateCommand = {
  words: ['docker-registry'],
  usage:
    'secret docker-registry NAME --docker-username=NAME --docker-password=PASSWORD [--docker-server=URL] [--docker-email=EMAIL] [--from-file=PATH]',
  about: 'Prints a Secret by which the kubelet logs in to a registry of images.',
  options: `  --docker-username NAME     who logs in
  --docker-password PASSWORD
  --docker-server URL        the registry; without it ${defaultRegistry}
  --docker-email EMAIL
  --from-file PATH           a config.json of docker in place of all that
`,
  examples: ['secret docker-registry registry --from-file=$HOME/.docker/config.json -o yaml'],
  flags: [
    { name: 'docker-username', takes: 'text' },
    { name: 'docker-password', takes: 'text' },
    { name: 'docker-server', takes: 'text' },
    { name: 'docker-email', takes: 'text' },
    { name: 'from-file', takes: 'commaList' },
  ],
  check: (name, flags) => {
    if (name === '') return nameMissing;
    const { server, username, password } = accountOf(flags);
    if (textsOf(flags, 'from-file').length > 0 || (server && username && password)) return undefined;
    return 'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required';
  },
  make: (name, flags, place) => {
    const files = textsOf(flags, 'from-file').map(withKey);
    const values =
      files.length > 0
        ? collectEntries('Secret', name, fileEntries(place, files))
        : new Map([[dockerConfigKey, Buffer.from(dockerConfig(accountOf(flags)))]]);
    return isRefusal(values) ? values : { kind: 'Secret', name, namespace: textOf(flags, 'namespace'), type, values };
  },
};

function withKey(source: string): string {
  return source.includes('=') ? source : `${dockerConfigKey}=${source}`;
}

function accountOf(flags: Flags) {
  return {
    server: textOf(flags, 'docker-server') ?? defaultRegistry,
    username: textOf(flags, 'docker-username') ?? '',
    password: textOf(flags, 'docker-password') ?? '',
    email: textOf(flags, 'docker-email') ?? '',
  };
}
