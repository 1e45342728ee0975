/** The generators that kustomize brings, configured by objects of their own instead of fields of a kustomization. */
import { leniently, string, struct, written } from './decode.js';
import { generatorArgsOf, generatorSpec } from './decodeSettings.js';
import type { Disk, Folder } from './folder.js';
import { generate } from './generators.js';
import { refuse } from './refusal.js';
import type { Resource } from './resource.js';
import { resourceOf } from './resources.js';
import { fields, scalar, type Value } from './value.js';

/** Reads the configuration at once, and makes the objects when asked. */
type Generator = (plugin: Resource, disk: Disk, folder: Folder) => () => readonly Resource[];

const metadata = struct('types.ObjectMeta', { name: string, namespace: string }, own => own);
const args = struct(
  'builtins.ConfigMapGeneratorPlugin',
  { ...generatorSpec, type: string, metadata },
  ({ metadata: own, ...raw }, from) => {
    const { name, namespace, ...rest } = generatorArgsOf(raw, from);
    return { ...rest, name: name ?? written(own?.name), namespace: namespace ?? written(own?.namespace) };
  },
);

function dataGenerator(kind: 'ConfigMap' | 'Secret'): Generator {
  return (plugin, disk, folder) => {
    const decoded = args.decode(plugin.value, leniently);
    return () => [generate(kind, decoded, disk, folder)];
  };
}

const account = struct('types.ServiceAccount', { name: string, projectId: string }, own => own);
const policy = struct(
  'builtins.IAMPolicyGeneratorPlugin',
  { cloud: string, kubernetesService: metadata, serviceAccount: account },
  own => own,
);

const iamPolicyGenerator: Generator = plugin => {
  const { cloud, kubernetesService, serviceAccount } = policy.decode(plugin.value, leniently);
  return () => {
    const { from } = plugin;
    if (cloud?.text !== 'gke') refuse(cloud?.from ?? from, `cloud provider ${cloud?.text ?? ''} not supported yet`);
    const address = `${serviceAccount?.name?.text ?? ''}@${serviceAccount?.projectId?.text ?? ''}.iam.gserviceaccount.com`;
    const name = kubernetesService?.name;
    const namespace = written(kubernetesService?.namespace);
    const own: [string, Value][] = [
      [
        'annotations',
        fields([['iam.gke.io/gcp-service-account', scalar(address, serviceAccount?.name?.from ?? from)]], from),
      ],
      ['name', scalar(name?.text ?? '', name?.from ?? from)],
    ];
    if (namespace) own.push(['namespace', scalar(namespace.text, namespace.from)]);
    const value = fields(
      [
        ['apiVersion', scalar('v1', from)],
        ['kind', scalar('ServiceAccount', from)],
        ['metadata', fields(own, from)],
      ],
      from,
    );
    return [{ ...resourceOf(value, from), isGenerated: true }];
  };
};

export const generatorPlugins: ReadonlyMap<string, Generator> = new Map([
  ['ConfigMapGenerator', dataGenerator('ConfigMap')],
  ['SecretGenerator', dataGenerator('Secret')],
  ['IAMPolicyGenerator', iamPolicyGenerator],
]);
