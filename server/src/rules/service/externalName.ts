import { dns1123SubdomainErrors } from '../../model/names.js';
import { serviceSpecOf, serviceTypeOf } from '../../model/services.js';
import { knownText } from '../../model/templates.js';
import { setValue } from '../../syntax/edit.js';
import { entry, isNull, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const serviceExternalName = rule({
  code: 'service/external-name',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'ExternalName Service without a host name, or with a cluster IP',
    why: `
      The API server rejects the manifest. Such a Service is an alias in the DNS: it has a host name in \`externalName\`,
      without \`https://\` or a port, and no address of its own.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#externalname',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: api
      spec:
        type: ExternalName
        externalName: https://api.example.com/
                    # ^^^^^^^^^^^^^^^^^^^^^^^^ error service/external-name: externalName must be a host name: lower case letters, digits, - and .`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: api
      spec:
        type: ExternalName
        externalName: api.example.com`,
  },
  each: manifest => [serviceSpecOf(manifest)],
  *check(spec, { root, document, kind }, { isPatch, build }) {
    if (!spec || serviceTypeOf(spec) !== 'ExternalName') return;
    const address = entry(spec, 'clusterIP');
    if (address && text(address.value)) {
      yield finding(address, 'clusterIP must not be set when type is ExternalName');
    }
    const field = entry(spec, 'externalName');
    const name = knownText(field?.value);
    if (!field || isNull(field.value) || name === '') {
      const at = field ?? entry(root, 'spec');
      if (at && !isPatch && !build.completes(kind))
        yield finding(at, 'an ExternalName Service must have an externalName');
      return;
    }
    if (name === undefined) return;
    if (dns1123SubdomainErrors(name.replace(/\.$/, '')).length === 0) return;
    const host = hostIn(name);
    const fixes = host ? [{ title: `Change to ${host}`, edits: () => [setValue(document, field, host)] }] : [];
    yield finding(field.value, 'externalName must be a host name: lower case letters, digits, - and .', ...fixes);
  },
});

/** The host of a URL. */
function hostIn(name: string): string | undefined {
  const host = /^(?:[A-Za-z+]+:\/\/)?([^/:@]+)(?::\d+)?(?:\/.*)?$/.exec(name)?.[1]?.toLowerCase();
  return host && /[a-z]/.test(host) && dns1123SubdomainErrors(host).length === 0 ? host : undefined;
}
