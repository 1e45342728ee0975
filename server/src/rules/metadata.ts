/** How much weighs what is wrong in an object's metadata, and which of it other programs fill in. */
import type { Manifest } from '../model/manifest.js';
import { knownText } from '../model/templates.js';
import type { Node } from '../syntax/node.js';
import type { Finding } from './rule.js';

/**
 * The verdicts in test/data/apiserver accept any label on the objects of apps/v1 themselves. We have no other witness
 * for them, so they weigh less than on other objects.
 */
export function labelSeverity({ apiVersion }: Manifest): Pick<Finding, 'severity'> {
  return apiVersion === 'apps/v1' ? { severity: 'warning' } : {};
}

/** A name, unless some part of it is filled in later. */
export function knownName(node: Node | undefined): string | undefined {
  const name = knownText(node);
  return name === undefined || /[${}<>]|%\w+%|@\w+@|__\w+__|\[\[/.test(name) ? undefined : name;
}
