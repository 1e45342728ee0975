/** The text of a field that is being inserted: `key:` and below it, where the schema requires children, those too. */
import { type JsonSchema, resolve, type Schemas } from '../../schema/schemas.js';
import { joinLines, type Layout, type Line } from './layout.js';

/** Levels of required children that are written out. */
const deepest = 4;

interface Stops {
  count: number;
}

/** In LSP snippet syntax, to be inserted as it is. */
export function fieldSnippet(schemas: Schemas, layout: Layout, name: string, schema: JsonSchema): string {
  const stops: Stops = { count: 0 };
  if (layout.json || layout.flow) return flowField(schemas, layout, name, schema, stops, deepest);
  return joinLines(layout, blockField(schemas, layout, name, schema, stops, 0, deepest));
}

/** A new item of the list that `schema` describes, dash included. */
export function itemSnippet(schemas: Schemas, layout: Layout, name: string, schema: JsonSchema): string {
  const stops: Stops = { count: 0 };
  const shifted = { ...layout, column: layout.column + 2 };
  return `- ${joinLines(shifted, blockField(schemas, shifted, name, schema, stops, 0, deepest))}`;
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
  const key = { level, text: `${name}:` };
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
  return [{ level, text: `${name}: ${scalarStop(schemas, schema, stops)}` }];
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
  const key = layout.json ? `"${name}"` : name;
  if (resolved.type === 'array') return `${key}: [${nextStop(stops)}]`;
  if (resolved.type !== 'object') {
    const isText = layout.json && (resolved.type === 'string' || resolved.enum !== undefined);
    return isText ? `${key}: "${scalarStop(schemas, schema, stops)}"` : `${key}: ${scalarStop(schemas, schema, stops)}`;
  }
  const children = depth > 0 ? requiredOf(resolved) : [];
  const inner = children.map(([child, s]) => flowField(schemas, layout, child, s, stops, depth - 1));
  return `${key}: { ${inner.length > 0 ? inner.join(', ') : nextStop(stops)} }`;
}

function requiredOf({ required = [], properties = {} }: JsonSchema): [string, JsonSchema][] {
  return required.flatMap(name => {
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
