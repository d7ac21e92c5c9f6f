import { startCollector } from './collector.ts';
import { readEnv, type Env } from './env.ts';
import { log } from './log.ts';

function configured(): Env {
  try {
    return readEnv(process.env);
  } catch (error) {
    process.stderr.write(`The collector can't start. ${(error as Error).message}\n`);
    return process.exit(2);
  }
}

const collector = await startCollector(configured());
const stop = () => void collector.stop().then(() => process.exit(0));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
// Whoever started us with a channel is gone when it closes.
process.on('disconnect', stop);
log('started', { pid: process.pid });
process.send?.({ kind: 'ready' });
