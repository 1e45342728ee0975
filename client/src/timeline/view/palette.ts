/** The colours of the drawing: those of the editor's theme, by names that timeline.css gives to them. */
import type { Palette } from '../../../../server/src/prober/palettes.js';

export const themePalette: Palette = {
  background: 'var(--timeline-background)',
  text: 'var(--timeline-text)',
  faint: 'var(--timeline-faint)',
  line: 'var(--timeline-line)',
  good: 'var(--timeline-good)',
  bad: 'var(--timeline-bad)',
  wait: 'var(--timeline-wait)',
  end: 'var(--timeline-end)',
};
