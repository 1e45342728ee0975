/**
 * What projects choose for their files: the nearest `.kubewright.yaml` above a file lies over what the user has set.
 * Knows the texts it is given; reads no file.
 */
import ignore from 'ignore';
import {
  type Choices,
  defaultSettings,
  readChoices,
  type Settings,
  type SettingsByFile,
  withChoices,
} from './settings.js';
import { YamlDocument } from './syntax/file.js';
import { entries, get, items, type Node } from './syntax/node.js';

interface Config {
  readonly choices: Choices;
  /** `path` is relative to the folder of the file. */
  readonly excludes: (path: string) => boolean;
}

/** What applies to one file. */
interface Applied {
  readonly settings: Settings;
  readonly isExcluded: boolean;
}

export class Configs implements SettingsByFile {
  #user: Settings = defaultSettings;
  #last: Choices = {};
  /** By the folder of the file, without a slash at the end. */
  readonly #configs = new Map<string, Config>();
  /** By file, until something changes. */
  #applied = new Map<string, Applied>();

  /** `last` has the last word, also over what projects choose. */
  configure(user: Settings, last: Choices): void {
    this.#user = user;
    this.#last = last;
    this.#applied = new Map();
  }

  /** `undefined` when the file is gone. */
  set(uri: string, text: string | undefined): void {
    if (text === undefined) this.#configs.delete(folderOf(decoded(uri)));
    else this.#configs.set(folderOf(decoded(uri)), readConfig(text));
    this.#applied = new Map();
  }

  of(uri: string): Settings {
    return this.#appliedTo(uri).settings;
  }

  excludes(uri: string): boolean {
    return this.#appliedTo(uri).isExcluded;
  }

  #appliedTo(uri: string): Applied {
    const known = this.#applied.get(uri);
    if (known) return known;
    const made = this.#apply(decoded(uri));
    this.#applied.set(uri, made);
    return made;
  }

  #apply(path: string): Applied {
    for (let folder = folderOf(path); folder.includes('/'); folder = folderOf(folder)) {
      const config = this.#configs.get(folder);
      if (!config) continue;
      const settings = withChoices(withChoices(this.#user, config.choices), this.#last);
      return { settings, isExcluded: config.excludes(path.slice(folder.length + 1)) };
    }
    return { settings: withChoices(this.#user, this.#last), isExcluded: false };
  }
}

/** What is wrong in the text counts as not written; the rules of the schema tell the user. */
function readConfig(text: string): Config {
  const { root } = new YamlDocument(text);
  const syntaxErrors = get(root, 'syntaxErrors');
  const rules = entries(get(root, 'rules')).map(({ key, value }) => [key.text, wordOf(value)]);
  const choices = readChoices({
    kubernetesVersion: wordOf(get(root, 'kubernetesVersion')),
    kustomizeVersion: wordOf(get(root, 'kustomizeVersion')),
    profile: wordOf(get(root, 'profile')),
    rules: Object.fromEntries(rules),
    syntaxErrors: syntaxErrors?.kind === 'scalar' ? syntaxErrors.value : undefined,
  });
  const patterns = items(get(root, 'exclude')).flatMap(node => wordOf(node) ?? []);
  const excluded = ignore({ ignorecase: false }).add(patterns);
  return { choices, excludes: path => path !== '' && patterns.length > 0 && excluded.ignores(path) };
}

/** As it is written: to YAML `1.30` is the number 1.3, and `off` is false. */
function wordOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Editors and Node escape different characters of a path. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
