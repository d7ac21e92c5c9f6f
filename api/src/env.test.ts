import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnv } from './env.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'env-'));
  writeFileSync(join(folder, 'secret'), 'ab'.repeat(32));
});
afterAll(() => rmSync(folder, { recursive: true }));
const envWith = (own: NodeJS.ProcessEnv) =>
  readEnv({ DATABASE_URL: 'postgres://app@db/x', HASHYARD_SECRET: join(folder, 'secret'), ...own });

describe('where bounces come in', () => {
  const address = 'bounces@bounce.example.com';
  test.each([
    { name: 'nowhere', own: {}, is: null },
    { name: 'at another worker', own: { BOUNCE_ADDRESS: address }, is: { address, listener: null } },
    {
      name: 'by SMTP',
      own: { BOUNCE_ADDRESS: address, BOUNCE_LISTEN: 'smtp://127.0.0.1:2525' },
      is: { address, listener: { protocol: 'smtp', host: '127.0.0.1', port: 2525 } },
    },
    {
      name: 'by LMTP, over IPv6',
      own: { BOUNCE_ADDRESS: address, BOUNCE_LISTEN: 'lmtp://[::1]:2424' },
      is: { address, listener: { protocol: 'lmtp', host: '::1', port: 2424 } },
    },
  ])('$name', ({ own, is }) => {
    expect(envWith(own).bounces).toEqual(is);
  });

  test.each([
    { name: 'without an address', own: { BOUNCE_LISTEN: 'smtp://127.0.0.1:2525' }, says: 'BOUNCE_ADDRESS' },
    {
      name: 'with a name too long for a token',
      own: { BOUNCE_ADDRESS: `${'b'.repeat(17)}@b.example` },
      says: 'at most 16',
    },
    {
      name: 'without a port',
      own: { BOUNCE_ADDRESS: address, BOUNCE_LISTEN: 'smtp://127.0.0.1' },
      says: 'BOUNCE_LISTEN',
    },
    { name: 'by HTTP', own: { BOUNCE_ADDRESS: address, BOUNCE_LISTEN: 'http://127.0.0.1:80' }, says: 'BOUNCE_LISTEN' },
  ])('$name stops the start', ({ own, says }) => {
    expect(() => envWith(own)).toThrow(says);
  });
});
