import { lifecyclesOf } from '../../model/lifecycle.js';
import { podSpecOf } from '../../model/pods.js';
import { fillEntry, insertEntries } from '../../syntax/insert.js';
import { entry, get, isNull } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const stopSignalWithoutOs = rule({
  code: 'lifecycle/stop-signal-without-os',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'stopSignal in a pod that does not say its operating system',
    why: `
      Where the feature ContainerStopSignals is on, the API server rejects the manifest: which signals there are depends
      on \`spec.os.name\`. Where it is off, as it is by default, the server drops stopSignal without a word.`,
    reference: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            lifecycle:
              stopSignal: SIGUSR1
            # ^^^^^^^^^^ warning lifecycle/stop-signal-without-os: stopSignal must come with spec.os.name`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            lifecycle:
              stopSignal: SIGUSR1
        os:
          name: linux`,
  },
  *each(manifest, { isPatch }) {
    const spec = podSpecOf(manifest);
    if (isPatch || spec?.kind !== 'map' || !isNull(get(spec, 'os', 'name'))) return;
    for (const { node } of lifecyclesOf(manifest)) {
      const signal = entry(node, 'stopSignal');
      if (signal && !isNull(signal.value)) yield { signal, spec };
    }
  },
  *check({ signal, spec }, { document }) {
    const os = entry(spec, 'os');
    const name = [{ key: 'name', value: 'linux' }];
    const isFixable = !spec.alias && (!os || (isNull(os.value) && !os.value.alias && !os.merged));
    const fix = {
      title: 'Add os.name: linux to the pod',
      edits: () => [
        os ? fillEntry(document, os, name) : insertEntries(document, spec, [{ key: 'os', value: { name: 'linux' } }]),
      ],
    };
    yield finding(signal, 'stopSignal must come with spec.os.name', ...(isFixable ? [fix] : []));
  },
});
