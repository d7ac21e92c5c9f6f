#!/usr/bin/env node
// `npm start`: the whole system with the demo. `npm run dev`: the same, reloading what is edited.
import { fileURLToPath } from 'node:url';
import { handOver } from './handover.mjs';

await handOver(fileURLToPath(new URL('./start/main.mjs', import.meta.url)), process.argv.slice(2), {
  expectsTwice: true,
});
