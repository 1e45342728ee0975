/**
 * Every edit at every place of a handful of awkward texts: the result means exactly what it should, and no comment
 * that belongs to something else gets lost.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { addItems } from '../server/src/syntax/addItems.js';
import { apply, type Edit, quote, renameKey, scalarText, setValue } from '../server/src/syntax/edit.js';
import { YamlDocument } from '../server/src/syntax/file.js';
import { fillEntry, insertBefore, insertEntries, type NewEntry } from '../server/src/syntax/insert.js';
import { moveEntry } from '../server/src/syntax/move.js';
import { type Entry, type MapNode, type Node, type SeqNode, walk } from '../server/src/syntax/node.js';
import { parse } from '../server/src/syntax/parse.js';
import { removeEntries, removeEntry, removeItem } from '../server/src/syntax/remove.js';
import { checkFrame } from './support/edits.js';
import { dedent } from './support/fixture.js';

const texts: Readonly<Record<string, string>> = {
  'block style, a comment everywhere': `
    # head
    a: 1 # a
    # above b
    b: # b
      # above c
      c: x
      # above d
      d: # d
        e: 1 # e
        # end of d
      # end of b

    # above f
    f:
      # in f
      - g: 1 # g
        # above h
        h: 2
        # end of item
      # above second
      - i: # i
          # in i
          j: 1
      - # at the dash
        k: 1
        l: 2
      # end of f
    # above m
    m: last # m
    # end`,
  'lists in the column of their key': `
    a:
    - b: 1
      c: 2
    # above d
    - d: 3
      e:
      - x
      # above y
      - y # y
    # above f
    f:
    # above one
    - one
    - two`,
  'nothing written yet': `
    a:
      b:
    # above c
    c: # c
    d:
      e:
        # in e
      f:
      # end of d
    g:
      -
      # above h
      - h
      -
    # end`,
  'flow style': `
    a: { b: 1, c: { d: 2 }, e: [1, { f: 3 }, x] } # a
    g: {h: 1,i: 2}
    j: [ a, b,
         c ]
    k: { l: 1, # l
         m: 2 } # m
    n: {}
    o: []
    p: [{ q: 1 }]`,
  JSON: `
    {
      "a": {
        "b": 1,
        "c": [
          "x",
          { "d": true }
        ]
      },
      "e": "f"
    }`,
  'strings of many lines': `
    a: |
      text
      # no comment

    b: |+
      keep

    c:
      d: >-
        folded
         more
      e: "quoted
        twice"
      f: plain
        text
    g:
      - |+
        kept

      - |2
          indented
    h: 'it''s'
    i: |+
      last
`,
  'quotes, tags and anchors': `
    "a": &x
      'b c': 1
      "d": !!str 5
    e: *x
    f:
      <<: *x
      g: 1
    h:
      g: 1
      <<: *x
    i: &y {}
    j: { <<: *x, k: 1 }
    l: { k: 1, <<: *x }
    m:
      - &z n: 1
        o: 2
      - &w
        p: 1
        q: *y
      - *w
    &k r: s`,
  'lists in lists': `
    a:
      - - b: 1
          c: 2
        # above d
        - d: 3
      - - x
        - y
      - []`,
  'four columns': `
    a:
        b:
            c: 1
        d:
            -   e: 1
                f: 2`,
  'an explicit key': `
    ? a
    : b: 1
    c: 2`,
};

const added: readonly NewEntry[] = [
  { key: 'newMap', value: { path: '/', args: ['yes', 'b'] } },
  { key: 'newFlag', value: true },
];
const addedValue = { newMap: { path: '/', args: ['yes', 'b'] }, newFlag: true };

for (const [name, source] of Object.entries(texts)) {
  const text = dedent(source);
  for (const [form, variant] of Object.entries(formsOf(text))) {
    test(`${name}${form}`, () => {
      assert.deepEqual(parse(variant).problems, []);
      checkAll(variant);
    });
  }
}

function formsOf(text: string): Readonly<Record<string, string>> {
  return {
    '': text,
    ', with CRLF': text.replaceAll('\n', '\r\n'),
    ', no newline at the end': text.trimEnd(),
    ', no newline at the end, with CRLF': text.trimEnd().replaceAll('\n', '\r\n'),
    ', in a later document': `---\n${text}`,
  };
}

function checkAll(text: string): void {
  const source = new YamlDocument(text);
  const root = source.root;
  assert.ok(root);
  const maps = [...walk(root)].filter((node): node is MapNode => node.kind === 'map' && !node.alias);
  const lists = [...walk(root)].filter((node): node is SeqNode => node.kind === 'seq' && !node.alias);
  for (const map of maps) {
    const own = map.entries.filter(entry => !entry.merged);
    checkInsertions(source, map, own);
    for (const entry of own) checkEntry(source, entry, maps);
    // Neighbours, and two with one between.
    for (const [i, first] of own.entries())
      for (const second of own.slice(i + 1, i + 3)) checkPair(source, first, second);
  }
  for (const list of lists) {
    for (const item of list.items) {
      if (hasAnchor(text, item.alias ? { start: 0, end: 0 } : item.span)) continue;
      const edits = [removeItem(source, list, item)];
      check(source, edits, `remove item ${list.items.indexOf(item)}`, { removed: [item] });
      checkFrame(source, edits, list, item);
    }
  }
}

function checkPair(source: YamlDocument, first: Entry, second: Entry): void {
  if (hasAnchor(source.text, first.span) || hasAnchor(source.text, second.span)) return;
  const edits = removeEntries(source, first.map, [first, second]);
  check(source, edits, `remove two: ${at(first)} ${at(second)}`, { removed: [first, second] });
}

function checkInsertions(source: YamlDocument, map: MapNode, own: readonly Entry[]): void {
  const withAll = (value: unknown) => ({ ...Object(value), ...addedValue });
  check(source, [insertEntries(source, map, added)], 'insert at the end', { at: map, to: withAll });
  for (const [i, entry] of own.entries()) {
    const behind = insertEntries(source, map, added, entry);
    check(source, [behind], `insert behind ${at(entry)}`, { at: map, to: value => withAdded(value, i + 1) });
    const before = insertBefore(source, entry, added);
    check(source, [before], `insert before ${at(entry)}`, { at: map, to: value => withAdded(value, i) });
    for (const { span } of [behind, before]) assert.equal(span.start, span.end, 'only an insertion');
  }
}

function checkEntry(source: YamlDocument, entry: Entry, maps: readonly MapNode[]): void {
  const { value, key } = entry;
  if (!hasAnchor(source.text, entry.span)) {
    const removal = removeEntry(source, entry);
    check(source, removal, `remove ${at(entry)}`, { removed: [entry] });
    checkFrame(source, removal, entry.map, entry);
    for (const target of maps) checkMove(source, entry, target);
  }
  for (const name of ['renamed', 'on', "it's", 'a b'])
    check(source, [renameKey(entry, name)], `rename ${at(entry)} to ${name}`, { renamed: { key, name } });
  if (value.alias) return;
  if (value.kind === 'scalar') {
    check(source, [setValue(source, entry, '10')], `set ${at(entry)}`, {
      at: value,
      to: () => (source.text.slice(0, value.span.start).endsWith('!!str ') ? '10' : 10),
    });
    if (value.style === 'plain' && value.value !== null && !value.text.includes('\n'))
      check(source, [quote(value)], `quote ${at(entry)}`, { at: value, to: () => value.text });
  }
  const isEmpty = value.kind === 'scalar' ? value.value === null : value.kind === 'map' && value.entries.length === 0;
  if (isEmpty)
    check(source, [fillEntry(source, entry, added)], `fill ${at(entry)}`, { at: value, to: () => addedValue });
}

function checkMove(source: YamlDocument, entry: Entry, target: MapNode): void {
  if (target === entry.map) checkWrap(source, entry);
  const isInside = target.span.start >= entry.span.start && target.span.end <= entry.span.end;
  const isTaken = target.entries.some(({ key }) => key.text === entry.key.text);
  const hasAlias = entry.value.alias !== undefined || [...walk(entry.value)].some(({ alias }) => alias);
  if (isInside || isTaken || hasAlias) return;
  const moved = { [entry.key.text]: written(entry.value) };
  const isEmpty = ({ value, merged }: Entry) =>
    !merged && value.kind === 'scalar' && value.value === null && !value.alias && !isAnchored(source, value);
  const holder = target.entries.find(other => other !== entry && isEmpty(other))?.key.text;
  const ways = [
    { missing: [], added: moved },
    { missing: ['made', 'more'], added: { made: { more: moved } } },
    ...(holder === undefined ? [] : [{ missing: [holder, 'more'], added: { [holder]: { more: moved } } }]),
  ];
  for (const { missing, added } of ways) {
    const edits = moveEntry(source, entry, { map: target, missing });
    if (!edits) continue;
    const what = `move ${at(entry)} into ${target.entries[0]?.key.text}'s map under ${missing}`;
    check(source, edits, what, { removed: [entry], at: target, to: value => ({ ...Object(value), ...added }) });
    checkComments(source, edits, what);
  }
}

/** The entry stays where it is, below keys that are new. */
function checkWrap(source: YamlDocument, entry: Entry): void {
  const edits = moveEntry(source, entry, { map: entry.map, missing: ['made', 'more'] });
  if (!edits) return;
  const under = ([key, value]: [string, unknown]) =>
    key === entry.key.text ? ['made', { more: { [key]: value } }] : [key, value];
  const what = `wrap ${at(entry)}`;
  check(source, edits, what, {
    at: entry.map,
    to: value => Object.fromEntries(Object.entries(Object(value)).map(under)),
  });
  checkComments(source, edits, what);
}

