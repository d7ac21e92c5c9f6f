// The story of `npm start`, under the project's own Node.
import { announceReady } from './addresses.mjs';
import { allTargets, build } from './build.mjs';
import { startDevelopment } from './development.mjs';
import { live, tell } from './life.mjs';
import { settings } from './settings.mjs';

tell(async () => {
  const chosen = settings(process.env, process.argv.slice(2));
  const { home, isDev } = chosen;
  await live(chosen, async ({ system, say, during }) => {
    const simulator = during('starting the simulated farm', () => system.startSimulator());
    simulator.catch(() => {}); // reported below, where it is awaited
    const [database] = await Promise.all([
      during('starting PostgreSQL', () => system.startDatabase()),
      during('building', () => build(isDev ? ['api'] : allTargets, say)),
    ]);
    say(database.ours ? `PostgreSQL runs in ${database.ours.where}` : `using the database ${database.identity}`);
    await system.prepareDatabase(database, async () => (await simulator).control);
    const base = await during('starting api, worker and collector', async () => {
      const { smtp } = await simulator;
      return system.startApi(database, { smtp, hasCollector: true });
    });
    const apps = isDev
      ? await startDevelopment(system, base, say)
      : { console: `${base}/console/`, portal: `${base}/portal/` };
    const { control, mailbox } = await simulator;
    const announce = () => announceReady({ home, base, ...apps, simulator: { control, mailbox } });
    return { address: apps.console, announce };
  });
});
