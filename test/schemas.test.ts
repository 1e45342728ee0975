/** Facts of Kubernetes that users would notice if the schema build got them wrong. Reads dist/schemas only. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { loadSchemas } from '../server/src/schema/load.js';

interface Field {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly items?: Field;
  readonly additionalProperties?: boolean | Field;
  readonly [extension: `x-${string}`]: unknown;
}
interface Definition extends Field {
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
}
interface Kind {
  readonly definition?: string;
  readonly plural?: string;
  readonly namespaced?: boolean;
  readonly list?: boolean;
  readonly since?: string;
  readonly removed?: string;
  readonly replacement?: string;
}
interface Structure {
  readonly versions: readonly string[];
  readonly kinds: Readonly<Record<string, Readonly<Record<string, Kind>>>>;
  readonly definitions: Readonly<Record<string, Definition>>;
}
interface ValidationError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}
type Validator = ((value: unknown) => boolean) & { readonly errors?: readonly ValidationError[] | null };

const folder = join(__dirname, '../../dist/schemas');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const structure = JSON.parse(read('structure.json')) as Structure;
const docs = JSON.parse(read('docs.json')) as Record<string, Record<string, string>>;
const validator = loadSchemas(folder).validator as (definition: string) => Validator | undefined;

const full = (type: string): string => (type.startsWith('io.') ? type : `io.k8s.api.${type}`);
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const CRD = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1';

function definition(type: string): Definition {
  const found = structure.definitions[full(type)];
  assert.ok(found, `${type} is not defined`);
  return found;
}

function field(path: string): Field {
  const [type = '', name = ''] = path.split('#');
  const found = definition(type).properties?.[name];
  assert.ok(found, `${path} does not exist`);
  return found;
}

/** What is wrong with a value, as `keyword path params`. */
function errorsOf(type: string, value: unknown): readonly string[] {
  const validate = validator(full(type));
  assert.ok(validate, `${type} has no validator`);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(e =>
    `${e.keyword} ${e.instancePath} ${Object.values(e.params).flat().join('|')}`.trim(),
  );
}

describe('kinds', () => {
  const present: readonly (readonly [string, string, string, boolean])[] = [
    ['v1', 'Pod', 'pods', true],
    ['v1', 'ConfigMap', 'configmaps', true],
    ['v1', 'Namespace', 'namespaces', false],
    ['v1', 'ComponentStatus', 'componentstatuses', false],
    ['apps/v1', 'Deployment', 'deployments', true],
    ['networking.k8s.io/v1', 'Ingress', 'ingresses', true],
    ['policy/v1', 'Eviction', 'pods/eviction', true],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', false],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', false],
    ['resource.k8s.io/v1', 'DeviceClass', 'deviceclasses', false],
    ['scheduling.k8s.io/v1alpha2', 'PodGroup', 'podgroups', true],
  ];
  for (const [apiVersion, kind, plural, namespaced] of present) {
    it(`${apiVersion} ${kind}`, () => {
      const found = structure.kinds[apiVersion]?.[kind];
      assert.deepEqual([found?.plural, found?.namespaced], [plural, namespaced]);
      assert.ok(found?.definition && validator(found.definition));
    });
  }

  it('lists are known and marked', () => {
    assert.equal(structure.kinds['v1']?.['List']?.list, true);
    assert.equal(structure.kinds['apps/v1']?.['DeploymentList']?.list, true);
  });

  const lives: readonly (readonly [string, string, (string | undefined)?, (string | undefined)?, string?])[] = [
    ['apps/v1', 'Deployment'],
    ['extensions/v1beta1', 'Deployment', undefined, '1.16', 'apps/v1'],
    ['extensions/v1beta1', 'Ingress', undefined, '1.22', 'networking.k8s.io/v1'],
    ['policy/v1beta1', 'PodSecurityPolicy', undefined, '1.25'],
    ['batch/v1beta1', 'CronJob', undefined, '1.25', 'batch/v1'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', undefined, '1.26', 'autoscaling/v2'],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', undefined, '1.32', 'flowcontrol.apiserver.k8s.io/v1'],
    ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', '1.30'],
    ['admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy', '1.36'],
    ['networking.k8s.io/v1', 'ServiceCIDR', '1.33'],
    ['resource.k8s.io/v1', 'ResourceClaim', '1.34'],
    ['scheduling.k8s.io/v1alpha1', 'Workload', '1.35', '1.36', 'scheduling.k8s.io/v1alpha2'],
    ['storage.k8s.io/v1alpha1', 'VolumeAttributesClass', '1.29', '1.35', 'storage.k8s.io/v1'],
  ];
  for (const [apiVersion, kind, since, removed, replacement] of lives) {
    it(`${apiVersion} ${kind}: since ${since ?? 'ever'}, removed ${removed ?? 'never'}`, () => {
      const found = structure.kinds[apiVersion]?.[kind];
      assert.ok(found);
      assert.deepEqual([found.since, found.removed, found.replacement], [since, removed, replacement]);
    });
  }

  it('names the minors from oldest to newest', () => {
    assert.deepEqual(
      [structure.versions[0], structure.versions.at(-1), structure.versions.length],
      ['1.28', '1.36', 9],
    );
  });
});

