import { afterEach, expect, test } from 'vitest';
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
