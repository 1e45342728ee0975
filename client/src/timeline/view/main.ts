/** The page of the timeline: takes the answers of the server, shows a section for each container, keeps what was chosen. */
import type { Chosen } from '../choices.js';
import type { PageMessage, ShownTimeline } from '../messages.js';
import { hasProbes, keyOf, nameOf, nextPicture, type Picture, settled } from '../picture.js';
import { ContainerSection } from './containerSection.js';
import { element, setLine, setText } from './element.js';

/** What survives when the page is thrown away. */
interface State {
  readonly picture?: Picture;
  /** By container. */
  readonly chosen: Readonly<Record<string, Chosen>>;
}

interface VscodeApi {
  postMessage(message: PageMessage): void;
  getState(): State | undefined;
  setState(state: State): void;
}

declare function acquireVsCodeApi(): VscodeApi;

/** Typing breaks and mends a manifest many times: only what stays broken is said to be. */
const patience = 600;

const vscode = acquireVsCodeApi();
let state: State = vscode.getState() ?? { chosen: {} };
/** The container that was brought into view last: it is done once, and the user may scroll away. */
let lastSeen = '';
let whenStale: ReturnType<typeof setTimeout> | undefined;

const title = element('h1');
const note = element('p', { class: 'note' });
const stale = element('p', { class: 'stale-reason', role: 'status' });
const empty = element('div', { class: 'empty', role: 'status' });
const list = element('div', { class: 'containers' });
const sections: ContainerSection[] = [];
document.querySelector('main')?.append(element('header', {}, title, note, stale), empty, list);

if (state.picture) show(state.picture);
window.addEventListener('message', ({ data }: MessageEvent<ShownTimeline>) => {
  const picture = nextPicture(state.picture, data);
  keep({ ...state, picture });
  show(picture);
});
vscode.postMessage({ type: 'ready' });

function keep(next: State): void {
  state = next;
  vscode.setState(next);
}

function show(picture: Picture): void {
  const isEmpty = !hasProbes(picture);
  setText(title, nameOf(picture) || 'Probe Timeline');
  setLine(note, isEmpty ? undefined : picture.note);
  empty.hidden = !isEmpty;
  list.hidden = isEmpty;
  if (isEmpty) showEmpty(picture);
  else showContainers(picture);
  markStale(picture);
}

function showEmpty({ containers, problem }: Picture): void {
  const reason =
    problem ?? (containers.length === 1 ? containers[0]?.problem : undefined) ?? 'No container has a probe';
  const advice = 'To get one, put the cursor into a container and run “Kubewright: Insert Probe…”';
  empty.replaceChildren(
    element('p', {}, reason),
    ...(containers.length > 0 ? [element('p', { class: 'faint' }, advice)] : []),
  );
}

function showContainers(picture: Picture): void {
  const { containers, selected } = picture;
  while (sections.length < containers.length) addSection();
  for (const [i, section] of sections.entries()) {
    const container = containers[i];
    section.root.hidden = container === undefined;
    if (container)
      section.show(container, state.chosen[keyOf(picture, i)] ?? {}, selected === i && containers.length > 1);
  }
  bringIntoView(picture);
}

/** The one at the cursor, when the cursor comes to it; who works on the page itself is left in peace. */
function bringIntoView(picture: Picture): void {
  const { selected } = picture;
  const key = selected === undefined ? '' : keyOf(picture, selected);
  if (key === lastSeen) return;
  lastSeen = key;
  if (selected === undefined || document.hasFocus()) return;
  // With the first comes the title.
  const root = selected === 0 ? document.documentElement : sections[selected]?.root;
  // The drawings above it have their height when they are drawn.
  requestAnimationFrame(() => root?.scrollIntoView({ block: 'start' }));
}

function addSection(): void {
  const i = sections.length;
  const section = new ContainerSection(`container-${i}`, {
    onChosen: chosen => {
      const { picture } = state;
      if (picture) keep({ ...state, chosen: { ...state.chosen, [keyOf(picture, i)]: chosen } });
    },
    onReveal: line => vscode.postMessage({ type: 'reveal', uri: state.picture?.uri ?? '', line }),
  });
  sections.push(section);
  list.append(section.root);
}

function markStale(picture: Picture): void {
  clearTimeout(whenStale);
  const isStale = picture.stale !== undefined || picture.containers.some(container => container.stale !== undefined);
  const mark = (): void => {
    setLine(stale, picture.stale && `Not up to date. ${picture.stale}`);
    document.body.classList.toggle('stale', picture.stale !== undefined);
    for (const [i, section] of sections.entries()) {
      const { stale: reason, problem } = picture.containers[i] ?? {};
      section.markStale(reason === undefined ? problem : `Not up to date. ${reason}`);
    }
  };
  const settle = (): void => {
    const next = settled(picture);
    keep({ ...state, picture: next });
    show(next);
  };
  const isGoing = picture.containers.some(({ becomes }) => becomes !== undefined);
  if (isStale) whenStale = setTimeout(isGoing ? settle : mark, patience);
  else mark();
}
