import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { untilToldToStop } from './process.ts';

const connected = Object.getOwnPropertyDescriptor(process, 'connected');
afterEach(() => {
  if (connected) Object.defineProperty(process, 'connected', connected);
  else Reflect.deleteProperty(process, 'connected');
});

test('a process whose starter went while it was still starting stops at once', async () => {
  Object.defineProperty(process, 'connected', { value: false, configurable: true });
  await expect(untilToldToStop()).resolves.toBeUndefined();
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  'a process that somebody forked, and still talks to, ends on %s',
  async (signal) => {
    const program = `import { untilToldToStop } from ${JSON.stringify(new URL('process.ts', import.meta.url).href)};
    const told = untilToldToStop();
    process.send('ready');
    await told;`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child, 'message');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  },
);
