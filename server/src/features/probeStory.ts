/** What a hover on a probe shows of its container: the story of its probes, drawn, or told where no drawing can be seen. */
import { type Container, containerAround, probeKinds } from '../model/pods.js';
import { drawTimeline } from '../prober/drawing.js';
import { palettes, type Theme } from '../prober/palettes.js';
import type { Probes } from '../prober/probe.js';
import { scenarioOf } from '../prober/scenario.js';
import { simulate } from '../prober/simulate.js';
import { openEnds, tell } from '../prober/words.js';
import { get, isNull } from '../syntax/node.js';
import type { FactTarget } from './hints/fact.js';
import { probeHere, probesHere } from './hints/probeHere.js';
import { plainText } from './markdown.js';

/** What a hover of an editor has room for without being asked to grow. */
const width = 480;

/** Markdown; nothing where one of the probes is not whole: without it the story would be another one. */
export function probeStory({ manifest, entry, isPart }: FactTarget, theme: Theme | undefined): string | undefined {
  const here = isPart ? undefined : probeHere(manifest, entry);
  const container = here && containerAround(manifest, here.entry.map);
  const probes = container && allProbesOf(container);
  if (!probes) return undefined;
  const { behaviour: usual, chance, until } = scenarioOf(probes);
  const behaviour = { ...usual, restarts: here.restarts !== false };
  const story = simulate(probes, behaviour, chance, until);
  const sentences = tell(probes, story, behaviour);
  if (!theme) return ['For example:', ...sentences.map(sentence => `- ${plainText(sentence)}`)].join('\n');
  const title = `The probes of ${container.name ?? 'the container'} over time`;
  const svg = drawTimeline(probes, story, { width, palette: palettes[theme], behaviour, title });
  const data = Buffer.from(svg).toString('base64');
  const image = `![${plainText(`${sentences.join('. ')}.`)}](data:image/svg+xml;base64,${data})`;
  // A drawing that just ends would say that nothing comes of it.
  return [image, ...openEnds(story, behaviour).map(plainText)].join('\n\n');
}

function allProbesOf(container: Container): Probes | undefined {
  const whole = probesHere(container);
  const written = probeKinds.filter(kind => !isNull(get(container.node, `${kind}Probe`)));
  if (whole.length < written.length) return undefined;
  return Object.fromEntries(whole.map(({ kind, numbers }) => [kind, numbers]));
}
