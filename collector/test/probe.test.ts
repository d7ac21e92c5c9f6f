import { afterEach, describe, expect, test } from 'vitest';
import { probe } from '../src/probe/probe.ts';
import { withoutSecrets } from '../src/probe/target.ts';
import { antminerAnswers, startMiner } from './miner.ts';
import { f32Registers, hexRegisters, startMeter } from './modbus-meter.ts';
import { f32 } from './recordings/meters.ts';
import { startAgent } from './snmp-agent.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function run(args: string[], { stdin = '', credentials }: { stdin?: string; credentials?: string } = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await probe(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    readStdin: () => Promise.resolve(stdin),
    credentials,
  });
  return {
    code,
    out,
    err: err.join('\n'),
    documents: () => out.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

async function antminer(changes = {}): Promise<string> {
  const miner = await startMiner({ ...antminerAnswers(), ...changes });
  closing.push(miner.close);
  return `cgminer://127.0.0.1:${miner.port}`;
}

const SENTRY4 = new Map<string, number | string>([
  ['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.1718.4'],
  ['1.3.6.1.4.1.1718.4.1.2.2.1.5.1', 'C2S42CE'],
  ['1.3.6.1.4.1.1718.4.1.3.2.1.2.1.1', 'AA'],
  ['1.3.6.1.4.1.1718.4.1.3.3.1.3.1.1', 1701],
  ['1.3.6.1.4.1.1718.4.1.3.3.1.10.1.1', 8937],
  ['1.3.6.1.4.1.1718.4.1.8.2.1.2.1.1.1', 'AA1'],
  ['1.3.6.1.4.1.1718.4.1.8.3.1.1.1.1.1', 1],
  ['1.3.6.1.4.1.1718.4.1.8.3.1.14.1.1.1', 123_456],
]);

async function sentry4(community: string): Promise<number> {
  const agent = await startAgent(SENTRY4);
  agent.community = community;
  closing.push(agent.close);
  return agent.port;
}

describe('probe', () => {
  test('prints a miner as one line of JSON', async () => {
    const { code, documents } = await run([await antminer()]);
    expect(code).toBe(0);
    expect(documents()).toMatchObject([
      {
        make: 'Bitmain',
        model: 'Antminer S19 Pro',
        mining: true,
        hashrateThs: 110.56689,
        powerW: null,
        powerKind: null,
        fansRpm: [6000, 5880, 5040, 5040],
      },
    ]);
    expect(documents()[0]?.boards).toMatchObject([
      { slot: 1, tempChipMaxC: 71, state: 'ok' },
      { slot: 2 },
      { slot: 3 },
    ]);
  });

  test.each(['1', '2c'])('reads a PDU over SNMP %s', async (version) => {
    const port = await sentry4('public');
    const { code, documents } = await run([`snmp://127.0.0.1:${port}?version=${version}`]);
    expect(code).toBe(0);
    expect(documents()).toMatchObject([
      {
        vendor: 'Server Technology',
        model: 'C2S42CE',
        device: { powerW: 1701, powerKind: 'measured', energyKwh: 893.7, currentA: null },
        cords: [{ id: 'AA' }],
        outlets: [{ id: 'AA1', state: 'on', energyKwh: 123.456, powerW: null }],
      },
    ]);
  });

  test('reads a meter by its profile', async () => {
    const meter = await startMeter(
      f32Registers({
        0x00: 230,
        0x02: 230,
        0x04: 230,
        0x06: 1,
        0x08: 1,
        0x0a: 1,
        0x0c: 230,
        0x0e: 230,
        0x10: 230,
        0x34: 690.5,
        0x48: 65_536.1,
      }),
    );
    closing.push(meter.close);
    const { documents } = await run([`modbus://127.0.0.1:${meter.port}?unit=7&profile=eastron-sdm630`]);
    expect(documents()).toMatchObject([
      {
        vendor: 'Eastron',
        device: { powerW: 690.5, energyKwh: 65_536.1 },
        phases: [{ id: 'L1', voltageV: 230 }, {}, {}],
      },
    ]);
    expect(meter.requests.every(({ unit }) => unit === 7)).toBe(true);
  });

  test('a meter without a profile is known by what it says of itself', async () => {
    const meter = await startMeter(
      hexRegisters({
        0xfc02: '0020',
        0xfc00: '0012d687',
        0x00: f32(230),
        0x06: f32(1),
        0x0c: f32(230),
        0x48: f32(7.5),
      }),
    );
    closing.push(meter.close);
    const { code, documents } = await run([`modbus://127.0.0.1:${meter.port}`]);
    expect(code).toBe(0);
    expect(documents()).toMatchObject([
      {
        vendor: 'Eastron',
        model: 'SDM120',
        serial: '1234567',
        profile: 'eastron-sdm120',
        device: { powerW: 230, energyKwh: 7.5 },
      },
    ]);
  });

  test.each([
    { name: 'says nothing of itself', says: null, message: 'it does not say which meter it is: name its profile' },
    {
      name: 'is none that is known',
      says: ['Some\u001b[2Jbody', 'X1', ''],
      message: 'no profile is known for "Some [2Jbody X1"',
    },
  ])('one that $name is unsupported', async ({ says, message }) => {
    const meter = await startMeter(new Map());
    meter.identification = says;
    closing.push(meter.close);
    const { code, documents } = await run([`modbus://127.0.0.1:${meter.port}`]);
    expect(code).toBe(1);
    expect(documents()).toMatchObject([
      { error: { kind: 'unsupported', message: expect.stringContaining(message) as string } },
    ]);
  });

  test('reads a meter behind a serial gateway, with frames as on its line', async () => {
    const meter = await startMeter(
      f32Registers({
        0x00: 230,
        0x02: 230,
        0x04: 230,
        0x06: 1,
        0x08: 1,
        0x0a: 1,
        0x0c: 0,
        0x0e: 0,
        0x10: 0,
        0x34: 690.5,
        0x48: 12.5,
      }),
      'serial',
    );
    closing.push(meter.close);
    const { documents } = await run([`modbus://127.0.0.1:${meter.port}?unit=7&profile=eastron-sdm630&framing=rtu`]);
    expect(documents()).toMatchObject([{ device: { powerW: 690.5, energyKwh: 12.5 } }]);
  });

  test('several devices: a document each, in order, and exit 1 when one is away', async () => {
    const { code, documents, err } = await run([await antminer(), 'cgminer://127.0.0.1:1', await antminer()]);
    expect(code).toBe(1);
    expect(documents()).toMatchObject([
      { make: 'Bitmain' },
      { url: 'cgminer://127.0.0.1:1', error: { kind: 'refused' } },
      { make: 'Bitmain' },
    ]);
    expect(err).toContain('refused');
  });

  test('a protocol that was named is the only one tried', async () => {
    const url = (await antminer()).replace('cgminer:', 'whatsminer3:');
    expect((await run([url])).documents()).toMatchObject([{ error: { kind: 'malformed' } }]);
  });

  test.each([
    { name: 'no URL', args: [] },
    { name: 'an unknown flag', args: ['--fast', 'cgminer://127.0.0.1'] },
    { name: 'an unknown scheme', args: ['ftp://127.0.0.1'] },
    { name: 'no URL at all', args: ['127.0.0.1'] },
    { name: 'a unit that can not be', args: ['modbus://127.0.0.1?unit=999&profile=eastron-sdm630'] },
    { name: 'version 3 without a user', args: ['snmp3://127.0.0.1'] },
    { name: 'an option of another scheme', args: ['cgminer://127.0.0.1?version=1'] },
  ])('$name is unusable: exit 2, nothing is asked', async ({ args }) => {
    const { code, out } = await run(args);
    expect(code).toBe(2);
    expect(out).toEqual([]);
  });

  test('DES is refused as unsupported, with the reason', async () => {
    const { code, documents } = await run([
      'snmp3://admin@127.0.0.1?auth=sha&authKey=longsecret&priv=des&privKey=othersecret',
    ]);
    expect(code).toBe(1);
    expect(documents()).toMatchObject([
      { error: { kind: 'unsupported', message: expect.stringContaining('DES') as string } },
    ]);
  });

  test.each([
    { name: 'standard input', options: { stdin: '{"community":"s3cret"}' }, flags: ['--secrets'] },
    { name: 'the environment', options: { credentials: '{"community":"s3cret"}' }, flags: [] },
  ])('takes secrets from $name', async ({ options, flags }) => {
    const port = await sentry4('s3cret');
    expect((await run([...flags, `snmp://127.0.0.1:${port}`], options)).code).toBe(0);
  });

  test('no secret is ever shown', async () => {
    const agent = await startAgent(new Map([['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.99999']]));
    agent.community = 's3cret';
    closing.push(agent.close);
    const urls = [
      `snmp://s3cret@127.0.0.1:${agent.port}`,
      'snmp3://admin@127.0.0.1:1?auth=sha256&authKey=s3cret-auth&priv=des&privKey=s3cret-priv',
      'http://root:s3cret@127.0.0.1:1',
    ];
    const { out, err } = await run(urls);
    expect([...out, err].join('\n')).not.toContain('s3cret');
    expect((await run(['snmp://s3cret@127.0.0.1?version=9'])).err).not.toContain('s3cret');
    expect((await run(['--secrets', 'snmp://127.0.0.1'], { stdin: '{"community":"s3cret"' })).err).not.toContain(
      's3cret',
    );
    expect(withoutSecrets('snmp3://admin@10.0.0.1?auth=sha256&authKey=a&privKey=b')).toBe(
      'snmp3://admin@10.0.0.1?auth=sha256',
    );
  });

  test('--raw adds the answers as they came, without pool passwords', async () => {
    const pools = {
      STATUS: [{ STATUS: 'S' }],
      POOLS: [
        { URL: 'stratum+tcp://pool.example:3333', Password: 's3cret' },
        {
          URL: 'stratum+tcp://acme.rig:s3cret@pool.example:3333',
          pass: 'a"s3cret',
          fallbackPwd: 's3cret',
          Accepted: 7,
        },
      ],
    };
    const { documents, out } = await run(['--raw', await antminer({ pools })]);
    expect(Object.keys(documents()[0]?.raw as object)).toEqual(['version', 'stats', 'summary', 'pools']);
    expect(out.join()).not.toContain('s3cret');
    expect(out.join()).toContain('Accepted\\":7');
  });

  test('--pretty is a table in which a device’s text can not act on the terminal', async () => {
    const evil = JSON.parse(JSON.stringify(antminerAnswers()).replaceAll('acme.rig1', 'acme\\u001b[2Jrig')) as object;
    const { out } = await run(['--pretty', await antminer(evil)]);
    expect(out[0]).toContain('hashrateThs       110.56689');
    expect(out[0]).toMatch(/slot +hashrateThs/);
    expect(out[0]).not.toContain('\u001b');
  });
});
