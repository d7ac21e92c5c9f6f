import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { TestDatabase } from './database.ts';

const api = fileURLToPath(new URL('..', import.meta.url));

/**
 * The worker as it runs in production, in processes of its own: built once for a test file, below the package so that it
 * finds its dependencies. What a test leaves running is killed after it.
 */
export function useWorkers(database: () => TestDatabase, smtpUrl: () => string) {
  let folder = '';
  const running = new Set<ChildProcess>();
  beforeAll(() => {
    mkdirSync(`${api}/node_modules/.cache`, { recursive: true });
    folder = mkdtempSync(`${api}/node_modules/.cache/worker-`);
    const tsc = `${api}/../node_modules/.bin/tsc`;
    const into = ['--outDir', folder, '--tsBuildInfoFile', `${folder}/.tsbuildinfo`, '--sourceMap', 'false'];
    execFileSync(tsc, ['-p', `${api}/tsconfig.build.json`, ...into], { stdio: 'inherit' });
    writeFileSync(`${folder}/package.json`, '{"type":"module"}');
    writeFileSync(`${folder}/secret`, 'ab'.repeat(32));
  }, 120_000);
  afterEach(() => {
    for (const worker of running) worker.kill('SIGKILL');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  return () => {
    const { appUrl, ownerUrl } = database();
    const worker = spawn(process.execPath, [`${folder}/worker.js`], {
      env: {
        ...process.env,
        DATABASE_URL: appUrl,
        DATABASE_JOBS_URL: ownerUrl,
        HASHYARD_SECRET: `${folder}/secret`,
        SMTP_URL: smtpUrl(),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running.add(worker);
    const ended = once(worker, 'exit');
    return {
      /** As the kernel or a power cut ends it: at once, and without a last word. */
      async kill() {
        worker.kill('SIGKILL');
        await ended;
        running.delete(worker);
      },
      async stop() {
        worker.kill('SIGTERM');
        await ended;
        running.delete(worker);
      },
    };
  };
}
