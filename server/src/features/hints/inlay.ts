/** What an inlay hint is: a word behind a value that says what the value comes to. */
import type { Place } from '../../schema/schemas.js';
import type { ScalarNode } from '../../syntax/node.js';

export interface InlayText {
  readonly label: string;
  readonly tooltip: string;
}

export interface InlayTarget {
  readonly value: ScalarNode;
  /** What the schema knows of it; nothing, in a kind of someone else. */
  readonly place: Place | undefined;
}

export type Inlay = (target: InlayTarget) => InlayText | undefined;
