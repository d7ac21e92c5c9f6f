import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSnmp, type SnmpSecurity } from '../src/transports/snmp.ts';
import { freeUdpPort } from './ports.ts';

/** Net-SNMP's own agent (Debian's `snmpd`): what we send must be right for a program that nobody here wrote. */
const SNMPD = '/usr/sbin/snmpd';
const haveSnmpd = existsSync(SNMPD);

const SYS_NAME = '1.3.6.1.2.1.1.5.0';
const ABSENT = '1.3.6.1.2.1.1.99.0';
const SYS_OR_ID = '1.3.6.1.2.1.1.9.1.2';

const CONFIG = `
rocommunity s3cret 127.0.0.1
sysName a-real-agent
createUser plain
createUser auth256 SHA-256 "authentication pass"
createUser priv256 SHA-256 "authentication pass" AES "privacy pass"
createUser priv512 SHA-512 "authentication pass" AES "privacy pass"
rouser plain noauth
rouser auth256 auth
rouser priv256 priv
rouser priv512 priv
`;

const v3 = (user: string, changes: Partial<Extract<SnmpSecurity, { version: '3' }>> = {}): SnmpSecurity => ({
  version: '3',
  user,
  auth: null,
  authKey: 'authentication pass',
  priv: null,
  privKey: 'privacy pass',
  ...changes,
});

describe.skipIf(!haveSnmpd)(haveSnmpd ? 'against snmpd' : `against snmpd (skipped: no ${SNMPD})`, () => {
  const home = mkdtempSync(join(tmpdir(), 'hashyard-snmpd-'));
  let agent: ChildProcess;
  let port: number;
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(SNMPD, ['-f', '-Lo', '-C', '-c', join(home, 'agent.conf'), `udp:127.0.0.1:${port}`], {
      env: { ...process.env, SNMP_PERSISTENT_DIR: home },
    });
    let said = '';
    await new Promise<void>((resolve, reject) => {
      started.stdout?.on('data', (chunk) => {
        said += String(chunk);
        if (said.includes('NET-SNMP version')) resolve();
      });
      started.on('exit', () => reject(new Error(said)));
    });
    return started;
  };
  const stop = async () => {
    const exit = once(agent, 'exit');
    agent.kill('SIGTERM');
    await exit;
  };

  const ask = async (security: SnmpSecurity, oids: readonly string[] = [SYS_NAME]) => {
    const session = openSnmp({ host: '127.0.0.1', port, security, timeoutMs: 1000, retries: 1 });
    return session.get(oids).finally(() => session.close());
  };

  beforeAll(async () => {
    port = await freeUdpPort();
    writeFileSync(join(home, 'agent.conf'), CONFIG);
    agent = await start();
  });
  afterAll(async () => {
    await stop();
    rmSync(home, { recursive: true });
  });

  test.each([
    { name: 'v1', security: { version: '1', community: 's3cret' } as const },
    { name: 'v2c', security: { version: '2c', community: 's3cret' } as const },
    { name: 'v3 without authentication', security: v3('plain') },
    { name: 'v3 with SHA-256', security: v3('auth256', { auth: 'sha256' }) },
    { name: 'v3 with SHA-256 and AES', security: v3('priv256', { auth: 'sha256', priv: 'aes' }) },
    { name: 'v3 with SHA-512 and AES', security: v3('priv512', { auth: 'sha512', priv: 'aes' }) },
  ])('$name: reads what is there and leaves out what is not', async ({ security }) => {
    expect(await ask(security, [SYS_NAME, ABSENT])).toEqual(new Map([[SYS_NAME, 'a-real-agent']]));
  });

  test.each(['1', '2c'] as const)('walks a column with v%s', async (version) => {
    const session = openSnmp({
      host: '127.0.0.1',
      port,
      security: { version, community: 's3cret' },
      timeoutMs: 1000,
      retries: 1,
    });
    const rows = await session.walk(SYS_OR_ID, 4).finally(() => session.close());
    expect(rows.size).toBeGreaterThan(3);
    expect([...rows.keys()].slice(0, 3)).toEqual(['1', '2', '3']);
  });

  test.each([
    { name: 'a wrong community', kind: 'timeout', security: { version: '2c', community: 'wrong' } as const },
    { name: 'an unknown user', kind: 'refused', security: v3('nobody', { auth: 'sha256' }) },
    {
      name: 'a wrong authentication key',
      kind: 'refused',
      security: v3('auth256', { auth: 'sha256', authKey: 'another pass phrase' }),
    },
    { name: 'less security than the user needs', kind: 'refused', security: v3('priv256', { auth: 'sha256' }) },
  ])('$name is $kind', async ({ kind, security }) => {
    await expect(ask(security)).rejects.toMatchObject({ name: 'DeviceFailure', kind });
  });

  test('DES is refused before anything is sent, with the reason', async () => {
    await expect(ask(v3('priv256', { auth: 'sha256', priv: 'des' }))).rejects.toMatchObject({
      kind: 'unsupported',
      message: expect.stringContaining('DES is broken'),
    });
  });

  test.each([
    { name: 'restarted, which counts its boots on', exchange: () => {} },
    {
      name: 'exchanged for one with another engine id',
      exchange: () => {
        writeFileSync(join(home, 'agent.conf'), `${CONFIG}engineID another-controller\n`);
        rmSync(join(home, 'snmpd.conf')); // what it remembers of itself
      },
    },
  ])('an agent that was $name is read on in the same session', async ({ exchange }) => {
    const security = v3('priv256', { auth: 'sha256', priv: 'aes' });
    const session = openSnmp({ host: '127.0.0.1', port, security, timeoutMs: 1000, retries: 1 });
    expect((await session.get([SYS_NAME])).size).toBe(1);
    await stop();
    exchange();
    agent = await start();
    expect((await session.get([SYS_NAME]).finally(() => session.close())).get(SYS_NAME)).toBe('a-real-agent');
  });
});