function checkComments(source: YamlDocument, edits: readonly Edit[], what: string): void {
  const result = apply(source.text, edits);
  assert.deepEqual(commentsIn(result).sort(), commentsIn(source.text).sort(), `${what}: comments`);
}

function isAnchored({ text }: YamlDocument, { span }: Node): boolean {
  return /[&!]\S*\s*$/.test(text.slice(0, span.start)) || /^\s*[&!]/.test(text.slice(span.start));
}

/** What an edit should do to the value of the text. */
interface Change {
  readonly removed?: readonly (Node | Entry)[];
  readonly renamed?: { readonly key: Node; readonly name: string };
  readonly at?: Node;
  readonly to?: (value: unknown) => unknown;
}

/** Asserts that `edits` change the value of the text as `change` says, and leave nothing else behind. */
function check(source: YamlDocument, edits: readonly Edit[], what: string, change: Change): void {
  assert.ok(source.root);
  const result = apply(source.text, edits);
  const { root, problems } = parse(result);
  const shown = `${what} in\n${source.text}\ngives\n${result}`;
  assert.deepEqual(problems, [], shown);
  const expected = written(source.root, change);
  assert.equal(JSON.stringify(root && written(root), null, 1), JSON.stringify(expected, null, 1), shown);
  assert.equal(result, inEditor(source.text, edits), `an editor agrees: ${shown}`);
  const foreign = source.text.includes('\r') ? /(?<!\r)\n/ : /\r/;
  assert.doesNotMatch(result, foreign, `line ends: ${shown}`);
}

