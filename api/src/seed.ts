import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from './clock.ts';
import { createOrm } from './database/orm.ts';
import { seedDemo } from './demo/demo.ts';
import { readEnv, required } from './env.ts';
import { createVault } from './vault.ts';

/** `node dist/seed.js`: fills an empty database with the demo and writes its sign-ins and the collector's token and command key into HASHYARD_HOME. */
const env = readEnv();
const home = required(process.env, 'HASHYARD_HOME');
const orm = await createOrm(env.databaseUrl, { statementTimeoutMs: 120_000 });
const installation = {
  orm,
  now: systemClock,
  vault: createVault(env.secret),
  publicUrl: env.publicUrl ?? `http://${env.host}:${env.port}`,
};
const { users, collectorToken, commandKey } = await seedDemo(
  installation,
  required(process.env, 'SIMULATOR_URL'),
  console.log,
);
const secretFile = (name: string, text: string) => writeFileSync(join(home, name), text, { mode: 0o600 });
secretFile('collector-token', collectorToken);
secretFile('collector-command-key', commandKey);
// Last: its presence says that the seed went through.
secretFile('demo.json', `${JSON.stringify({ users }, null, 2)}\n`);
await orm.close(true);
