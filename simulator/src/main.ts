import type { Server } from 'node:http';
import { controlRoutes } from './control/routes.ts';
import { readEnv } from './env.ts';
import { startMailbox } from './mailbox/mailbox.ts';
import { startSimulation } from './simulation.ts';
import { startWeb } from './web.ts';

/** Says where everything is, ends on SIGTERM, SIGINT or when the parent is gone. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const simulation = await startSimulation(env, Date.now);
  const mailbox = await startMailbox({ port: env.smtpPort, folder: env.mailDir, now: Date.now });
  const web = await startWeb(env.host, env.controlPort, {
    control: controlRoutes(simulation),
    mailbox: mailbox.routes,
  });
  const ready = { kind: 'ready', control: web.url, mailbox: `${web.url}/mailbox`, smtp: mailbox.url };

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    // A mail being taken in may finish; the devices' thousands of sockets are closed by the exit itself.
    setTimeout(() => process.exit(0), 3_000).unref();
    void Promise.allSettled([mailbox.close(), closeWeb(web.server)]).then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.once('disconnect', end);
  process.send?.(ready);
  console.log(JSON.stringify(ready));
}

function closeWeb(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

main().catch((error: unknown) => {
  console.error(`simulator: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
