// @ts-check
/** Builds the three bundles and the schemas into dist/, and all TypeScript, file by file, into out/ for the tests. */
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {{ minify?: boolean, watch?: boolean }} options */
export async function build({ minify = false, watch = false } = {}) {
  const { buildSchemas } = await import('../schemas/build.mjs');
  await buildSchemas({ outdir: join(root, 'dist/schemas') });

  const esbuild = await import('esbuild');
  const sources = ['client/src', 'server/src', 'test'].flatMap(sourcesBelow);
  rmSync(join(root, 'out'), { recursive: true, force: true });
  /** @type {import('esbuild').BuildOptions[]} */
  const targets = [
    {
      entryPoints: {
        client: 'client/src/extension.ts',
        server: 'server/src/main.ts',
        cli: 'server/src/cli/main.ts',
      },
      bundle: true,
      minify,
      sourcemap: minify ? false : 'linked',
      external: ['vscode'],
      mainFields: ['module', 'main'],
      // The same code without its debugging aids, which ask the environment at every token.
      alias: { yaml: join(root, 'node_modules', 'yaml', 'browser', 'dist', 'index.js') },
      outdir: 'dist',
    },
    { entryPoints: sources, outdir: 'out', outbase: '.', sourcemap: 'linked' },
  ];
  for (const target of targets) {
    const options = {
      ...target,
      absWorkingDir: root,
      platform: /** @type {const} */ ('node'),
      format: /** @type {const} */ ('cjs'),
      target: 'node20',
      logLevel: /** @type {const} */ ('warning'),
    };
    if (watch) await (await esbuild.context(options)).watch();
    else await esbuild.build(options);
  }
}

/** @param {string} folder */
function sourcesBelow(folder) {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts')).map(name => join(folder, name));
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  await build({ minify: argv.includes('--minify'), watch: argv.includes('--watch') });
}
