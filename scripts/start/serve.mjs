// The story of `npm run serve`, under the project's own Node: no simulator, no collector, no demo.
import { createHash, randomBytes } from 'node:crypto';
import { announceServing } from './addresses.mjs';
import { allTargets, build } from './build.mjs';
import { live, tell } from './life.mjs';
import { databaseUrlExample, settings } from './settings.mjs';

tell(async () => {
  const chosen = settings(process.env, process.argv.slice(2), []);
  if (chosen.databaseUrl === null)
    throw new Error(`Set DATABASE_URL to your PostgreSQL, as its owner: ${databaseUrlExample}. A demo is npm start.`);
  await live(chosen, async ({ system, say, during }) => {
    const [database] = await Promise.all([system.startDatabase(), during('building', () => build(allTargets, say))]);
    say(`using the database ${database.identity}`);
    await system.prepareDatabase(database, null);
    if (!process.env.SMTP_URL) say('SMTP_URL is not set: mails wait until it is');
    const token = randomBytes(32).toString('base64url'); // printed once and kept nowhere
    const isEmpty = await system.offerSetup(database, createHash('sha256').update(token).digest('hex'));
    const base = await during('starting api and worker', () =>
      system.startApi(database, { smtp: null, hasCollector: false }),
    );
    const address = chosen.publicUrl ?? base;
    const setup = isEmpty ? `${address}/console/setup#${token}` : null;
    const announce = () => announceServing({ home: chosen.home, base, address, setup });
    return { address: `${address}/console/`, announce };
  });
});
