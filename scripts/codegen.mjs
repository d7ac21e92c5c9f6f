#!/usr/bin/env node
// `npm run schema`: writes schema.graphql from the api's code. `npm run codegen`: that, and the apps' typed documents.
import { fileURLToPath } from 'node:url';
import { handOver } from './handover.mjs';

await handOver(fileURLToPath(new URL('./check/codegen.mjs', import.meta.url)), process.argv.slice(2));
