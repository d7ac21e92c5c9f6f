#!/usr/bin/env node
// `npm run build`: the api and the apps, those whose sources changed.
import { fileURLToPath } from 'node:url';
import { handOver } from './handover.mjs';

await handOver(fileURLToPath(new URL('./start/build-all.mjs', import.meta.url)), []);
