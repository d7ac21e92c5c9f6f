import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPdu } from '../src/readers.ts';
import type { SnmpSecurity } from '../src/transports/snmp.ts';
import { ManualClock } from './clock.ts';
import { freeUdpPort } from './ports.ts';
import type { PduRecording } from './recordings/pdu-recording.ts';
import { pduRecordings } from './recordings/pdus.ts';

/** A simulator of agents that nobody here wrote (Debian's `snmpsim`): it serves our recordings, each by its community. */
const haveSnmpsim = spawnSync('snmpsimd', ['--help']).error === undefined;
const recordings = pduRecordings.map((recording, at) => ({ ...recording, community: `r${at}` }));

const USER = { user: 'reader', authKey: 'authentication pass', privKey: 'privacy pass' };

describe.skipIf(!haveSnmpsim)(haveSnmpsim ? 'against snmpsim' : 'against snmpsim (skipped: no snmpsimd)', () => {
  const home = mkdtempSync(join(tmpdir(), 'hashyard-snmpsim-'));
  let simulator: ChildProcess;
  let port: number;

  const read = (security: SnmpSecurity) => {
    const address = { host: '127.0.0.1', port, unit: 1, framing: 'tcp' } as const;
    const pdu = openPdu(address, null, security, new ManualClock());
    return pdu.read({ live: true, registers: true, detail: true }).finally(() => pdu.close());
  };

  beforeAll(async () => {
    port = await freeUdpPort();
    // As root it serves as another user, who must be let in.
    for (const folder of ['data', 'cache']) mkdirSync(join(home, folder));
    for (const folder of [home, join(home, 'data'), join(home, 'cache')]) chmodSync(folder, 0o777);
    for (const recording of recordings)
      writeFileSync(join(home, 'data', `${recording.community}.snmprec`), snmprecOf(recording));
    const options = [
      `--data-dir=${join(home, 'data')}`,
      `--cache-dir=${join(home, 'cache')}`,
      `--agent-udpv4-endpoint=127.0.0.1:${port}`,
      `--v3-user=${USER.user}`,
      '--v3-auth-proto=SHA256',
      `--v3-auth-key=${USER.authKey}`,
      '--v3-priv-proto=AES',
      `--v3-priv-key=${USER.privKey}`,
      ...(process.getuid?.() === 0 ? ['--process-user=nobody', '--process-group=nogroup'] : []),
    ];
    simulator = spawn('snmpsimd', options, { cwd: home });
    let said = '';
    await new Promise<void>((resolve, reject) => {
      for (const stream of [simulator.stdout, simulator.stderr])
        stream?.on('data', (chunk) => {
          said += String(chunk);
          if (said.includes('Listening at UDP/IPv4')) resolve();
        });
      simulator.on('exit', () => reject(new Error(said)));
    });
  }, 30_000);
  afterAll(async () => {
    const exit = once(simulator, 'exit');
    simulator.kill('SIGKILL');
    await exit;
    rmSync(home, { recursive: true });
  });

  test.each(recordings)('$profile: $name', async ({ community, profile, reading }) => {
    expect(await read({ version: '2c', community })).toMatchObject({ profile, ...reading });
  });

  test('with version 1, which has no GETBULK and fails a request for one absent object', async () => {
    const [recording] = recordings;
    expect(await read({ version: '1', community: 'r0' })).toMatchObject(recording?.reading ?? {});
  });

  test('with version 3, where the context names the device', async () => {
    const [recording] = recordings;
    const security = { version: '3', ...USER, auth: 'sha256', priv: 'aes', context: 'r0' } as const;
    expect(await read(security)).toMatchObject(recording?.reading ?? {});
  });
});

/** OID, type and value of each object, in the order of their OIDs. */
function snmprecOf({ sysObjectId, sysDescr, below, objects }: PduRecording): string {
  const lines = [
    ['1.3.6.1.2.1.1.1.0', 4, sysDescr ?? ''],
    ['1.3.6.1.2.1.1.2.0', 6, sysObjectId],
    ['1.3.6.1.2.1.1.3.0', 67, 12_345],
    ...Object.entries(objects).map(([oid, value]) => [
      `${below}.${oid}`,
      // Text as bytes: some of it ends with a NUL.
      ...(typeof value === 'string' ? ['4x', Buffer.from(value).toString('hex')] : [value < 0 ? 2 : 66, value]),
    ]),
  ];
  const key = (oid: unknown) =>
    String(oid)
      .split('.')
      .map((part) => part.padStart(10, '0'))
      .join('.');
  return `${lines
    .toSorted(([a], [b]) => (key(a) < key(b) ? -1 : 1))
    .map((line) => line.join('|'))
    .join('\n')}\n`;
}
