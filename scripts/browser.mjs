// @ts-check
/**
 * A Chromium for tests: the one CHROME_PATH names, the one from npm, or an installed Chrome. Knows nothing of VS Code.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { serverTools } from './repository.mjs';

const modules = join(serverTools, 'node_modules');
const cache = join(modules, '.cache', 'chromium');

const quietArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** @returns {Promise<import('playwright-core').Browser>} */
export async function openBrowser() {
  return chromium.launch({
    headless: true,
    args: quietArguments,
    // Whoever started us decides what a signal means; playwright kills the browser when this process exits.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ...program(),
  });
}

/**
 * A page with a clipboard and no way to any host but this one.
 * @param {import('playwright-core').Browser} browser
 * @param {string} host
 */
export async function openPage(browser, host) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  });
  await context.route(
    url => url.protocol.startsWith('http') && url.host !== host,
    route => route.abort(),
  );
  return context.newPage();
}

function program() {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) return { executablePath: chosen };
  if (process.platform === 'linux' && process.arch === 'x64') return chromiumFromNpm();
  return { channel: 'chrome' };
}

function chromiumFromNpm() {
  const executablePath = join(cache, 'chromium');
  if (!existsSync(executablePath)) {
    mkdirSync(cache, { recursive: true });
    const part = join(cache, `chromium.${process.pid}`);
    writeFileSync(part, unpacked('chromium.br'));
    chmodSync(part, 0o755);
    renameSync(part, executablePath);
  }
  // The same fonts everywhere; with no font at all Chromium crashes.
  const env = { ...environment(), FONTCONFIG_FILE: fontConfiguration() };
  if (spawnSync(executablePath, ['--version']).status === 0) return { executablePath, env };
  return { executablePath, env: { ...env, LD_LIBRARY_PATH: missingLibraries() } };
}

/** @returns {Record<string, string>} */
function environment() {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** libnss3, libnspr4 and libexpat, for machines that lack them. */
function missingLibraries() {
  const folder = join(cache, 'lib');
  if (!existsSync(folder)) {
    writeFileSync(join(cache, 'libs.tar'), unpacked('al2023.tar.br'));
    execFileSync('tar', ['xf', 'libs.tar'], { cwd: cache });
  }
  return folder;
}

/** @param {string} name */
function unpacked(name) {
  return brotliDecompressSync(readFileSync(join(modules, '@sparticuz', 'chromium', 'bin', name)));
}

function fontConfiguration() {
  const file = join(cache, 'fonts.conf');
  const families = { 'system-ui': 'Sans', 'sans-serif': 'Sans', serif: 'Serif', monospace: 'Sans Mono' };
  const aliases = Object.entries(families).map(
    ([family, face]) =>
      `<alias binding="same"><family>${family}</family><prefer><family>DejaVu ${face}</family></prefer></alias>`,
  );
  const fallback =
    '<match target="pattern"><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>';
  const fonts = `<dir>${join(modules, 'dejavu-fonts-ttf', 'ttf')}</dir><cachedir>${join(cache, 'fonts')}</cachedir>`;
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n` +
      `<fontconfig>${fonts}${aliases.join('')}${fallback}</fontconfig>\n`,
  );
  return file;
}
