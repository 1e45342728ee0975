/** The types of Secrets that Kubernetes knows, and what the API server wants of each. */

export interface SecretType {
  /** Keys that must be there. */
  readonly keys: readonly string[];
  /** One of the keys will do. */
  readonly oneIsEnough?: true;
  /** What such a key may hold to begin with; an empty text where that is accepted. */
  readonly sample: string | undefined;
}

export const accountAnnotation = 'kubernetes.io/service-account.name';

export const secretTypes: ReadonlyMap<string, SecretType> = new Map<string, SecretType>([
  ['kubernetes.io/tls', { keys: ['tls.crt', 'tls.key'], sample: '' }],
  ['kubernetes.io/dockerconfigjson', { keys: ['.dockerconfigjson'], sample: '{"auths": {}}' }],
  ['kubernetes.io/dockercfg', { keys: ['.dockercfg'], sample: '{}' }],
  ['kubernetes.io/basic-auth', { keys: ['username', 'password'], oneIsEnough: true, sample: '' }],
  // An empty key is refused, and nobody but the user has the right one.
  ['kubernetes.io/ssh-auth', { keys: ['ssh-privatekey'], sample: undefined }],
  ['kubernetes.io/service-account-token', { keys: [], sample: undefined }],
  ['bootstrap.kubernetes.io/token', { keys: [], sample: undefined }],
]);
