/** Reads the built schemas from disk, each part when it is first asked for. Paid once per process. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { JsonSchema, KindInfo, Schemas, Validator } from './schemas.js';

interface Structure {
  readonly versions: readonly string[];
  readonly kinds: Readonly<Record<string, Readonly<Record<string, KindInfo>>>>;
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

type Docs = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Validators = { readonly validator: (definition: string) => Validator | undefined };

/** `folder` holds structure.json, docs.json and validators.js. Throws when they are missing: the build is broken. */
export function loadSchemas(folder: string): Schemas {
  const require = createRequire(join(folder, 'validators.js'));
  const structure = once(() => JSON.parse(readFileSync(join(folder, 'structure.json'), 'utf8')) as Structure);
  const docs = once(() => JSON.parse(readFileSync(join(folder, 'docs.json'), 'utf8')) as Docs);
  const validators = once(() => require('./validators.js') as Validators);
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
    validator: name => validators().validator(name),
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
