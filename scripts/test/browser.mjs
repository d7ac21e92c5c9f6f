// A Chromium for the browser tests: the one that CHROMIUM_PATH names, the system's, or the one from the registry.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../install.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const onPath = names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
const onMac = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * @returns {Promise<string>} full path of a browser that runs here; throws with what is missing
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, which does not run here.`);
  }
  const found = [...onPath, ...onMac].find((path) => existsSync(path) && runs(path));
  if (found) return found;
  const unpacked = await bundledBrowser();
  if (runs(unpacked)) return unpacked;
  throw new Error('No Chromium runs here: install one (Debian: apt install chromium) or set CHROMIUM_PATH.');
}

/** @param {string} command */
const runs = (command) => spawnSync(command, ['--version']).status === 0;

/** Unpacked once, into the checkout: the package's own choice is the temp folder, which everybody shares. */
async function bundledBrowser() {
  const folder = join(root, 'node_modules', '.cache', 'hashyard-chromium');
  const browser = join(folder, 'chromium');
  const wrapper = join(folder, 'run.sh');
  if (existsSync(wrapper)) return wrapper;
  if (process.platform !== 'linux' || process.arch !== 'x64') return browser;
  rmSync(folder, { recursive: true, force: true }); // one that was killed half way
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  const bin = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin');
  await inflate(join(bin, 'al2023.tar.br'));
  delete process.env.TMPDIR;
  // Bare systems lack the few libraries and the fonts that it needs; where they are there, the system's own fit better.
  const libraries = runs(browser) ? '' : `LD_LIBRARY_PATH='${join(folder, 'al2023', 'lib')}' `;
  const fonts = existsSync('/etc/fonts') ? '' : `FONTCONFIG_PATH='${join(folder, 'fonts')}' `;
  const fontsFile = join(folder, 'fonts', 'fonts.conf');
  writeFileSync(fontsFile, readFileSync(fontsFile, 'utf8').replaceAll('/tmp/fonts', join(folder, 'fonts')));
  writeFileSync(wrapper, `#!/bin/sh\n${libraries}${fonts}exec '${browser}' "$@"\n`);
  chmodSync(wrapper, 0o755);
  return wrapper;
}
