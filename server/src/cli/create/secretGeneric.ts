/** `kubewright create secret generic` */
import { collectEntries, isRefusal } from '../../commands/dataEntries.js';
import {
  type CreateCommand,
  combinationError,
  literalEntries,
  nameMissing,
  sourceFlags,
  sourceOptions,
} from './command.js';
import { envEntries, fileEntries } from './fileEntries.js';
import { textOf, textsOf } from './flags.js';

export const secretGeneric: CreateCommand = {
  words: ['generic'],
  usage: 'secret generic NAME [--type=TYPE] [--from-file=[KEY=]PATH] [--from-literal=KEY=VALUE] [--from-env-file=PATH]',
  about: 'Prints a Secret made of files, folders, literals, or an env file, as kubectl does.',
  options: `${sourceOptions}  --type TYPE                such as kubernetes.io/basic-auth; without it the API server takes Opaque
`,
  examples: [
    'secret generic web --from-file=ssh-privatekey=id_ed25519 --type=kubernetes.io/ssh-auth -o yaml',
    'secret generic web --from-env-file=.env | kubectl apply -f -',
  ],
  flags: [...sourceFlags, { name: 'type', takes: 'text' }],
  check: (name, flags) => (name === '' ? nameMissing : combinationError(flags)),
  make: (name, flags, place) => {
    const values = collectEntries('Secret', name, entries());
    if (isRefusal(values)) return values;
    return { kind: 'Secret', name, namespace: textOf(flags, 'namespace'), type: textOf(flags, 'type'), values };

    function* entries() {
      yield* literalEntries('Secret', textsOf(flags, 'from-literal'));
      yield* fileEntries(place, textsOf(flags, 'from-file'));
      yield* envEntries('Secret', place, textsOf(flags, 'from-env-file'));
    }
  },
};
