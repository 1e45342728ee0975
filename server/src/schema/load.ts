/** Reads the built schemas from disk, each part when it is first asked for. Paid once per process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { JsonSchema, KindInfo, Schemas, Validator } from './schemas.js';

interface Structure {
  readonly versions: readonly string[];
  readonly kinds: Readonly<Record<string, Readonly<Record<string, KindInfo>>>>;
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

type Docs = Readonly<Record<string, Readonly<Record<string, string>>>>;
/** The code of CommonJS modules, by name. */
type Modules = Readonly<Record<string, string>>;

/** `folder` holds structure.json, docs.json and validators.json. Throws when they are missing: the build is broken. */
export function loadSchemas(folder: string): Schemas {
  const structure = once(() => JSON.parse(readFileSync(join(folder, 'structure.json'), 'utf8')) as Structure);
  const docs = once(() => JSON.parse(readFileSync(join(folder, 'docs.json'), 'utf8')) as Docs);
  const validators = once(() => lazily(JSON.parse(readFileSync(join(folder, 'validators.json'), 'utf8')) as Modules));
  return {
    get versions() {
      return structure().versions;
    },
    get kinds() {
      return structure().kinds;
    },
    get builtIn() {
      return structure().kinds;
    },
    definition: name => structure().definitions[name],
    validator: name => validators()(`definition:${name}`) as Validator | undefined,
    docs: (definition, field = '') => docs()[definition]?.[field],
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Gives the exports of a module, which is compiled when it is first asked for; `undefined` where there is none. */
function lazily(modules: Modules): (name: string) => unknown {
  const loaded = new Map<string, { exports: unknown }>();
  return function require(name) {
    const known = loaded.get(name);
    if (known) return known.exports;
    const code = Object.hasOwn(modules, name) ? modules[name] : undefined;
    if (code === undefined) return undefined;
    const module = { exports: {} };
    loaded.set(name, module);
    compileFunction(code, ['require', 'module', 'exports'], { filename: name })(require, module, module.exports);
    return module.exports;
  };
}
