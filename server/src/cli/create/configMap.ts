/** `kubewright create configmap` */
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

export const configMap: CreateCommand = {
  words: ['configmap', 'cm'],
  usage: 'configmap NAME [--from-file=[KEY=]PATH] [--from-literal=KEY=VALUE] [--from-env-file=PATH]',
  about: 'Prints a ConfigMap made of files, folders, literals, or an env file, as kubectl does.',
  options: sourceOptions,
  examples: [
    'configmap web --from-file=nginx.conf -o yaml > web.yaml',
    'cm web --from-literal=color=red --append-hash',
  ],
  flags: sourceFlags,
  check: (name, flags) => (name === '' ? nameMissing : combinationError(flags)),
  make: (name, flags, place) => {
    const values = collectEntries('ConfigMap', name, entries());
    return isRefusal(values) ? values : { kind: 'ConfigMap', name, namespace: textOf(flags, 'namespace'), values };

    function* entries() {
      yield* fileEntries(place, textsOf(flags, 'from-file'));
      yield* literalEntries('ConfigMap', textsOf(flags, 'from-literal'));
      yield* envEntries('ConfigMap', place, textsOf(flags, 'from-env-file'));
    }
  },
};
