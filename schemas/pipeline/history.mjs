// @ts-check
/** Tells since when a kind or field exists and when it went away. In doubt it says the earlier minor, or nothing. */

import { MINORS } from './sources.mjs';

/** @typedef {import('./definition.mjs').Release} Release */
/** @typedef {{ since?: string, removed?: string }} Span */

/**
 * What is told of one minor: yes, no, or unknown.
 * @typedef {(minor: string) => boolean | undefined} Presence
 */

/** @param {Presence} isIn @returns {Span} */
export function spanOf(isIn) {
  const told = MINORS.map(isIn);
  const first = told.indexOf(true);
  const last = told.lastIndexOf(true);
  if (first < 0) return {};
  const since = told.lastIndexOf(false, first) + 1;
  const removed = told.indexOf(false, last);
  return {
    ...(told.lastIndexOf(false, first) >= 0 && { since: /** @type {string} */ (MINORS[since]) }),
    ...(removed > 0 && { removed: /** @type {string} */ (MINORS[removed]) }),
  };
}

/**
 * @param {{ releases: Release[], leftovers: Release, fieldsOf131: Map<string, Set<string>> }} sources
 * @returns {{ definitionSpan: (name: string) => Span, fieldSpan: (name: string, field: string) => Span }}
 */
export function historyOf({ releases, leftovers, fieldsOf131 }) {
  const byMinor = new Map(releases.map(release => [release.minor, release.definitions]));
  return { definitionSpan, fieldSpan };

  /** @param {string} name @returns {Span} */
  function definitionSpan(name) {
    return spanOf(minor => {
      if (minor === '1.31') return fieldsOf131.has(name);
      if (minor === '1.35') return leftovers.definitions.has(name) || undefined;
      return byMinor.get(minor)?.has(name);
    });
  }

  /** A definition that is not there says nothing of its fields. @param {string} name @param {string} field @returns {Span} */
  function fieldSpan(name, field) {
    return spanOf(minor => {
      if (minor === '1.31') return in131(name, field);
      if (minor === '1.35') return leftovers.definitions.get(name)?.fields.has(field) || undefined;
      return byMinor.get(minor)?.get(name)?.fields.has(field);
    });
  }

  /** The package of 1.31 leaves out status. @param {string} name @param {string} field */
  function in131(name, field) {
    return field === 'status' ? undefined : fieldsOf131.get(name)?.has(field);
  }
}

/** @param {import('./merge.mjs').Kinds} kinds @param {(definition: string) => Span} definitionSpan */
export function addHistory(kinds, definitionSpan) {
  for (const group of kinds.values())
    for (const kind of group.values()) {
      if (kind.definition) Object.assign(kind, definitionSpan(kind.definition));
    }
}
