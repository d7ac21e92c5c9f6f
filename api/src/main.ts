import 'reflect-metadata';
import { systemClock } from './clock.ts';
import { createOrm } from './database/orm.ts';
import { readEnv } from './env.ts';
import { untilToldToStop } from './process.ts';
import { startServer } from './server.ts';
import { createVault } from './vault.ts';

/** `node dist/main.js`: HTTP, WebSocket and live. Jobs run in `worker.js`. */
const env = readEnv();
const orm = await createOrm(env.databaseUrl);
const server = await startServer(env, (url) => ({
  orm,
  now: systemClock,
  vault: createVault(env.secret),
  publicUrl: env.publicUrl ?? url,
}));
process.send?.({ kind: 'ready', port: Number(new URL(server.url).port) });
console.log(JSON.stringify({ level: 'info', message: 'listening', url: server.url }));
await untilToldToStop();
await server.stop();
await orm.close(true);
