// The life of a run: it takes its home, starts what its story says, and stops it all when asked or when something fails.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { progress } from '../progress.mjs';
import { makeHome, remove } from './home.mjs';
import { launcher, processOf, takeHome, watchLauncher } from './remains.mjs';
import { System } from './system.mjs';

/** A terminal's Ctrl-C reaches us directly and again through npm; within this many ms it is the same one. */
const sameKeyMs = 700;

/**
 * @typedef {import('../progress.mjs').Progress & { system: System }} Stage
 *
 * @param {import('./settings.mjs').Settings} chosen
 * @param {(stage: Stage) => Promise<{ address: string, announce: () => void }>} story what is started, and how that is
 *   told once everything runs; `address` is what a second start on the same home points to
 */
export async function live(chosen, story) {
  const { home, host, port } = chosen;
  const { say, during } = progress();
  makeHome(home);
  const launchedBy = launcher();
  const taken = await takeHome(home, launchedBy, say);
  if ('runsAlready' in taken) {
    const { address, main: running } = taken.runsAlready;
    console.log(`Hashyard runs already on ${home}: ${address ?? 'still starting'} (process ${running.pid}).`);
    process.exit(0);
  }
  const { update, release } = taken;
  const system = new System(chosen, { say, during }, fail, (pids) => update({ children: pids.map(processOf) }));
  let stoppingSince = 0;

  /** @param {number} code @param {string} why */
  async function stop(code, why) {
    if (stoppingSince > 0) return;
    stoppingSince = Date.now();
    say(why);
    update({ isStopping: true });
    remove(join(home, 'ready.json'));
    await system.stop();
    release();
    say('stopped');
    process.exit(code);
  }

  /** @param {Error} error */
  function fail(error) {
    console.error(`\n${error.message}\n`);
    stop(1, 'stopping everything because of that');
  }

  function interrupted() {
    if (stoppingSince === 0) return stop(0, 'stopping (once more to force it)');
    if (Date.now() - stoppingSince < sameKeyMs) return;
    system.kill();
    release();
    process.exit(130);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupted);
  process.on('disconnect', () => stop(0, 'the command that started this was killed; stopping'));
  if (launchedBy) watchLauncher(launchedBy, () => stop(0, 'npm was killed; stopping'));

  try {
    await assertFree(host, port);
    const { address, announce } = await story({ system, say, during });
    if (stoppingSince > 0) return;
    update({ address });
    announce();
    say('ready');
  } catch (error) {
    if (stoppingSince === 0) fail(/** @type {Error} */ (error));
  }
}

/** Before anything is built: the commonest reason why a start fails. @param {string} host @param {number} port */
async function assertFree(host, port) {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => server.close(resolve));
  }).catch((error) => {
    if (error.code === 'EADDRINUSE')
      throw new Error(`Port ${port} is taken: set PORT to another one, or to 0 for any free one.`);
    throw new Error(`HOST=${host} PORT=${port} can't be bound: ${error.message}`);
  });
}

/** Runs a story's file; a setting that is wrong ends it in words. @param {() => Promise<void>} story */
export function tell(story) {
  story().catch((error) => {
    console.error(`\n${error.message}\n`);
    process.exit(1);
  });
}
