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

/** As its configuration calls them, by our words. */
const AUTH = {
  md5: 'MD5',
  sha: 'SHA',
  sha224: 'SHA-224',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};
const PRIV = { aes: 'AES', aes192: 'AES-192', aes256: 'AES-256' };
/** Each authentication alone and with each privacy: a user each. */
const PAIRS = Object.keys(AUTH).flatMap((auth) =>
  [null, ...Object.keys(PRIV)].map((priv) => ({ auth, priv, user: `${auth}-${priv ?? 'plain'}` })),
);

const CONFIG = `
rocommunity s3cret 127.0.0.1
sysName a-real-agent
createUser plain
rouser plain noauth
${PAIRS.map(({ user, auth, priv }) =>
  [
    `createUser ${user} ${AUTH[auth as keyof typeof AUTH]} "authentication pass"`,
    ...(priv === null ? [] : [`${PRIV[priv as keyof typeof PRIV]} "privacy pass"`]),
  ].join(' '),
).join('\n')}
${PAIRS.map(({ user, priv }) => `rouser ${user} ${priv === null ? 'auth' : 'priv'}`).join('\n')}
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
    ...PAIRS.map(({ user, auth, priv }) => ({
      name: `v3 with ${auth} and ${priv}`,
      security: v3(user, { auth, priv }),
    })),
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
      security: v3('sha256-plain', { auth: 'sha256', authKey: 'another pass phrase' }),
    },
    { name: 'no authentication key', kind: 'refused', security: v3('sha256-plain', { auth: 'sha256', authKey: '' }) },
    { name: 'another digest than its user’s', kind: 'refused', security: v3('sha256-plain', { auth: 'sha512' }) },
    { name: 'less security than the user needs', kind: 'refused', security: v3('sha256-aes', { auth: 'sha256' }) },
    {
      name: 'no security where the user has some',
      kind: 'refused',
      security: v3('sha256-aes'),
    },
    {
      // The agent hears noise, and keeps silent.
      name: 'a wrong privacy key',
      kind: 'timeout',
      security: v3('sha256-aes', { auth: 'sha256', priv: 'aes', privKey: 'another pass phrase' }),
    },
    { name: 'a context that it does not have', kind: 'timeout', security: v3('plain', { context: 'elsewhere' }) },
  ])('$name is $kind', async ({ kind, security }) => {
    await expect(ask(security)).rejects.toMatchObject({ name: 'DeviceFailure', kind });
  });

  test('DES is refused before anything is sent, with the reason', async () => {
    await expect(ask(v3('sha256-aes', { auth: 'sha256', priv: 'des' }))).rejects.toMatchObject({
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
    const security = v3('sha256-aes', { auth: 'sha256', priv: 'aes' });
    const session = openSnmp({ host: '127.0.0.1', port, security, timeoutMs: 1000, retries: 1 });
    expect((await session.get([SYS_NAME])).size).toBe(1);
    await stop();
    exchange();
    agent = await start();
    expect((await session.get([SYS_NAME]).finally(() => session.close())).get(SYS_NAME)).toBe('a-real-agent');
  });
});
