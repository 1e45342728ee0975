/** `kubewright create secret tls` */
import { isRefusal } from '../../commands/dataEntries.js';
import { keyPairError } from '../../commands/keyPair.js';
import type { CreateCommand } from './command.js';
import { type Place, readBytes } from './fileEntries.js';
import { textOf } from './flags.js';

export const secretTls: CreateCommand = {
  words: ['tls'],
  usage: 'secret tls NAME --cert=PATH --key=PATH',
  about: 'Prints a Secret made of a certificate and its private key, which must belong together.',
  options: `  --cert PATH                the certificate, PEM
  --key PATH                 its private key, PEM
`,
  examples: ['secret tls web --cert=tls.crt --key=tls.key -o yaml'],
  flags: [
    { name: 'cert', takes: 'text' },
    { name: 'key', takes: 'text' },
  ],
  check: (_name, flags) =>
    textOf(flags, 'cert') && textOf(flags, 'key') ? undefined : 'key and cert must be specified',
  make: (name, flags, place) => {
    const certificate = read(place, textOf(flags, 'cert') ?? '');
    if (isRefusal(certificate)) return certificate;
    const key = read(place, textOf(flags, 'key') ?? '');
    if (isRefusal(key)) return key;
    const refusal = keyPairError(certificate, key);
    if (refusal !== undefined) return { refusal };
    const values = new Map([
      ['tls.crt', certificate],
      ['tls.key', key],
    ]);
    return { kind: 'Secret', name, namespace: textOf(flags, 'namespace'), type: 'kubernetes.io/tls', values };
  },
};

function read(place: Place, path: string) {
  const bytes = readBytes(place, path);
  return isRefusal(bytes) ? { refusal: `Cannot read file ${path}, ${bytes.refusal}` } : bytes;
}
