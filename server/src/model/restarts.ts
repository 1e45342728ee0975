/** Whether a container that has ended is started again. */
import { get, isNull, items, text } from '../syntax/node.js';
import { type Container, podSpecOf } from './pods.js';

/**
 * `undefined` where that is not known. A container may differ from its pod: a sidecar always restarts, and rules of its
 * own may start it again after some exit codes; with which one it ends when it is told to is up to it.
 */
export function restartsOf({ manifest, node }: Container): boolean | undefined {
  const own = get(node, 'restartPolicy');
  const policy = isNull(own) ? get(podSpecOf(manifest), 'restartPolicy') : own;
  if (isNull(policy)) return true;
  switch (text(policy)) {
    case 'Always':
    case 'OnFailure':
      return true;
    case 'Never':
      return isNull(own) || items(get(node, 'restartPolicyRules')).length === 0 ? false : undefined;
    default:
      return undefined;
  }
}
