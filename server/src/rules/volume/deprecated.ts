import { volumesOf } from '../../model/volumes.js';
import { isAtLeast } from '../../schema/schemas.js';
import { keyOf } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

/** The API server's words, and what has been said since when. */
const words: Readonly<Record<string, string>> = {
  photonPersistentDisk: 'deprecated in v1.11, non-functional in v1.16+',
  scaleIO: 'deprecated in v1.16, non-functional in v1.22+',
  flocker: 'deprecated in v1.22, non-functional in v1.25+',
  storageos: 'deprecated in v1.22, non-functional in v1.25+',
  quobyte: 'deprecated in v1.22, non-functional in v1.25+',
  glusterfs: 'deprecated in v1.25, non-functional in v1.26+',
  cephfs: 'deprecated in v1.28, non-functional in v1.31+',
  rbd: 'deprecated in v1.28, non-functional in v1.31+',
};
const gitRepoOffSince = '1.33';

export const deprecatedVolume = rule({
  code: 'volume/deprecated',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'volume of a type that Kubernetes has given up',
    why: `
      The API server takes it with a warning, but the code behind it is gone, or is off by default: the pod waits for its
      volume. CSI drivers have taken the place of these types; an init container can clone a repository.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#volume-types',
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
              - name: site
                mountPath: /site
        volumes:
          - name: site
            gitRepo:
          # ^^^^^^^ warning volume/deprecated: gitRepo is deprecated in v1.11, and disabled by default in v1.33+
              repository: https://example.com/site.git`,
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
              - name: site
                mountPath: /site
        volumes:
          - name: site
            persistentVolumeClaim:
              claimName: site`,
  },
  each: manifest => volumesOf(manifest).flatMap(({ sources }) => sources),
  *check(source, _manifest, { kubernetesVersion }) {
    const type = keyOf(source);
    const isOff = isAtLeast(kubernetesVersion, gitRepoOffSince);
    const gitRepo = `deprecated in v1.11${isOff ? ', and disabled by default in v1.33+' : ''}`;
    const said = type === 'gitRepo' ? gitRepo : words[type];
    if (said) yield finding(source, `${type} is ${said}`);
  },
});
