// `npm run dev`: what is edited is built and started again; the apps come from vite, which reloads them in place.
import { watch } from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';
import { build } from './build.mjs';

/** Editors write in several steps; an edit is over after this many ms. */
const settleMs = 150;

/**
 * @param {import('./system.mjs').System} system
 * @param {string} base the api's address
 * @param {(line: string) => void} say
 */
export async function startDevelopment(system, base, say) {
  onEdit(['collector/src'], () => system.reload(['collector']));
  onEdit(['simulator/src'], () => system.reload(['simulator']));
  onEdit(['api/src', 'rating/src'], async () => {
    try {
      await build(['api'], say, { inPlace: true });
      system.reload(['api', 'worker']);
    } catch (error) {
      console.error(/** @type {Error} */ (error).message); // the former build goes on
    }
  });
  const [console_, portal] = await Promise.all(['console', 'portal'].map((app) => startApp(system, app, base)));
  return { console: String(console_), portal: String(portal) };
}

/** @param {import('./system.mjs').System} system @param {string} app @param {string} base @returns {Promise<string>} */
async function startApp(system, app, base) {
  const env = () => ({ APP: app, API: base });
  return (await system.service(app, 'scripts/start/vite.mjs', env).start()).url;
}

/** @param {string[]} folders @param {() => void} act */
function onEdit(folders, act) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  for (const folder of folders) {
    const watcher = watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(act, settleMs);
    });
    watcher.on('error', () => {}); // an editor's passing file, gone before it could be looked at; the rest is watched on
  }
}
