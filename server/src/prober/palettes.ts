/** The colours of a drawing, for the themes that an editor may have; nothing here knows where they are used. */

/** Any colours that SVG knows; what they mean is said here, and never by the colour alone. */
export interface Palette {
  readonly background: string;
  readonly text: string;
  /** Text that is there when one looks for it: names of lanes, times of the axis. */
  readonly faint: string;
  readonly line: string;
  /** Answers in time, an app that is up, traffic. */
  readonly good: string;
  /** Failures and what they lead to. */
  readonly bad: string;
  /** Time that passes on purpose: starting, delays. */
  readonly wait: string;
  /** An app that was told to end. */
  readonly end: string;
}

export const themes = ['light', 'dark', 'highContrast', 'highContrastLight'] as const;
export type Theme = (typeof themes)[number];

export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    background: '#ffffff',
    text: '#1f2328',
    faint: '#57606a',
    line: '#d0d7de',
    good: '#1a7f37',
    bad: '#cf222e',
    wait: '#0969da',
    end: '#9a6700',
  },
  dark: {
    background: '#1f1f1f',
    text: '#e6e6e6',
    faint: '#a6adb5',
    line: '#454b52',
    good: '#4cc268',
    bad: '#ff7b72',
    wait: '#6cb6ff',
    end: '#d8a444',
  },
  highContrast: {
    background: '#000000',
    text: '#ffffff',
    faint: '#ffffff',
    line: '#8a8a8a',
    good: '#3ff23f',
    bad: '#ff8a80',
    wait: '#7cc7ff',
    end: '#ffd54a',
  },
  highContrastLight: {
    background: '#ffffff',
    text: '#000000',
    faint: '#292929',
    line: '#6e7781',
    good: '#0a5c23',
    bad: '#a40e26',
    wait: '#0f4a85',
    end: '#6b4a00',
  },
};
