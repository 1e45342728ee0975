/** Words as flags with their values, as the kubelet's parser (pflag) takes them apart. Looks at no value. */

import type { KubeletFlag } from '../flags/kubeletFlag.js';
import { flagNamed } from '../flagTable.js';

export interface GivenFlag {
  /** As written, without hyphens and value. */
  readonly name: string;
  /** Nothing where the kubelet knows no such flag. */
  readonly flag: KubeletFlag | undefined;
  /** Nothing where it needs one and none follows. */
  readonly value: string | undefined;
}

export interface GivenFlags {
  readonly flags: readonly GivenFlag[];
  /** Words that belong to no flag: the kubelet refuses them. */
  readonly strays: readonly string[];
}

export function givenFlags(words: readonly string[]): GivenFlags {
  const flags: GivenFlag[] = [];
  const strays: string[] = [];
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--') {
      strays.push(...left.splice(0));
      continue;
    }
    const [, name, equals, value = ''] = /^--?([A-Za-z][\w.-]*)(=?)(.*)$/s.exec(longForm(word)) ?? [];
    if (name === undefined) {
      strays.push(word);
      continue;
    }
    const flag = flagNamed(name);
    flags.push({ name, flag, value: equals ? value : valueAfter(flag, left) });
  }
  return { flags, strays };
}

/** `-v4`, `-v=4` and `-v 4` are all `--v`. */
function longForm(word: string): string {
  return word.replace(/^-v=?(\d+)$/, '--v=$1').replace(/^-h$/, '--help');
}

/** One without a value is on, and what follows is not its value. What follows an unknown one may be. */
function valueAfter(flag: KubeletFlag | undefined, left: string[]): string | undefined {
  if (flag?.type === 'bool' || flag?.name === 'version') return 'true';
  const next = left[0];
  if (next === undefined || (!flag && next.startsWith('-'))) return undefined;
  return left.shift();
}
