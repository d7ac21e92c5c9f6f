#!/usr/bin/env node
// `npm run -s serve`: the production start, on your own PostgreSQL.
import { fileURLToPath } from 'node:url';
import { handOver } from './handover.mjs';

await handOver(fileURLToPath(new URL('./start/serve.mjs', import.meta.url)), process.argv.slice(2), {
  expectsTwice: true,
});
