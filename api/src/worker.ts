import 'reflect-metadata';
import { createTransport } from 'nodemailer';
import { systemClock } from './clock.ts';
import { createOrm } from './database/orm.ts';
import { readEnv, required } from './env.ts';
import { startJobs } from './job-runner.ts';
import { receiveBounces } from './modules/mail/index.ts';
import { untilToldToStop } from './process.ts';
import { createVault } from './vault.ts';

/** A mail server that says nothing for so long is tried again later; long before its mail counts as stuck. */
const patience = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 120_000 };

/** A billing job may take longer than a request may. */
const statementTimeoutMs = 120_000;

/** `node dist/worker.js`: mails, billing runs and upkeep. Any number of them may run beside each other. */
const env = readEnv();
const orm = await createOrm(env.databaseUrl, { poolSize: 8, statementTimeoutMs });
const installation = {
  orm,
  now: systemClock,
  vault: createVault(env.secret),
  publicUrl: env.publicUrl ?? `http://${env.host}:${env.port}`,
};
const mail = env.smtpUrl
  ? {
      transport: createTransport({ url: env.smtpUrl, ...patience }),
      from: env.mailFrom,
      bounceAddress: env.bounces?.address,
    }
  : null;
const bounces = env.bounces?.listener ? await receiveBounces(installation, env.bounces.listener) : null;
const jobs = await startJobs(installation, required(process.env, 'DATABASE_JOBS_URL'), mail);
process.send?.({ kind: 'ready' });
console.log(JSON.stringify({ level: 'info', message: 'working', mail: mail !== null }));
await untilToldToStop();
await bounces?.stop();
await jobs.stop();
mail?.transport.close();
await orm.close(true);
