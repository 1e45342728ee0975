/** Why kustomize stops, and where the cause is written. Thrown by the parts of a build, caught by `build.ts` alone. */
import type { Place } from './value.js';

export class Refusal extends Error {
  readonly place: Place;
  readonly advice: Advice | undefined;

  constructor(place: Place, message: string, advice?: Advice) {
    super(message);
    this.place = place;
    this.advice = advice;
  }
}

/** What the user may have meant by the text at the place of a refusal. */
export interface Advice {
  /** What the text should have been: a path into an object, or the name of one. */
  readonly about: 'path' | 'target';
  readonly message: string;
  /** The text, as kustomize reads it. */
  readonly text: string;
  /** The part of it that leads nowhere; `undefined` where all of `choices` are worth a look. */
  readonly word: string | undefined;
  /** Words for the place of this one, and the whole text then. */
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly word: string;
  readonly text: string;
}

/** `message` in the words of kustomize, without its chain of "accumulating resources". */
export function refuse(place: Place, message: string, advice?: Advice): never {
  throw new Refusal(place, message, advice);
}

/** What is silently lost or does nothing. */
export interface Notice {
  readonly code: NoticeCode;
  readonly place: Place;
  /** What was looked for, such as the name of an image. */
  readonly what: string;
}

export type NoticeCode =
  | 'patch-matches-nothing'
  | 'patch-matches-all'
  | 'image-matches-nothing'
  | 'replacement-matches-nothing'
  | 'variable-unused'
  | 'reference-not-renamed';
