/** The fix that turns an init container into a sidecar, which may have probes and a lifecycle. */
import type { Container } from '../model/pods.js';
import { setValue } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { insertEntries } from '../syntax/insert.js';
import { entry } from '../syntax/node.js';
import type { Fix } from './rule.js';

export function runAsSidecar(document: YamlDocument, { node }: Container): Fix {
  const policy = entry(node, 'restartPolicy');
  const behind = entry(node, 'image') ?? entry(node, 'name');
  const isOwn = behind && !behind.merged && behind.map === node;
  const added = [{ key: 'restartPolicy', value: 'Always' }];
  return {
    title: 'Make it a sidecar: restartPolicy: Always',
    edits: () => [
      policy && !policy.merged
        ? setValue(document, policy, 'Always')
        : insertEntries(document, node, added, isOwn ? behind : undefined),
    ],
  };
}
