// @ts-check
/** Builds the bundles and the schemas into dist/, and all TypeScript, file by file, into out/ for the tests. */
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
    {
      entryPoints: [
        { in: 'client/src/timeline/view/main.ts', out: 'timeline' },
        { in: 'client/src/timeline/view/timeline.css', out: 'timeline' },
      ],
      bundle: true,
      minify,
      sourcemap: minify ? false : 'inline',
      outdir: 'dist',
      platform: 'browser',
      format: 'iife',
      // Of the oldest VS Code that package.json allows.
      target: 'chrome122',
    },
    { entryPoints: sources, outdir: 'out', outbase: '.', sourcemap: 'linked' },
  ];
  for (const target of targets) {
    /** @type {import('esbuild').BuildOptions} */
    const options = {
      absWorkingDir: root,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'warning',
      ...target,
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
