/**
 * Which lists a strategic merge patch merges element by element, and by which keys: those that Kubernetes 1.21.2 declares,
 * which is what kustomize has built in. Everything else in a patch replaces the list.
 */
import { isBuiltinKind } from './builtinKinds.js';

/** What is known of a value. Absent parts are not merged by keys, nor is anything below them. */
export interface Shape {
  readonly fields?: ReadonlyMap<string, Shape>;
  /** Of each value of a map whose keys may be anything. */
  readonly values?: Shape;
  /** Of a list that is merged: what tells its elements apart, for a list of scalars nothing. */
  readonly keys?: readonly string[];
  readonly items?: Shape;
}

/** `undefined` for kinds that are not known. */
export type ShapeOfKind = (apiVersion: string, kind: string) => Shape | undefined;

type Named = Readonly<Record<string, Shape>>;

function map(named: Named): Shape {
  return { fields: new Map(Object.entries(named)) };
}

function keyed(keys: string, items: Shape = {}): Shape {
  return { keys: keys.split(' '), items };
}

const scalars: Shape = { keys: [] };
const metadata = map({ finalizers: scalars, ownerReferences: keyed('uid') });
const conditions = map({ conditions: keyed('type') });

const parts: Named = { env: keyed('name'), volumeMounts: keyed('mountPath'), volumeDevices: keyed('devicePath') };
const container = map({ ...parts, ports: keyed('containerPort protocol') });
/** Their ports were added without a patch strategy. */
const ephemeralContainer = map(parts);
const claim = map({ metadata });
const podSpec = map({
  containers: keyed('name', container),
  initContainers: keyed('name', container),
  ephemeralContainers: keyed('name', ephemeralContainer),
  volumes: keyed('name', map({ ephemeral: map({ volumeClaimTemplate: claim }) })),
  hostAliases: keyed('ip'),
  imagePullSecrets: keyed('name'),
  topologySpreadConstraints: keyed('topologyKey whenUnsatisfiable'),
});

const podTemplate = map({ metadata, spec: podSpec });
const workload: Named = { spec: map({ template: podTemplate }), status: conditions };
const jobTemplate = map({ metadata, spec: map({ template: podTemplate }) });
const webhooks: Named = { webhooks: keyed('name') };

/** What the kinds have besides metadata, in each of their versions. */
const ownFields: Readonly<Record<string, Named>> = {
  APIService: { status: conditions },
  ComponentStatus: { conditions: keyed('type') },
  CronJob: { spec: map({ jobTemplate }) },
  CSINode: { spec: map({ drivers: keyed('name') }) },
  DaemonSet: workload,
  Deployment: workload,
  Job: workload,
  MutatingWebhookConfiguration: webhooks,
  Namespace: { status: conditions },
  Node: {
    spec: map({ podCIDRs: scalars }),
    status: map({ conditions: keyed('type'), addresses: keyed('type') }),
  },
  PersistentVolumeClaim: { status: conditions },
  Pod: { spec: podSpec, status: map({ conditions: keyed('type'), podIPs: keyed('ip') }) },
  PodDisruptionBudget: { status: conditions },
  PodTemplate: { template: podTemplate },
  ReplicaSet: workload,
  ReplicationController: workload,
  Service: { spec: map({ ports: keyed('port protocol') }), status: conditions },
  ServiceAccount: { secrets: keyed('name') },
  StatefulSet: workload,
  ValidatingWebhookConfiguration: webhooks,
};

const anyKind = map({ metadata });
const kinds: ReadonlyMap<string, Shape> = new Map(
  Object.entries(ownFields).map(([kind, own]) => [kind, map({ metadata, ...own })]),
);

export const builtinShapes: ShapeOfKind = (apiVersion, kind) =>
  isBuiltinKind(apiVersion, kind) ? (kinds.get(kind) ?? anyKind) : undefined;

/** What is known of the field `name` of a map. */
export function shapeOfField(shape: Shape | undefined, name: string): Shape | undefined {
  return shape?.fields?.get(name) ?? shape?.values;
}
