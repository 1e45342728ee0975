/** Finds the word that names a command among options, as kubectl does: before it knows which options there are. */
import type { Flag } from './flags.js';

/** The word and the other arguments; `undefined` and all of them where there is none. What is unknown takes a value. */
export function takeWord(
  args: readonly string[],
  known: readonly Flag[],
): readonly [string | undefined, readonly string[]] {
  // The option for help comes later than this.
  const bare = known.filter(flag => flag.bare !== undefined && flag.name !== 'help');
  const alone = new Set(bare.flatMap(({ name, shorthand }) => [`--${name}`, ...(shorthand ? [`-${shorthand}`] : [])]));
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--') break;
    const isOption = arg.startsWith('--') || (arg.startsWith('-') && arg.length === 2);
    if (isOption && !arg.includes('=') && !alone.has(arg)) {
      // Behind the last two nothing is looked for.
      if (args.length - at <= 2) break;
      at++;
    } else if (arg !== '' && !arg.startsWith('-')) return [arg, args.toSpliced(at, 1)];
  }
  return [undefined, args];
}
