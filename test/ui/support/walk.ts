/** What a walk is: the path of one person through the editor, in one file below walks/, exported as `walk`. */
import type { Page } from 'playwright-core';

export interface Walk {
  /** What the person achieves. */
  readonly title: string;
  /** The folder of the repository that the person opens; each walk has its own copy. */
  readonly opens: string;
  readonly run: (stage: Stage) => Promise<void>;
}

export interface Stage {
  readonly page: Page;
  /** Where the copy of the opened folder is on disk. */
  readonly folder: string;
  /** Takes two pictures into test-results/: NAME-dark.png and NAME-light.png. */
  readonly screenshot: (name: string) => Promise<void>;
  /** Takes one picture of what is there: NAME.png. */
  readonly picture: (name: string) => Promise<void>;
}
