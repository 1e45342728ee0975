/** Whether what is added to a container would be added to others, too, because YAML lets them share what is written. */
import { type Container, podSpecOf } from '../../model/pods.js';
import { get, type MapNode } from '../../syntax/node.js';
import { copiesOf, isMergeSource } from '../../syntax/sharedText.js';

/** The reason why nothing can be added to the list `field` of the container. */
export function whyShared({ manifest, node, name = '' }: Container, field: string): string | undefined {
  const { document } = manifest;
  if (isShared(document, node)) return sentence(`container ${name} is`);
  const list = get(node, field);
  return list && copiesOf(document, list.span).length > 0
    ? sentence(`the ${field} of container ${name} are`)
    : undefined;
}

/** The same for the volumes of its pod. */
export function whyVolumesAreShared({ manifest }: Container): string | undefined {
  const { document } = manifest;
  const pod = podSpecOf(manifest);
  const volumes = get(pod, 'volumes');
  const isCopied = volumes !== undefined && copiesOf(document, volumes.span).length > 0;
  return isCopied || (pod?.kind === 'map' && isShared(document, pod)) ? sentence('the volumes are') : undefined;
}

function isShared(document: Container['manifest']['document'], map: MapNode): boolean {
  return copiesOf(document, map.span).length > 0 || isMergeSource(document, map);
}

function sentence(subject: string): string {
  return `${subject} used in another place, too, through an alias: that would change as well`;
}