describe('fields', () => {
  const spans: readonly (readonly [string, string?, string?])[] = [
    ['core.v1.Container#name'],
    ['core.v1.Container#restartPolicyRules', '1.34'],
    ['core.v1.Lifecycle#stopSignal', '1.33'],
    ['core.v1.LifecycleHandler#sleep', '1.29'],
    ['core.v1.PodSpec#resources', '1.32'],
    ['core.v1.PodSpec#schedulingGroup', '1.36'],
    ['core.v1.PodSpec#workloadRef', '1.35', '1.36'],
    ['core.v1.Volume#image', '1.31'],
    ['core.v1.VolumeMount#recursiveReadOnly', '1.30'],
    ['core.v1.ResourceClaim#request', '1.31'],
    ['core.v1.ServiceSpec#trafficDistribution', '1.30'],
    ['batch.v1.JobSpec#successPolicy', '1.30'],
    ['autoscaling.v2.HPAScalingRules#tolerance', '1.33'],
  ];
  for (const [path, since, removed] of spans) {
    it(`${path}: since ${since ?? 'ever'}, removed ${removed ?? 'never'}`, () => {
      assert.deepEqual([field(path)['x-since'], field(path)['x-removed']], [since, removed]);
    });
  }

  const defaults: readonly (readonly [string, unknown])[] = [
    ['core.v1.Probe#timeoutSeconds', 1],
    ['core.v1.Probe#periodSeconds', 10],
    ['core.v1.Probe#failureThreshold', 3],
    ['core.v1.HTTPGetAction#scheme', 'HTTP'],
    ['core.v1.ServicePort#protocol', 'TCP'],
    ['core.v1.SecretVolumeSource#defaultMode', 420],
    ['apps.v1.DeploymentSpec#replicas', 1],
    ['apps.v1.RollingUpdateDeployment#maxSurge', '25%'],
    ['core.v1.Probe#terminationGracePeriodSeconds', undefined],
    ['core.v1.Container#imagePullPolicy', undefined],
  ];
  for (const [path, value] of defaults) {
    it(`${path} defaults to ${value}`, () => assert.equal(field(path).default, value));
  }

  const values: readonly (readonly [string, readonly string[]])[] = [
    ['core.v1.Container#imagePullPolicy', ['Always', 'IfNotPresent', 'Never']],
    ['core.v1.PodSpec#restartPolicy', ['Always', 'Never', 'OnFailure']],
    ['core.v1.HTTPGetAction#scheme', ['HTTP', 'HTTPS']],
    ['autoscaling.v2.MetricTarget#type', ['Utilization', 'Value', 'AverageValue']],
    ['storage.v1.StorageClass#reclaimPolicy', ['Delete', 'Retain']],
    [`${META}.LabelSelectorRequirement#operator`, ['In', 'NotIn', 'Exists', 'DoesNotExist']],
  ];
  for (const [path, allowed] of values) {
    it(`${path} is one of ${allowed.join(', ')}`, () => {
      assert.deepEqual(field(path).enum, allowed);
      assert.equal(field(path)['x-open-enum'], undefined);
    });
  }

  it('a Secret may have a type of its own, but the usual ones are known', () => {
    assert.equal(field('core.v1.Secret#type')['x-open-enum'], true);
    assert.ok(field('core.v1.Secret#type').enum?.includes('kubernetes.io/tls'));
    assert.deepEqual(errorsOf('core.v1.Secret', { type: 'example.com/own' }), []);
  });

  it('knows the keys of lists', () => {
    assert.deepEqual(field('core.v1.PodSpec#containers')['x-kubernetes-list-map-keys'], ['name']);
    assert.deepEqual(field('core.v1.ServiceSpec#ports')['x-kubernetes-list-map-keys'], ['port', 'protocol']);
    assert.equal(field('core.v1.Container#env')['x-kubernetes-patch-merge-key'], 'name');
    const webhook = field('admissionregistration.v1.ValidatingWebhook#matchConditions');
    assert.deepEqual(webhook['x-kubernetes-list-map-keys'], ['name']);
  });

  it('quantities and int-or-string say so', () => {
    const limits = field('core.v1.ResourceRequirements#limits').additionalProperties;
    assert.deepEqual(limits, { format: 'quantity' });
    assert.equal(field('core.v1.HTTPGetAction#port')['x-kubernetes-int-or-string'], true);
  });

  it('every reference leads somewhere', () => {
    const names = [...JSON.stringify(structure.definitions).matchAll(/"#\/definitions\/([^"]+)"/g)].map(
      match => match[1],
    );
    const missing = new Set(names.filter(name => !structure.definitions[name ?? '']));
    assert.deepEqual([...missing], []);
  });
});

