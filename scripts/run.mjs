#!/usr/bin/env node
// node scripts/run.mjs FILE ARGS...: runs a program of the project under its own Node, installing first if needed.
import { resolve } from 'node:path';
import { handOver } from './handover.mjs';
import { root } from './install.mjs';

const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error('usage: node scripts/run.mjs FILE ARGS...');
  process.exit(2);
}
// npm changes to the project's folder; a path among the arguments is meant from where the user stands.
const movedByNpm = process.env.npm_lifecycle_event && resolve(process.cwd()) === resolve(root);
const cwd = movedByNpm ? process.env.INIT_CWD : undefined;
await handOver(resolve(root, file), args, { cwd });
