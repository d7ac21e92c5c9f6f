// npm run admin: the commands of the installation's owner, on the database that npm start would use.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './install.mjs';
import { startPostgres } from './postgres.mjs';
import { readJson } from './start/home.mjs';
import { settings } from './start/settings.mjs';

const { home, databaseUrl } = settings(process.env, []);
const ours = databaseUrl === null ? await startPostgres({ dir: join(home, 'postgres') }) : null;
const graphql = readJson(join(home, 'ready.json'))?.graphql;
const running = graphql ? { PUBLIC_URL: new URL(graphql).origin } : {};
try {
  const { status } = spawnSync(process.execPath, [join(root, 'api/src/admin.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...running, ...process.env, DATABASE_OWNER_URL: databaseUrl ?? ours?.url },
  });
  process.exitCode = status ?? 1;
} finally {
  if (ours && !ours.reused) await ours.stop();
}