function inEditor(text: string, edits: readonly Edit[]): string {
  const document = TextDocument.create('file:///a.yaml', 'yaml', 1, text);
  const changes = edits.map(({ span, text: newText }) => ({
    range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
    newText,
  }));
  return TextDocument.applyEdits(document, changes);
}

/** What is written in `node`, without what merge keys bring in, after `change`. */
function written(node: Node, change: Change = {}): unknown {
  const value = unchanged(node, change);
  return change.at && change.to && isSame(node, change.at) ? change.to(value) : value;
}

function unchanged(node: Node, change: Change): unknown {
  if (node.kind === 'scalar') return node.value;
  const { removed = [], renamed } = change;
  const stays = (part: Node | Entry) => !removed.some(other => isSame(part, other));
  if (node.kind === 'seq') return node.items.filter(stays).map(item => written(item, change));
  const pairs = node.entries
    .filter(entry => !entry.merged && stays(entry))
    .map(({ key, value }) => {
      const name = renamed && isSame(key, renamed.key) ? renamed.name : key.text;
      return [name, written(value, change)] as const;
    });
  return Object.fromEntries(pairs);
}

/** An alias shows what is written at the anchor: both change together. */
function isSame(part: Node | Entry, changed: Node | Entry): boolean {
  if (part === changed) return true;
  const { alias } = part.kind === 'entry' ? part.key : part;
  const isThere = part.span.start === changed.span.start && part.span.end === changed.span.end;
  return alias !== undefined && part.kind === changed.kind && isThere;
}

function withAdded(value: unknown, index: number): unknown {
  const pairs = Object.entries(value as object);
  return Object.fromEntries([...pairs.slice(0, index), ...Object.entries(addedValue), ...pairs.slice(index)]);
}

function hasAnchor(text: string, { start, end }: { start: number; end: number }): boolean {
  return /&\w+\s*$/.test(text.slice(0, start)) || /&\w/.test(text.slice(start, end));
}

function commentsIn(text: string): string[] {
  return [...text.matchAll(/(?<=^|\s)# [^\r\n]+/g)].map(match => match[0]);
}

function at(entry: Entry): string {
  return `${entry.key.text} (offset ${entry.span.start})`;
}

test('a scalar is quoted only when kubectl would misread it', () => {
  const cases = { web: 'web', '8080': '"8080"', yes: '"yes"', '': '""', '/healthz': '/healthz', 'a: b': '"a: b"' };
  for (const [value, text] of Object.entries(cases)) assert.equal(scalarText(value), text);
});

test('insertions at one place keep their order', () => {
  const insert = (text: string): Edit => ({ span: { start: 1, end: 1 }, text });
  assert.equal(apply('ad', [insert('b'), insert('c')]), 'abcd');
});

test('several items go behind the comment of the one before them', () => {
  const document = new YamlDocument('a: [\n  { b: 1 }, # one\n  { b: 2 } # two\n]\n');
  const { root } = document;
  assert.ok(root?.kind === 'map');
  const edits = addItems(document, root, 'a', [{ b: 3 }, { b: 4 }]) ?? [];
  assert.equal(apply(document.text, edits), 'a: [\n  { b: 1 }, # one\n  { b: 2 }, # two\n  { b: 3 },\n  { b: 4 }\n]\n');
});

test('a line of blanks at the end of a text goes with it', () => {
  const document = new YamlDocument('a: |\n  x\n    \nb: 1\n');
  const { root } = document;
  const [first] = root?.kind === 'map' ? root.entries : [];
  assert.ok(first);
  assert.equal(apply(document.text, removeEntry(document, first)), 'b: 1\n');
});
