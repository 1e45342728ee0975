/**
 * What names may look like in Kubernetes. Each function returns what is wrong with a name in the API server's own
 * words, or an empty list; it knows nothing of the field the name stands in.
 */

export const limits = {
  label: 63,
  subdomain: 253,
  portName: 15,
  /** Bytes of all values of one ConfigMap or Secret, decoded; keys do not count. */
  configMapBytes: 1_048_576,
  /** Bytes of all annotations of one object, keys and values. */
  annotationsBytes: 262_144,
} as const;

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const serviceLabel = '[a-z]([-a-z0-9]*[a-z0-9])?';
const configMapKey = '[-._a-zA-Z0-9]+';
const environmentName = '[-._a-zA-Z][-._a-zA-Z0-9]*';
const headerName = '[-A-Za-z0-9]+';
const qualifiedName = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

const isLabel = whole(label);
const isSubdomain = whole(subdomain);
const isServiceLabel = whole(serviceLabel);
const isConfigMapKey = whole(configMapKey);
const isEnvironmentName = whole(environmentName);
const isHeaderName = whole(headerName);
const isQualifiedName = whole(qualifiedName);
const isLabelValue = whole(`(${qualifiedName})?`);

/** Names of namespaces, containers, volumes. */
export function dns1123LabelErrors(name: string): readonly string[] {
  const errors = lengthErrors(name, limits.label);
  if (isLabel.test(name)) return errors;
  if (isSubdomain.test(name)) return [...errors, 'must not contain dots'];
  return [
    ...errors,
    patternError(
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
      label,
      ['my-name', '123-abc'],
    ),
  ];
}

/** Names of most objects: ConfigMaps, Secrets, Deployments. */
export function dns1123SubdomainErrors(name: string): readonly string[] {
  const errors = lengthErrors(name, limits.subdomain);
  if (isSubdomain.test(name)) return errors;
  return [
    ...errors,
    patternError(
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
      subdomain,
      ['example.com'],
    ),
  ];
}

/** Names of Services. */
export function dns1035LabelErrors(name: string): readonly string[] {
  const errors = lengthErrors(name, limits.label);
  if (isServiceLabel.test(name)) return errors;
  return [
    ...errors,
    patternError(
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
      serviceLabel,
      ['my-name', 'abc-123'],
    ),
  ];
}

/** Names of container ports, as probes and Services refer to them. */
export function portNameErrors(name: string): readonly string[] {
  const errors = [...lengthErrors(name, limits.portName)];
  if (!/^[-a-z0-9]+$/.test(name)) {
    errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(name)) errors.push('must contain at least one letter (a-z)');
  if (name.includes('--')) errors.push('must not contain consecutive hyphens');
  if (/^-|-$/.test(name)) errors.push('must not begin or end with a hyphen');
  return errors;
}

export function portNumberErrors(port: number): readonly string[] {
  return port >= 1 && port <= 65535 ? [] : ['must be between 1 and 65535, inclusive'];
}

/** Keys of ConfigMaps and Secrets. */
export function configMapKeyErrors(key: string): readonly string[] {
  const errors = [...lengthErrors(key, limits.subdomain)];
  if (!isConfigMapKey.test(key)) {
    errors.push(
      patternError("a valid config key must consist of alphanumeric characters, '-', '_' or '.'", configMapKey, [
        'key.name',
        'KEY_NAME',
        'key-name',
      ]),
    );
  }
  return [...errors, ...parentFolderErrors(key)];
}

/** Names of environment variables, as every version of Kubernetes and kubectl's env files take them. */
export function envNameErrors(name: string): readonly string[] {
  if (isEnvironmentName.test(name)) return parentFolderErrors(name);
  return [
    patternError(
      "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
      environmentName,
      ['my.env-name', 'MY_ENV.NAME', 'MyEnvName1'],
    ),
    ...parentFolderErrors(name),
  ];
}

/** Names of environment variables where the feature RelaxedEnvironmentVariableValidation is on. */
export function relaxedEnvNameErrors(name: string): readonly string[] {
  if (name === '') return ['environment variable name must be non-empty'];
  if (/^[ -<>-~]+$/.test(name)) return [];
  return ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

export function httpHeaderNameErrors(name: string): readonly string[] {
  if (isHeaderName.test(name)) return [];
  return [
    patternError("a valid HTTP header must consist of alphanumeric characters or '-'", headerName, ['X-Header-Name']),
  ];
}

/** Keys of labels and annotations: a name, which may have a domain and a slash before it. */
export function qualifiedNameErrors(key: string): readonly string[] {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  if (more.length > 0) return ['must have no more than one slash'];
  const prefixErrors =
    prefix === undefined ? [] : prefix === '' ? ['must be non-empty'] : dns1123SubdomainErrors(prefix);
  return [...prefixErrors.map(error => `prefix part ${error}`), ...namePartErrors(name)];
}

function namePartErrors(name: string): readonly string[] {
  if (name === '') return ['name part must be non-empty'];
  const errors = lengthErrors(name, limits.label);
  const wrong = isQualifiedName.test(name)
    ? []
    : [
        patternError(
          "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
          qualifiedName,
          ['MyName', 'my.name', '123-abc'],
        ),
      ];
  return [...errors, ...wrong].map(error => `name part ${error}`);
}

export function labelValueErrors(value: string): readonly string[] {
  const errors = lengthErrors(value, limits.label);
  if (isLabelValue.test(value)) return errors;
  return [
    ...errors,
    patternError(
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
      `(${qualifiedName})?`,
      ['MyValue', 'my_value', '12345'],
    ),
  ];
}

/** What every name must be, since it is a part of the object's address. */
export function pathSegmentErrors(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%'].filter(sign => name.includes(sign)).map(sign => `may not contain '${sign}'`);
}

/** The errors for a person: without examples and regular expressions. */
export function inWords(errors: readonly string[]): string {
  return errors.map(error => error.replace(/ \(e\.g\. .*$/, '')).join(', and ');
}

/** `mode` and `defaultMode` of files in volumes. */
export function fileModeErrors(mode: number): readonly string[] {
  return mode >= 0 && mode <= 0o777 ? [] : ['must be a number between 0 and 0777 (octal), both inclusive'];
}

/** What is checked in place of a prefix, such as `generateName`: there, a dash at the end is no mistake. */
export function maskTrailingDash(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
}

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

/** The API server says characters, but counts bytes. */
function lengthErrors(name: string, limit: number): readonly string[] {
  return Buffer.byteLength(name) > limit ? [`must be no more than ${limit} characters`] : [];
}

/** The two blanks between examples are the API server's own. */
function patternError(rule: string, pattern: string, examples: readonly string[]): string {
  return `${rule} (e.g. ${examples.map(example => `'${example}', `).join(' or ')}regex used for validation is '${pattern}')`;
}

function parentFolderErrors(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`must not be '${name}'`];
  return name.startsWith('..') ? ["must not start with '..'"] : [];
}
