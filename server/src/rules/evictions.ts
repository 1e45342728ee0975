/** The signals that the eviction manager of the kubelet watches, and the fields that speak of them. */

export const evictionFields = [
  'evictionHard',
  'evictionSoft',
  'evictionSoftGracePeriod',
  'evictionMinimumReclaim',
] as const;

export const evictionSignals: readonly string[] = [
  'memory.available',
  'nodefs.available',
  'nodefs.inodesFree',
  'imagefs.available',
  'imagefs.inodesFree',
  'containerfs.available',
  'containerfs.inodesFree',
  'pid.available',
];

/** Accepted, though nobody should write them: one is the kubelet's own, the other newer than what is known here. */
export const otherSignals: readonly string[] = ['allocatableMemory.available', 'swap.available'];

/** What counts while nothing is set. */
export const hardDefaults: Readonly<Record<string, string>> = {
  'memory.available': '100Mi',
  'nodefs.available': '10%',
  'nodefs.inodesFree': '5%',
  'imagefs.available': '15%',
};

/** A threshold of 0% or 100% is none. */
export function isNoThreshold(value: string): boolean {
  return value === '0%' || value === '100%';
}
