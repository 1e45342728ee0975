/** What the extension and the page of the timeline say to each other. Plain data. */
import type { ProbeTimelineResult } from '../../../server/src/protocol.js';

/** To the page: the newest answer of the server. */
export interface ShownTimeline {
  readonly uri: string;
  readonly answer: ProbeTimelineResult;
}

/** To the extension: the page is there and has nothing new, or its user wants to see where something is written. */
export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly uri: string; readonly line: number };
