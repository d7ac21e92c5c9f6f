// Installs what is missing: built-ins only, because it runs before anything is installed and on any Node from 20.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
const pnpm = 'pnpm@12.21.0';
const modules = join(root, 'node_modules');
/** Left by a complete install. */
export const stampName = '.hashyard-installed';
const stampFile = join(modules, stampName);
/** The project's own Node, whatever the machine's is. */
const ownNode = join(modules, 'node', 'bin', 'node');
/** Longest silence on the way, in ms. */
const heartbeatMs = 10_000;

/**
 * Installs if the lockfile and the installed packages differ, and says which Node runs the project.
 * @returns {Promise<string>} path of the project's Node
 */
export async function ensureInstalled() {
  if (process.platform === 'win32') throw new Error('Windows itself is not supported: run it in WSL, which is Linux.');
  if (isInstalled()) return ownNode;
  mkdirSync(modules, { recursive: true });
  await withLock(
    join(modules, '.hashyard-install.lock'),
    async () => {
      if (isInstalled()) return; // by the one we waited for
      await install();
      writeFileSync(stampFile, packagesStamp(root));
    },
    () => say('another install is under way, waiting for it'),
  );
  return ownNode;
}

const isInstalled = () =>
  existsSync(ownNode) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === packagesStamp(root);

/**
 * What the installed packages of a checkout depend on: the lockfile, the settings, and the machine.
 * @param {string} checkout
 */
export function packagesStamp(checkout) {
  const hash = createHash('sha256').update(`${pnpm} ${process.platform}-${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(checkout, file)));
  return hash.digest('hex');
}

/** @returns {Promise<void>} */
function install() {
  say(`installing packages with ${pnpm} (once; it takes a minute or so)`);
  const startedAt = Date.now();
  const args = ['-y', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'];
  return new Promise((resolve, reject) => {
    const child = spawn('npx', args, { cwd: root, env: installEnv(), stdio: ['ignore', 'pipe', 'pipe'] });
    const seconds = () => Math.round((Date.now() - startedAt) / 1000);
    const heartbeat = setInterval(() => say(`still installing, ${seconds()} s`), heartbeatMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        heartbeat.refresh();
        process.stderr.write(text);
      });
    }
    child.on('error', (error) =>
      reject(new Error(`npx can't be started (${error.message}): install npm beside Node.`)),
    );
    child.on('close', (code, signal) => {
      clearInterval(heartbeat);
      if (code !== 0) return reject(new Error(`The install failed (${signal ?? code}); its reason is above.`));
      say(`installed in ${seconds()} s`);
      resolve();
    });
  });
}

/** Without what an outer npm or pnpm says about its own run; CI makes pnpm ask no questions. */
function installEnv() {
  const outer = /^npm_(package|lifecycle|config_(loglevel|user_agent|local_prefix))/i;
  const kept = Object.entries(process.env).filter(([name]) => !outer.test(name));
  return { ...Object.fromEntries(kept), CI: 'true' };
}

/** @param {string} line */
const say = (line) => console.error(`hashyard: ${line}`);