describe('required', () => {
  const required: readonly (readonly [string, readonly string[]])[] = [
    ['core.v1.Pod', ['spec']],
    ['core.v1.Container', ['image', 'name']],
    ['core.v1.ContainerPort', ['containerPort']],
    ['core.v1.HTTPGetAction', ['port']],
    ['apps.v1.DeploymentSpec', ['selector', 'template']],
    ['apps.v1.StatefulSetSpec', ['selector', 'template']],
    ['networking.v1.HTTPIngressPath', ['backend', 'pathType']],
    ['rbac.v1.PolicyRule', ['verbs']],
    ['rbac.v1.RoleBinding', ['roleRef']],
  ];
  for (const [type, fields] of required) {
    it(`${type} needs ${fields.join(', ')}`, () => assert.deepEqual(definition(type).required, fields));
  }

  const accepted: readonly (readonly [string, unknown])[] = [
    ['rbac.v1.Role', { metadata: { name: 'nothing' } }],
    ['rbac.v1.ClusterRole', { metadata: { name: 'nothing' } }],
    ['scheduling.v1.PriorityClass', { metadata: { name: 'zero' } }],
    ['networking.v1.NetworkPolicy', { spec: {} }],
    ['discovery.v1.EndpointSlice', { addressType: 'IPv4' }],
    ['storage.v1.CSINode', { spec: {} }],
    ['core.v1.LimitRange', { spec: {} }],
    ['core.v1.Event', { reason: 'Test' }],
    ['core.v1.HTTPHeader', { name: 'X-Empty' }],
    ['apps.v1.ControllerRevision', {}],
    ['core.v1.PersistentVolumeClaim', {}],
    ['core.v1.Node', { status: { conditions: [{}], addresses: [{}] } }],
    [`${CRD}.CustomResourceDefinitionStatus`, { conditions: [], storedVersions: [] }],
  ];
  for (const [type, value] of accepted) {
    it(`${type} ${JSON.stringify(value)} is accepted`, () => assert.deepEqual(errorsOf(type, value), []));
  }
});

