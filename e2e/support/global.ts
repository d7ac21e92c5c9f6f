import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Ready, startSystem } from './system.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    ready: Ready;
    /** Where the running system keeps everything. */
    home: string;
  }
}

/** The whole system, as `npm start` runs it, in a folder and on a port of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'hashyard-e2e-'));
  const system = await startSystem({ home, farm: 'miners=48,pdus=3,meters=2' });
  project.provide('ready', system.ready);
  project.provide('home', home);
  return async () => {
    await system.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
