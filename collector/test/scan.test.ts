import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scanFromTerminal } from '../src/discovery/scan-cli.ts';
import { antminerAnswers, type Miner, startMiner } from './miner.ts';
import { hexRegisters, type Meter, startMeter } from './modbus-meter.ts';
import { type Agent, startAgent } from './snmp-agent.ts';

const AP8 = new Map([
  ['1.3.6.1.2.1.1.1.0', 'APC Web/SNMP Management Card (MB:v4.1.0 AF1:v6.5.6 MN:AP8941 HR:02 SN: 5A1234E00001 MD:09)'],
  ['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.318.1.3.4.6'],
]);

/** The mark and the common model: maker, model, options, version, serial. */
function sunspec(): Map<number, number> {
  const text = (words: string, registers: number) => Buffer.from(words.padEnd(registers * 2, '\0'));
  const map = Buffer.concat([
    Buffer.from('53756e5300010042', 'hex'),
    text('WattNode', 16),
    text('WND-3Y', 16),
    text('', 8),
    text('1.4', 8),
    text('SN0815', 16),
    Buffer.alloc(4),
  ]);
  return new Map(Array.from({ length: map.length / 2 }, (_, at) => [40_000 + at, map.readUInt16BE(at * 2)]));
}

let miner: Miner;
let pdu: Agent;
let meter: Meter;
beforeEach(async () => {
  miner = await startMiner(antminerAnswers());
  pdu = await startAgent(AP8);
  meter = await startMeter(sunspec());
});
afterEach(async () => {
  await Promise.all([miner.close(), pdu.close(), meter.close()]);
});

async function run(args: string[], networks?: string, allowedPorts?: string, units?: string) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await scanFromTerminal(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    networks,
    allowedPorts,
    units,
    credentials: undefined,
    signal: new AbortController().signal,
  });
  return { code, found: out.map((line) => JSON.parse(line) as Record<string, unknown>), err: err.join('\n') };
}

