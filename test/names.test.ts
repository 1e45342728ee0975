/** What is wrong with a name, in the API server's words. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  configMapKeyErrors,
  dns1035LabelErrors,
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  envNameErrors,
  fileModeErrors,
  httpHeaderNameErrors,
  maskTrailingDash,
  portNameErrors,
  portNumberErrors,
  relaxedEnvNameErrors,
} from '../server/src/model/names.js';

const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const serviceLabel =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const portLetters = 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)';
const portLetter = 'must contain at least one letter (a-z)';
const key =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
const environment =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";
const relaxed = "a valid environment variable name must consist only of printable ASCII characters other than '='";
const header =
  "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')";

expectErrors('a DNS-1123 label', dns1123LabelErrors, {
  good: ['a', '1', 'a-b', '123-abc', 'a--b', 'a'.repeat(63)],
  bad: [
    ['', [label]],
    ['A', [label]],
    ['-a', [label]],
    ['a-', [label]],
    ['a_b', [label]],
    ['a\n', [label]],
    ['ä', [label]],
    ['a.b', ['must not contain dots']],
    ['.a', [label]],
    ['a'.repeat(64), ['must be no more than 63 characters']],
    [`${'a'.repeat(63)}.a`, ['must be no more than 63 characters', 'must not contain dots']],
    ['A'.repeat(64), ['must be no more than 63 characters', label]],
    ['ä'.repeat(32), ['must be no more than 63 characters', label]],
  ],
});

expectErrors('a DNS-1123 subdomain', dns1123SubdomainErrors, {
  good: ['a', '1.2', 'example.com', 'a-b.c', 'a'.repeat(253), `${'a'.repeat(100)}.b`],
  bad: [
    ['', [subdomain]],
    ['a..b', [subdomain]],
    ['a.', [subdomain]],
    ['.a', [subdomain]],
    ['a.-b', [subdomain]],
    ['a_b', [subdomain]],
    ['My.App', [subdomain]],
    ['a'.repeat(254), ['must be no more than 253 characters']],
  ],
});

expectErrors('a DNS-1035 label', dns1035LabelErrors, {
  good: ['a', 'a1', 'abc-123', 'a'.repeat(63)],
  bad: [
    ['', [serviceLabel]],
    ['1a', [serviceLabel]],
    ['a.b', [serviceLabel]],
    ['a-', [serviceLabel]],
    ['a'.repeat(64), ['must be no more than 63 characters']],
  ],
});

expectErrors('a port name', portNameErrors, {
  good: ['http', 'a', '8080-web', 'x1', 'a-b-c', 'a'.repeat(15)],
  bad: [
    ['', [portLetters, portLetter]],
    ['80', [portLetter]],
    ['HTTP', [portLetters, portLetter]],
    ['my_port', [portLetters]],
    ['a--b', ['must not contain consecutive hyphens']],
    ['-a', ['must not begin or end with a hyphen']],
    ['a-', ['must not begin or end with a hyphen']],
    ['--', [portLetter, 'must not contain consecutive hyphens', 'must not begin or end with a hyphen']],
    ['metrics-exporter', ['must be no more than 15 characters']],
  ],
});

expectErrors('a port number', portNumberErrors, {
  good: [1, 8080, 65535],
  bad: [
    [0, ['must be between 1 and 65535, inclusive']],
    [-1, ['must be between 1 and 65535, inclusive']],
    [65536, ['must be between 1 and 65535, inclusive']],
  ],
});

expectErrors('a key of a ConfigMap', configMapKeyErrors, {
  good: ['a', 'A.b_c-d', '.a', '-', '_', '1', 'a..b', '.a.', 'k'.repeat(253)],
  bad: [
    ['', [key]],
    ['a b', [key]],
    ['a/b', [key]],
    ['ä', [key]],
    ['.', ["must not be '.'"]],
    ['..', ["must not be '..'"]],
    ['..a', ["must not start with '..'"]],
    ['...', ["must not start with '..'"]],
    ['../a', [key, "must not start with '..'"]],
    ['k'.repeat(254), ['must be no more than 253 characters']],
  ],
});

expectErrors('the name of an environment variable', envNameErrors, {
  good: ['A', 'a.b', '_', '-a', 'A1', '.a', 'x'.repeat(1000)],
  bad: [
    ['', [environment]],
    ['1A', [environment]],
    ['A B', [environment]],
    ['A=', [environment]],
    ['.', ["must not be '.'"]],
    ['..', ["must not be '..'"]],
    ['..a', ["must not start with '..'"]],
    ['../a', [environment, "must not start with '..'"]],
  ],
});

expectErrors('the name of an environment variable, relaxed', relaxedEnvNameErrors, {
  good: ['A', '1A', 'A B', ' ', '..', '~', '<>', 'a/b:c'],
  bad: [
    ['', ['environment variable name must be non-empty']],
    ['A=', [relaxed]],
    ['ä', [relaxed]],
    ['a\tb', [relaxed]],
    ['a\n', [relaxed]],
    ['\x7f', [relaxed]],
  ],
});

expectErrors('the name of an HTTP header', httpHeaderNameErrors, {
  good: ['X-Header-Name', 'a', '1', '-'],
  bad: [
    ['', [header]],
    ['X_A', [header]],
    ['Host:', [header]],
    ['a b', [header]],
  ],
});

expectErrors('a file mode', fileModeErrors, {
  good: [0, 420, 511],
  bad: [
    [-1, ['must be a number between 0 and 0777 (octal), both inclusive']],
    [512, ['must be a number between 0 and 0777 (octal), both inclusive']],
    [644, ['must be a number between 0 and 0777 (octal), both inclusive']],
  ],
});

describe('a prefix of names', () => {
  test('may end with a dash', () => assert.deepEqual(dns1123SubdomainErrors(maskTrailingDash('foo-')), []));
  test('may not be a dash alone', () => assert.deepEqual(dns1123SubdomainErrors(maskTrailingDash('-')), [subdomain]));
  test('may not begin with a dash', () =>
    assert.deepEqual(dns1123SubdomainErrors(maskTrailingDash('-foo')), [subdomain]));
});

interface Expected<Name> {
  readonly good: readonly Name[];
  readonly bad: readonly (readonly [Name, readonly string[]])[];
}

function expectErrors<Name extends string | number>(
  what: string,
  errorsOf: (name: Name) => readonly string[],
  { good, bad }: Expected<Name>,
): void {
  describe(what, () => {
    for (const name of good) test(`may be ${show(name)}`, () => assert.deepEqual(errorsOf(name), []));
    for (const [name, errors] of bad) {
      test(`may not be ${show(name)}`, () => assert.deepEqual(errorsOf(name), errors));
    }
  });
}

function show(name: string | number): string {
  const text = JSON.stringify(name);
  return text.length > 40 ? `${text.slice(0, 20)}… (${text.length - 2})` : text;
}
