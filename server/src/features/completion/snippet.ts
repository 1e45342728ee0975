/** The text of a field that is being inserted: `key:` and below it, where the schema requires children, those too. */
import { type JsonSchema, resolve, type Schemas } from '../../schema/schemas.js';
import { joinLines, type Layout, type Line, quoted } from './layout.js';
import { popularity } from './popularity.js';

/** Levels of required children that are written out. */
const deepest = 4;

interface Stops {
  count: number;
}

/** In LSP snippet syntax, to be inserted as it is. */
export function fieldSnippet(
  schemas: Schemas,
  layout: Layout,
  name: string,
  schema: JsonSchema,
  extent: 'alone' | 'with required' = 'with required',
): string {
  const stops: Stops = { count: 0 };
  const key = quoted(layout, name);
  const depth = extent === 'alone' ? 0 : deepest;
  if (layout.json || layout.flow) return closed(flowField(schemas, layout, key, schema, stops, depth), stops);
  return closed(joinLines(layout, blockField(schemas, layout, key, schema, stops, 0, depth)), stops);
}

/** A new item of a list in brackets, braces included. */
export function flowItemSnippet(schemas: Schemas, layout: Layout, schema: JsonSchema): string {
  const stops: Stops = { count: 0 };
  return closed(flowMap(schemas, layout, schema, stops, deepest), stops);
}

/**
 * With the last stop as the end, so that no stop is left to leave once the cursor is there. A choice that is the only
 * stop gives way to the values that the editor asks for then; behind other stops it is the only way to show them.
 */
function closed(snippet: string, { count }: Stops): string {
  const ended = snippet.replace(`\${${count}}`, () => '$0');
  return count === 1 ? ended.replace(/\$\{1\|.*\|\}/, () => '$0') : ended;
}

function blockField(
  schemas: Schemas,
  layout: Layout,
  name: string,
  schema: JsonSchema,
  stops: Stops,
  level: number,
  depth: number,
): Line[] {
  const { type, items, properties, ...rest } = resolve(schemas, schema);
  const key = { level, text: `${escapeText(name)}:` };
  if (type === 'array') {
    const at = layout.indentedLists ? level + 1 : level;
    const lines = items ? childLines(schemas, layout, resolve(schemas, items), stops, 0, depth) : [];
    const [first, ...others] = lines.length > 0 ? lines : [{ level: 0, text: nextStop(stops) }];
    // What follows the dash stands two columns behind it, whatever the indentation is.
    const inItem = others.map(line => ({ level: at + line.level, text: `  ${line.text}` }));
    return [key, { level: at, text: `- ${first?.text ?? ''}` }, ...inItem];
  }
  if (type === 'object') {
    const lines = childLines(
      schemas,
      layout,
      { ...rest, type, ...(properties && { properties }) },
      stops,
      level + 1,
      depth,
    );
    return [key, ...(lines.length > 0 ? lines : [{ level: level + 1, text: nextStop(stops) }])];
  }
  return [{ level, text: `${escapeText(name)}: ${scalarStop(schemas, schema, stops)}` }];
}

function childLines(
  schemas: Schemas,
  layout: Layout,
  schema: JsonSchema,
  stops: Stops,
  level: number,
  depth: number,
): Line[] {
  if (depth === 0) return [];
  return requiredOf(schema).flatMap(([name, child]) =>
    blockField(schemas, layout, name, child, stops, level, depth - 1),
  );
}

function flowField(
  schemas: Schemas,
  layout: Layout,
  name: string,
  schema: JsonSchema,
  stops: Stops,
  depth: number,
): string {
  const resolved = resolve(schemas, schema);
  const key = escapeText(name);
  if (resolved.type === 'array') return `${key}: [${nextStop(stops)}]`;
  if (resolved.type === 'object') return `${key}: ${flowMap(schemas, layout, resolved, stops, depth)}`;
  const isText = layout.json && (resolved.type === 'string' || resolved.enum !== undefined);
  return isText ? `${key}: "${scalarStop(schemas, schema, stops)}"` : `${key}: ${scalarStop(schemas, schema, stops)}`;
}

function flowMap(schemas: Schemas, layout: Layout, schema: JsonSchema, stops: Stops, depth: number): string {
  const children = depth > 0 ? requiredOf(schema) : [];
  const inner = children.map(([name, child]) =>
    flowField(schemas, layout, layout.json ? `"${name}"` : name, child, stops, depth - 1),
  );
  return inner.length > 0 ? `{ ${inner.join(', ')} }` : `{${nextStop(stops)}}`;
}

/** The children that must be there: the name first, then as people write them. */
export function requiredOf({ required = [], properties = {} }: JsonSchema): [string, JsonSchema][] {
  const rank = (name: string) => (name === 'name' ? '' : popularity(name));
  return [...required]
    .sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
    .flatMap(name => {
      const schema = properties[name];
      return schema ? [[name, schema] as [string, JsonSchema]] : [];
    });
}

function scalarStop(schemas: Schemas, schema: JsonSchema, stops: Stops): string {
  const { enum: values, type } = resolve(schemas, schema);
  const choices = type === 'boolean' ? ['true', 'false'] : (values ?? []).map(String).filter(Boolean);
  stops.count++;
  return choices.length > 0 ? `\${${stops.count}|${choices.map(escapeChoice).join(',')}|}` : `\${${stops.count}}`;
}

function nextStop(stops: Stops): string {
  stops.count++;
  return `\${${stops.count}}`;
}

function escapeChoice(choice: string): string {
  return choice.replace(/[\\,|$}]/g, '\\$&');
}

function escapeText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