describe('a scan', () => {
  test('finds who answers, by asking', async () => {
    const ports = [miner.port, pdu.port].join();
    const { code, found, err } = await run(['127.0.0.1/32', '--ports', ports, '--rate', '1000']);
    expect(code).toBe(0);
    expect(found).toMatchObject([
      { kind: 'MINER', address: `cgminer://127.0.0.1:${miner.port}`, make: 'Bitmain', model: 'Antminer S19 Pro' },
      {
        kind: 'PDU',
        address: `snmp://127.0.0.1:${pdu.port}`,
        make: 'APC',
        model: 'AP8941',
        serial: '5A1234E00001',
        mac: null,
        firmware: '6.5.6',
      },
    ]);
    expect(err).toContain('1 of 1 addresses, 2 found');
  });

  test('reads the serial of a meter that describes itself', async () => {
    const { found } = await run(['127.0.0.1', '--ports', String(meter.port), '--rate', '1000']);
    expect(found).toMatchObject([
      {
        kind: 'METER',
        address: `modbus://127.0.0.1:${meter.port}?unit=1`,
        make: 'WattNode',
        model: 'WND-3Y',
        firmware: '1.4',
        serial: 'SN0815',
      },
    ]);
  });

  describe('behind a Modbus gateway', () => {
    const sdm630 = (serial: number) => hexRegisters({ 0xfc02: '0070', 0xfc00: serial.toString(16).padStart(8, '0') });
    const ports = () => ['--ports', String(meter.port), '--rate', '1000'];
    beforeEach(() => {
      meter.behind = new Map([
        [1, sdm630(111)],
        [3, sdm630(333)],
        [4, new Map([[0, 1]])],
      ]);
    });

    test('finds the meters at the units that it was told, and nobody at those where the gateway has no answer', async () => {
      const { found } = await run(['127.0.0.1', ...ports(), '--units', '1-5']);
      expect(found).toMatchObject([
        { address: `modbus://127.0.0.1:${meter.port}?unit=1`, model: 'SDM630', serial: '111' },
        { address: `modbus://127.0.0.1:${meter.port}?unit=3`, model: 'SDM630', serial: '333' },
        { address: `modbus://127.0.0.1:${meter.port}?unit=4`, make: null, serial: null },
      ]);
    });

    test('asks unit 1 alone unless its configuration or an option says more', async () => {
      expect((await run(['127.0.0.1', ...ports()])).found).toHaveLength(1);
      expect(new Set(meter.requests.map(({ unit }) => unit))).toEqual(new Set([1]));
      expect((await run(['127.0.0.1', ...ports()], undefined, undefined, '1,3')).found).toHaveLength(2);
    });

    test('a meter that answers to any unit is found once', async () => {
      meter.behind = null;
      meter.registers = sdm630(777);
      expect((await run(['127.0.0.1', ...ports(), '--units', '1-4'])).found).toMatchObject([{ serial: '777' }]);
    });
  });

  test('finds meters behind a gateway that takes frames as on its line, where it was told to try them', async () => {
    const line = await startMeter(new Map(), 'serial');
    line.behind = new Map([[7, hexRegisters({ 0x0b: '0154' })]]);
    const { found } = await run([
      '127.0.0.1',
      '--ports',
      String(line.port),
      '--rate',
      '1000',
      '--units',
      '7',
      '--framings',
      'rtu',
    ]).finally(line.close);
    expect(found).toMatchObject([
      { address: `modbus://127.0.0.1:${line.port}?unit=7&framing=rtu`, make: 'Carlo Gavazzi', model: 'EM340' },
    ]);
  });

  test('takes no more of a device’s words than a report can bear', async () => {
    const type = `Antminer ${'x'.repeat(5000)}\u0000\u001b[2J<script>`;
    miner.answers = JSON.parse(
      JSON.stringify(antminerAnswers()).replaceAll('"Antminer S19 Pro"', JSON.stringify(type)),
    ) as Record<string, object>;
    const { found } = await run(['127.0.0.1', '--ports', String(miner.port), '--rate', '1000']);
    expect(String(found[0]?.model)).toMatch(/^Antminer x{91}$/);
  });

  test('goes through a network in which nearly nobody is', async () => {
    const { found, err } = await run(['127.0.0.0/28', '--ports', String(miner.port), '--rate', '1000']);
    expect(found).toHaveLength(1);
    expect(err).toContain('16 of 16 addresses, 1 found');
  });

  test('asks nobody outside the walls', async () => {
    const args = ['127.0.0.1/32', '--ports', String(miner.port)];
    const { code, found, err } = await run(args, '10.0.0.0/8');
    expect({ code, found }).toEqual({ code: 2, found: [] });
    expect(err).toContain('outside 10.0.0.0/8');
    expect(miner.commands).toEqual([]);
    expect((await run(args, '127.0.0.0/8')).found).toHaveLength(1);
  });

  test('asks no port outside the walls', async () => {
    const args = ['127.0.0.1/32', '--ports', `4028,${miner.port}`];
    const { code, err } = await run(args, undefined, '4028');
    expect(code).toBe(2);
    expect(err).toContain(`${miner.port} are outside 4028`);
    expect(miner.commands).toEqual([]);
  });

  test.each([
    { name: 'no network', args: [] },
    { name: 'a name', args: ['miners.example/24'] },
    { name: 'a port that is none', args: ['127.0.0.1', '--ports', '4028,x'] },
    { name: 'no rate', args: ['127.0.0.1', '--rate', '0'] },
    { name: 'an unknown option', args: ['127.0.0.1', '--fast'] },
    { name: 'a unit that can not be', args: ['127.0.0.1', '--units', '1-300'] },
    { name: 'no framing', args: ['127.0.0.1', '--framings', 'ascii'] },
  ])('$name is unusable: exit 2', async ({ args }) => {
    expect((await run(args)).code).toBe(2);
  });
});
