/** What is known of one flag of the kubelet. The flags themselves are in the three tables beside. */

/** How a value is written, as the kubelet's parser reads it. */
export type FlagType =
  | 'bool'
  | 'int'
  | 'int64'
  | 'float'
  | 'string'
  | 'duration'
  | 'quantity'
  /** `a,b`; given again, it adds to the list. */
  | 'list'
  /** `a=b,c=d`; given again, it adds to the map. */
  | 'map'
  /** One `a=b`, commas and all; given again, it adds to the map. */
  | 'pair'
  /** `a=true,b=false`. */
  | 'gates'
  /** `memory.available<100Mi,nodefs.available<10%`. */
  | 'thresholds'
  /** `key=value:effect,key:effect`. */
  | 'taints'
  /** `0:memory=1Gi,hugepages-1Gi=1Gi;1:memory=1Gi`. */
  | 'reservedMemory'
  /** `name:value,name:value`. */
  | 'headers'
  /** `file=level,pattern*=level`. */
  | 'vmodule';

export interface KubeletFlag {
  /** Without the hyphens. */
  readonly name: string;
  readonly type: FlagType;
  /** What it does, without a full stop. */
  readonly says: string;
  /** What holds where it is not given. */
  readonly default?: string;
  /** What holds where the field is not given, if that is something else. */
  readonly fieldDefault?: string;
  /** Field of KubeletConfiguration, such as `authentication.anonymous.enabled`. */
  readonly field?: string;
  /** Kubernetes minor that brought the flag, where it is younger than 1.12. */
  readonly since?: string;
  /** Kubernetes minor that brought the field, where it is younger than 1.18. */
  readonly fieldSince?: string;
  readonly deprecated?: string;
  /** Kubernetes minor from which on the kubelet does not start with it. */
  readonly removed?: string;
  /** Why it went or will go, and what to do instead. */
  readonly advice?: string;
  /** The flag that has taken its place, without the hyphens. */
  readonly renamed?: string;
  /** What could not be verified of this row. */
  readonly unsure?: string;
}