describe('validators', () => {
  const container = { name: 'web', image: 'nginx' };

  it('accept a whole Deployment with type information and status', () => {
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', labels: { app: 'web' }, managedFields: [{ fieldsV1: { 'f:spec': {} } }] },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        strategy: { rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ ...container, resources: { limits: { cpu: 0.5, memory: '1Gi' } } }] },
        },
      },
      status: { availableReplicas: 1 },
    };
    assert.deepEqual(errorsOf('apps.v1.Deployment', deployment), []);
  });

  const refused: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['core.v1.Pod', { spec: { containers: [{ name: 'a' }] } }, ['required /spec/containers/0 image']],
    ['core.v1.Pod', { spec: { volumes: [], containers: [] }, volumes: [] }, ['additionalProperties  volumes']],
    [
      'core.v1.Pod',
      { spec: {}, status: { foo: 1 } },
      ['required /spec containers', 'additionalProperties /status foo'],
    ],
    ['core.v1.ConfigMap', { data: { number: 1 } }, ['type /data/number string']],
    ['core.v1.ConfigMap', { data: { 'a/b': true } }, ['type /data/a~1b string']],
    [
      'core.v1.PodSpec',
      { containers: [container], restartPolicy: 'always' },
      ['enum /restartPolicy Always|Never|OnFailure'],
    ],
    ['core.v1.PodSpec', { containers: container }, ['type /containers array']],
    ['core.v1.Probe', { timeoutSeconds: 1.5 }, ['type /timeoutSeconds integer']],
    ['core.v1.Probe', { periodSeconds: 2 ** 31 }, ['format /periodSeconds int32']],
    ['core.v1.HTTPGetAction', { port: true }, ['type /port integer|string']],
    ['core.v1.HTTPGetAction', { port: 1.5 }, ['type /port integer|string']],
    ['core.v1.TCPSocketAction', { port: 2 ** 32 }, ['format /port int-or-string']],
    ['core.v1.ContainerPort', { containerPort: 80, protocol: 1 }, ['type /protocol string']],
  ];
  for (const [type, value, errors] of refused) {
    it(`${type} ${JSON.stringify(value)} is refused`, () => {
      assert.deepEqual([...errorsOf(type, value)].sort(), [...errors].sort());
    });
  }

  it('take whole numbers in any notation', () => {
    assert.deepEqual(errorsOf('core.v1.Probe', { timeoutSeconds: 1.0, periodSeconds: 1e3 }), []);
    assert.deepEqual(errorsOf('core.v1.PodSpec', { containers: [container], activeDeadlineSeconds: 2 ** 40 }), []);
  });

  it('follow schemas of custom resources into themselves, and allow what the server drops there', () => {
    const schema = (leaf: unknown) => ({ type: 'object', properties: { a: { properties: { b: leaf } } } });
    assert.deepEqual(errorsOf(`${CRD}.JSONSchemaProps`, schema({ type: 'string', default: { any: [1] } })), []);
    assert.deepEqual(errorsOf(`${CRD}.JSONSchemaProps`, schema({ tipe: 'string' })), [
      'additionalProperties /properties/a/properties/b tipe',
    ]);
    assert.deepEqual(errorsOf(`${CRD}.JSONSchemaProps`, { additionalProperties: true, items: { unheard: 1 } }), []);
    assert.deepEqual(errorsOf(`${CRD}.JSONSchemaProps`, { items: { maxItems: 'many' } }), [
      'type /items/maxItems integer',
    ]);
  });

  it('know nothing of unknown types, not even of those that every object has', () => {
    assert.equal(validator('io.k8s.api.core.v1.Nothing'), undefined);
    assert.equal(validator('toString'), undefined);
  });

  it('exist for every type', () => {
    const without = Object.keys(structure.definitions).filter(name => typeof validator(name) !== 'function');
    assert.deepEqual(without, []);
  });
});

