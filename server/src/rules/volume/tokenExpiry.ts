import { fileSourcesOf, volumesOf } from '../../model/volumes.js';
import { replace } from '../../syntax/edit.js';
import { entry, number } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

const least = 600;
const most = 2 ** 32;
/** What the API server fills in. */
const usual = 3600;

export const tokenExpiry = rule({
  code: 'volume/token-expiry',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'service account token that is valid for less than ten minutes, or for ever',
    why: 'The API server rejects the manifest. The kubelet renews a token in time: there is no need for a long one.',
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#launch-a-pod-using-service-account-token-projection',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: token
                mountPath: /var/run/web
        volumes:
          - name: token
            projected:
              sources:
                - serviceAccountToken:
                    path: token
                    expirationSeconds: 300
                                     # ^^^ error volume/token-expiry: expirationSeconds must be at least 600`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: token
                mountPath: /var/run/web
        volumes:
          - name: token
            projected:
              sources:
                - serviceAccountToken:
                    path: token
                    expirationSeconds: 3600`,
  },
  each: manifest => volumesOf(manifest).flatMap(fileSourcesOf),
  *check({ type, node }) {
    const value = type === 'serviceAccountToken' ? entry(node, 'expirationSeconds')?.value : undefined;
    const seconds = number(value);
    if (!value || seconds === undefined || !Number.isInteger(seconds) || (seconds >= least && seconds <= most)) return;
    const fix = { title: `Change to ${usual}`, edits: () => [replace(value, String(usual))] };
    const limit = seconds < least ? `at least ${least}` : 'at most 4294967296';
    yield finding(value, `expirationSeconds must be ${limit}`, fix);
  },
});
