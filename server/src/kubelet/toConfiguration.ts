/** The kubelet's arguments as a KubeletConfiguration, and what could not become a part of it, and why. */
import { type ConfigField, configurationText } from './convert/configurationText.js';
import { isCumulative, readValue } from './convert/flagValue.js';
import { type GivenFlag, givenFlags } from './convert/givenFlags.js';
import { nearestFlag } from './convert/nearestFlag.js';
import type { KubeletFlag } from './flags/kubeletFlag.js';
import { rankOf, successorOf } from './flagTable.js';

/** A flag as it is written, and what there is to say of it. */
export interface Remark {
  /** `--max-pods=50`. */
  readonly written: string;
  readonly name: string;
  readonly says: string;
}

export interface Conversion {
  /** The configuration as YAML. */
  readonly configuration: string;
  /** Flags with a field, that may go from the command line now. */
  readonly converted: readonly string[];
  /** Flags without a field. */
  readonly kept: readonly { readonly name: string; readonly value: string | undefined }[];
  /** Flags that newer kubelets do not know any more. */
  readonly removed: readonly Remark[];
  readonly unknown: readonly Remark[];
  /** Values that the kubelet would refuse, or that mean nothing in a file. */
  readonly bad: readonly Remark[];
  /** What else is to be known. */
  readonly notes: readonly string[];
}

export function toConfiguration(words: readonly string[]): Conversion {
  const { flags, strays } = givenFlags(words);
  const groups = grouped(flags);
  const fields: ConfigField[] = [];
  const bad: Remark[] = strays.map(word =>
    remark(word, '', 'belongs to no flag: a value of true or false needs an equals sign'),
  );
  for (const given of groups) {
    const read = convert(given);
    if (read && 'field' in read) fields.push(read);
    else if (read) bad.push(read);
  }
  return {
    configuration: configurationText([...fields].sort((a, b) => rankOf(a.field) - rankOf(b.field))),
    converted: fields.map(({ flag }) => flag),
    kept: groups.flatMap(({ flag, all, name }) =>
      keepsItsPlace(flag) ? { name: successorName(flag, name), value: all.at(-1)?.value } : [],
    ),
    removed: groups.flatMap(({ flag, name, all }) =>
      flag?.removed
        ? remark(writtenAs(name, all.at(-1)?.value), name, `${flag.advice ?? 'Drop it'} (removed in ${flag.removed})`)
        : [],
    ),
    unknown: groups.flatMap(({ flag, name }) => (flag ? [] : unknownFlag(name))),
    bad,
    notes: notesOn(groups),
  };
}

/** All that is said of one flag. */
interface Given {
  readonly name: string;
  readonly flag: KubeletFlag | undefined;
  readonly all: readonly GivenFlag[];
}

function grouped(flags: readonly GivenFlag[]): readonly Given[] {
  const groups = new Map<string, GivenFlag[]>();
  for (const given of flags) {
    const name = given.flag?.name ?? given.name;
    groups.set(name, [...(groups.get(name) ?? []), given]);
  }
  return [...groups].map(([name, all]) => ({ name, flag: all[0]?.flag, all }));
}

/** The field that a flag sets, also one that got another name. Nothing for flags without a field. */
function convert({ name, flag, all }: Given): ConfigField | Remark | undefined {
  if (!flag) return undefined;
  const target = flag.field === undefined ? successorOf(flag) : flag;
  const texts = all.flatMap(({ value }) => value ?? []);
  if (texts.length < all.length) return remark(`--${name}`, name, 'needs a value');
  if (target?.field === undefined) return undefined;
  const read = readValue(target.type, texts);
  if ('error' in read) return remark(writtenAs(name, texts.at(-1)), name, read.error);
  if (target.name === 'runonce' && read.value === true) {
    return remark('--runonce', name, 'Current kubelets refuse runOnce: true');
  }
  return { field: target.field, value: read.value, flag: name };
}

function keepsItsPlace(flag: KubeletFlag | undefined): boolean {
  if (!flag || flag.field !== undefined) return false;
  const successor = successorOf(flag);
  return flag.removed === undefined || (successor !== undefined && successor.field === undefined);
}

function successorName(flag: KubeletFlag | undefined, name: string): string {
  return flag?.renamed ?? name;
}

function unknownFlag(name: string): Remark {
  const near = nearestFlag(name);
  return remark(`--${name}`, name, near === undefined ? 'The kubelet has no such flag' : `Did you mean --${near}?`);
}

function remark(written: string, name: string, says: string): Remark {
  return { written, name, says };
}

function writtenAs(name: string, value: string | undefined): string {
  return value === undefined ? `--${name}` : `--${name}=${value}`;
}

/** What holds without `--config`, and does not with it. */
const otherDefaults = [
  ['anonymous-auth', 'anonymous requests are let in', 'they are not (authentication.anonymous.enabled)'],
  [
    'authentication-token-webhook',
    'bearer tokens are not judged',
    'the API server judges them (authentication.webhook.enabled)',
  ],
  ['authorization-mode', 'everybody may do everything', 'the API server is asked (authorization.mode)'],
  ['read-only-port', 'port 10255 serves without authentication', 'it is closed (readOnlyPort)'],
] as const;

function notesOn(groups: readonly Given[]): readonly string[] {
  const names = new Map(groups.map(given => [given.name, given]));
  const file = names.get('config')?.all.at(-1)?.value;
  const twice = groups.filter(({ flag, all }) => flag && all.length > 1 && !isCumulative(flag.type));
  const changes = otherDefaults.filter(([name]) => !names.has(name));
  return [
    ...(file ? [`The kubelet reads ${file} already: merge this into it`] : []),
    ...twice.map(({ name, all }) => `--${name} is given ${all.length} times: the last one counts`),
    ...(file || changes.length === 0
      ? []
      : [
          'Some defaults change with a file:',
          ...changes.map(([, before, after]) => `  without one ${before}, with one ${after}`),
        ]),
  ];
}
