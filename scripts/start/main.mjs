// The story of a start, under the project's own Node.
import { createServer } from 'node:net';
import { announceReady } from './addresses.mjs';
import { allTargets, build } from './build.mjs';
import { startDevelopment } from './development.mjs';
import { makeHome, remove } from './home.mjs';
import { progress } from '../progress.mjs';
import { launcher, processOf, takeHome, watchLauncher } from './remains.mjs';
import { settings } from './settings.mjs';
import { System } from './system.mjs';
import { join } from 'node:path';

/** A terminal's Ctrl-C reaches us directly and again through npm; within this many ms it is the same one. */
const sameKeyMs = 700;

async function main() {
  const chosen = settings(process.env, process.argv.slice(2));
  const { home, host, port, isDev } = chosen;
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
    const simulator = during('starting the simulated farm', () => system.startSimulator());
    simulator.catch(() => {}); // reported below, where it is awaited
    const [database] = await Promise.all([
      during('starting PostgreSQL', () => system.startDatabase()),
      during('building', () => build(isDev ? ['api'] : allTargets, say)),
    ]);
    say(database.ours ? `PostgreSQL runs in ${database.ours.where}` : `using the database ${database.identity}`);
    await system.prepareDatabase(database, async () => (await simulator).control);
    const base = await during('starting api, worker and collector', async () =>
      system.startApi(database, await simulator),
    );
    const apps = isDev
      ? await startDevelopment(system, base, say)
      : { console: `${base}/console/`, portal: `${base}/portal/` };
    if (stoppingSince > 0) return;
    update({ address: apps.console });
    announceReady({ home, base, ...apps, simulator: await simulator });
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

main().catch((error) => {
  console.error(`\n${error.message}\n`);
  process.exit(1);
});
