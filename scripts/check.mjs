#!/usr/bin/env node
// `npm run check`: everything about the code that can be said without running its tests.
import { fileURLToPath } from 'node:url';
import { handOver } from './handover.mjs';

await handOver(fileURLToPath(new URL('./check/main.mjs', import.meta.url)), process.argv.slice(2));