describe('formats', () => {
  const isQuantity = (value: unknown): boolean =>
    errorsOf('core.v1.ResourceRequirements', { limits: { cpu: value } }).length === 0;
  const isBase64 = (value: string): boolean => errorsOf('core.v1.Secret', { data: { key: value } }).length === 0;
  const isTime = (value: string): boolean => errorsOf(`${META}.ObjectMeta`, { creationTimestamp: value }).length === 0;
  const isMicroTime = (value: string): boolean =>
    errorsOf('coordination.v1.LeaseSpec', { renewTime: value }).length === 0;

  for (const value of ['1', '100m', '1.5', '.5', '5.', '-1', '+1Ki', '1e3', '12E-2', '1E', '2Ei', '100u', 1, 0.1, -3]) {
    it(`${value} is a quantity`, () => assert.equal(isQuantity(value), true));
  }
  for (const value of ['', '1 Gi', '1K', '1MB', '1gi', 'Mi', '1.2.3', '1e', '0x10', '1e1.5', '٣', true, [], {}]) {
    it(`${JSON.stringify(value)} is no quantity`, () => assert.equal(isQuantity(value), false));
  }
  for (const value of ['', 'aGk=', 'aGkh', 'aG\nkh\r\n', '+/==', '____'.replaceAll('_', '/')]) {
    it(`${JSON.stringify(value)} is base64`, () => assert.equal(isBase64(value), true));
  }
  for (const value of ['a', 'aGk', 'aGk ', 'aGk=aGk=', 'a-_b', '====', 'aGk=\t', 'hello!']) {
    it(`${JSON.stringify(value)} is no base64`, () => assert.equal(isBase64(value), false));
  }
  for (const value of ['2024-02-29T12:00:00Z', '2024-01-01T00:00:00.123+02:00', '1900-02-28T23:59:59-11:30']) {
    it(`${value} is a time`, () => assert.equal(isTime(value), true));
  }
  for (const value of ['2023-02-29T12:00:00Z', '2024-01-01', '2024-01-01T00:00:00', '2024-01-01t00:00:00z', '']) {
    it(`${JSON.stringify(value)} is no time`, () => assert.equal(isTime(value), false));
  }
  it('a micro time has six digits', () => {
    assert.equal(isMicroTime('2024-01-01T00:00:00.000000Z'), true);
    assert.equal(isMicroTime('2024-01-01T00:00:00Z'), false);
  });
});

describe('docs', () => {
  it('say what types and fields are for, also where a field is a type', () => {
    assert.match(docs['io.k8s.api.core.v1.Pod']?.[''] ?? '', /collection of containers/);
    assert.ok((docs['io.k8s.api.core.v1.Container']?.['livenessProbe'] ?? '').length > 20);
    assert.ok((docs['io.k8s.api.scheduling.v1alpha2.PodGroup']?.[''] ?? '').length > 20);
  });

  it('hold inside schemas of custom resources, at any depth', () => {
    assert.ok((docs[`${CRD}.JSONSchemaPropsNested`]?.['x-kubernetes-list-type'] ?? '').length > 20);
  });

  it('describe most fields', () => {
    const described = Object.entries(structure.definitions).flatMap(([name, { properties = {} }]) =>
      Object.keys(properties).map(key => Boolean(docs[name]?.[key])),
    );
    assert.ok(described.filter(Boolean).length / described.length > 0.9);
  });

  it('are apart from the structure, which has none', () => {
    assert.ok(!read('structure.json').includes('"description":"'));
  });
});

describe('sizes', () => {
  const limits: readonly (readonly [string, number, number])[] = [
    ['structure.json', 500, 45],
    ['docs.json', 1300, 260],
    ['validators.json', 1700, 180],
  ];
  for (const [file, raw, packed] of limits) {
    it(`${file} stays below ${raw} kB, ${packed} kB packed`, () => {
      const text = readFileSync(join(folder, file));
      assert.ok(text.length < raw * 1000, `${text.length} bytes`);
      assert.ok(gzipSync(text).length < packed * 1000, `${gzipSync(text).length} bytes packed`);
    });
  }

  it('validators carry no compiler along', () => {
    assert.ok(!/new Function|ajv\/dist/.test(read('validators.json')));
  });
});
