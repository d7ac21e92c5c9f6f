#!/usr/bin/env node
// `npm test`: every check and every test. `npm test -- unit`: one part of it.
import { fileURLToPath } from 'node:url';
import { handOver } from './handover.mjs';

await handOver(fileURLToPath(new URL('./test/main.mjs', import.meta.url)), process.argv.slice(2));
