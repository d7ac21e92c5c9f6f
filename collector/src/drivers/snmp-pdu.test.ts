import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../../test/clock.ts';
import { type Agent, startAgent } from '../../test/snmp-agent.ts';
import { raritanPdu2 } from '../profiles/snmp-pdu/raritan-pdu2.ts';
import { schleifenbauerRing } from '../profiles/snmp-pdu/schleifenbauer-ring.ts';
import { snmpPduProfiles } from '../registry.ts';
import { openSnmp, type SnmpSession } from '../transports/snmp.ts';
import { profileFor } from './snmp-layout.ts';
import { openPduSession } from './snmp-pdu.ts';

const ROOT = '1.3.6.1.4.1.13742.6';
const LIVE = { live: true, registers: false };
const REGISTERS = { live: false, registers: true };

/** A PX3 with two outlets. */
function px3(changes: Readonly<Record<string, number | string>> = {}): Map<string, number | string> {
  const own: Record<string, number | string> = {
    '3.2.1.1.3.1': 'PX3-1000',
    '3.2.1.1.4.1': 'SERIAL',
    '3.3.3.1.2.1.1': 'I1',
  };
  for (const outlet of [1, 2]) {
    own[`3.5.3.1.2.1.${outlet}`] = `${outlet}`;
    own[`3.5.3.1.3.1.${outlet}`] = '';
    own[`5.4.3.1.3.1.${outlet}.14`] = outlet === 1 ? 7 : 8;
    for (const [sensor, digits, value] of [
      [1, 3, 633],
      [4, 0, 228],
      [5, 0, 143],
      [8, 0, 5_812_658],
    ] as const) {
      own[`3.5.4.1.7.1.${outlet}.${sensor}`] = digits;
      own[`5.4.3.1.4.1.${outlet}.${sensor}`] = value;
    }
  }
  const system = {
    '1.3.6.1.2.1.1.1.0': 'Raritan PDU, FW:4.2.0',
    '1.3.6.1.2.1.1.2.0': ROOT,
    '1.3.6.1.2.1.1.3.0': 100_000,
  };
  const below = Object.entries({ ...own, ...changes }).map(
    ([oid, value]) => [oid.startsWith('1.3.6.1.2') ? oid : `${ROOT}.${oid}`, value] as const,
  );
  return new Map([...Object.entries(system), ...below]);
}

let agent: Agent;
let snmp: SnmpSession;
let clock: ManualClock;
beforeEach(async () => {
  agent = await startAgent(px3());
  clock = new ManualClock();
  snmp = openSnmp({
    host: '127.0.0.1',
    port: agent.port,
    security: { version: '2c', community: 'public' },
    timeoutMs: 150,
    retries: 0,
  });
});
afterEach(async () => {
  snmp.close();
  await agent.close();
});
const open = () => openPduSession(snmp, `127.0.0.1:${agent.port}`, snmpPduProfiles, clock);

describe('a PDU', () => {
  test('is known by its sysObjectID, and its outlets are read with their own digits', async () => {
    const reading = await open().read(LIVE);
    expect(reading).toMatchObject({ profile: 'raritan-pdu2', model: 'PX3-1000', serial: 'SERIAL', firmware: '4.2.0' });
    expect(reading.outlets).toMatchObject([
      { number: 1, on: true, currentA: 0.633, voltageV: 228, powerW: 143, energyWh: null },
      { number: 2, on: false },
    ]);
  });

  test('gives registers in whole Wh with the text that it sent', async () => {
    const { outlets } = await open().read(REGISTERS);
    expect(outlets[0]).toMatchObject({ energyWh: 5_812_658, energyRaw: '5812658 Wh', powerW: null, on: null });
  });

  test('a register above 2^31 Wh stays positive', async () => {
    agent.objects = px3({ '5.4.3.1.4.1.1.8': 4_294_967_000 });
    expect((await open().read(REGISTERS)).outlets[0]?.energyWh).toBe(4_294_967_000);
  });

  test('a sensor that is gone, and one that says -1, are absent: never 0 and never -1', async () => {
    const objects = px3({ '5.4.3.1.4.1.2.5': -1 });
    objects.delete(`${ROOT}.5.4.3.1.4.1.1.5`);
    agent.objects = objects;
    const { outlets } = await open().read(LIVE);
    expect(outlets.map(({ powerW, powerKind }) => ({ powerW, powerKind }))).toEqual([
      { powerW: null, powerKind: null },
      { powerW: null, powerKind: null },
    ]);
  });

  test('without an inlet sensor the device has no watts of its own: outlets are not summed into it', async () => {
    expect((await open().read(LIVE)).device.powerW).toBeNull();
  });

  test('learns its digits again after a restart', async () => {
    const session = open();
    await session.read(LIVE);
    agent.objects = px3({ '1.3.6.1.2.1.1.3.0': 500, '3.5.4.1.7.1.1.1': 2 });
    await session.read(LIVE);
    expect((await session.read(LIVE)).outlets[0]?.currentA).toBe(6.33);
  });

  test('walks once and gets exact objects from then on', async () => {
    const session = open();
    await session.read(LIVE);
    agent.requests.length = 0;
    await session.read(LIVE);
    expect(agent.requests.map(({ type }) => type)).toEqual(['get']);
    await clock.advance(25 * 60 * 60 * 1000);
    await session.read(LIVE);
    expect(agent.requests.some(({ type }) => type === 'bulk')).toBe(true);
  });

  test('asks for less at a time when large answers are lost', async () => {
    agent.drops = ({ maxRepetitions }) => maxRepetitions > 3;
    expect((await open().read(LIVE)).outlets).toHaveLength(2);
  });

  test.each([
    { name: 'silence', kind: 'timeout', misbehave: () => (agent.drops = () => true) },
    {
      name: 'the answer to another request',
      kind: 'timeout',
      misbehave: () => (agent.mangle = (answer) => withRequestId(answer)),
    },
    {
      name: 'an unknown make',
      kind: 'unsupported',
      misbehave: () => (agent.objects = new Map([['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.99999.1']])),
    },
    { name: 'noise', kind: 'malformed', misbehave: () => (agent.mangle = () => Buffer.from([0x30, 0x82, 0xff])) },
    { name: 'half an answer', kind: 'malformed', misbehave: () => (agent.mangle = (answer) => answer.subarray(0, 20)) },
  ])('$name is $kind', async ({ kind, misbehave }) => {
    misbehave();
    await expect(open().read(LIVE)).rejects.toMatchObject({ name: 'DeviceFailure', kind });
  });

  test('a maker without watts gets them from VA and power factor, marked as estimated', async () => {
    const ring = '1.3.6.1.4.1.31034.12.1.1.2.6.1.1';
    agent.objects = new Map<string, number | string>([
      ['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.31034'],
      [`${ring}.2.1`, 1234],
      [`${ring}.4.1`, 9500],
      [`${ring}.9.1`, 1000],
    ]);
    expect((await open().read({ live: true, registers: true })).device).toMatchObject({
      powerW: 950,
      powerKind: 'ESTIMATED',
      energyWh: 1_234_000,
      energyRaw: '1234 kWh',
    });
  });

  test('a configured profile is read where its data are, whatever the sysObjectID says', async () => {
    agent.objects = new Map<string, number | string>([
      ['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.8072.3.2.10'],
      ['1.3.6.1.4.1.31034.12.1.1.2.6.1.1.2.1', 1234],
    ]);
    const configured = openPduSession(snmp, 'ring', [schleifenbauerRing], clock);
    expect((await configured.read(REGISTERS)).device.energyWh).toBe(1_234_000);
  });

  test('outlets of linked units, which repeat their numbers, count on', async () => {
    const objects = px3();
    for (const [oid, value] of px3())
      if (/\.1\.[12](\.\d+)?$/.test(oid)) objects.set(oid.replace(/\.1\.([12](?:\.\d+)?)$/, '.2.$1'), value);
    agent.objects = objects;
    expect((await open().read(LIVE)).outlets.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });
});

describe('the profile of a sysObjectID', () => {
  test.each([
    { sysObjectId: '1.3.6.1.4.1.13742.6', profile: 'raritan-pdu2' },
    { sysObjectId: '1.3.6.1.4.1.1718.4', profile: 'servertech-sentry4' },
    { sysObjectId: '1.3.6.1.4.1.318.1.3.4.6', profile: 'apc-rpdu2' },
    { sysObjectId: '1.3.6.1.4.1.13742.60', profile: undefined },
    { sysObjectId: '1.3.6.1.4.1.8072.3.2.10', profile: undefined },
  ])('$sysObjectId: $profile', ({ sysObjectId, profile }) => {
    expect(profileFor(snmpPduProfiles, sysObjectId)?.id).toBe(profile);
  });

  test('the longest match wins', () => {
    const narrow = { ...raritanPdu2, id: 'narrow', sysObjectIds: [`${ROOT}.1`] };
    expect(profileFor([raritanPdu2, narrow], `${ROOT}.1.5`)?.id).toBe('narrow');
  });
});

/** The request id is the first integer of the PDU: its last byte is changed. */
function withRequestId(answer: Buffer): Buffer {
  const changed = Buffer.from(answer);
  const pdu = changed.indexOf(0xa2);
  const at = changed.indexOf(0x02, pdu + 2);
  const last = at + 1 + changed.readUInt8(at + 1);
  changed.writeUInt8(changed.readUInt8(last) ^ 0xff, last);
  return changed;
}

describe('a device that only ENTITY-SENSOR-MIB knows', () => {
  const TABLE = '1.3.6.1.2.1.99.1.1.1';
  /** Each sensor: type, scale, precision, value, status. */
  const sensors = (rows: Readonly<Record<number, readonly [number, number, number, number, number]>>) =>
    new Map<string, number | string>([
      ['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.99999.1'],
      ['1.3.6.1.2.1.47.1.1.1.1.13.1', 'PDU-9'],
      ...Object.entries(rows).flatMap(([index, columns]) => [
        [`1.3.6.1.2.1.47.1.1.1.1.7.${index}`, `Sensor ${index}`] as const,
        ...columns.map((value, at) => [`${TABLE}.${at + 1}.${index}`, value] as const),
      ]),
    ]);
  const read = () => openPduSession(snmp, 'pdu', snmpPduProfiles, clock).read({ ...LIVE, detail: true });

  test('is read by the scale and precision of each sensor, and has no register', async () => {
    // 1.234 kW, 5200 mA, 230.1 V, and 41 degrees that matter to nobody here.
    agent.objects = sensors({
      11: [6, 10, 3, 1234, 1],
      12: [5, 8, 0, 5200, 1],
      13: [3, 9, 1, 2301, 1],
      14: [8, 9, 0, 41, 1],
    });
    const { profile, model, device, phases } = await read();
    expect({ profile, model }).toEqual({ profile: 'entity-sensor', model: 'PDU-9' });
    expect(device).toMatchObject({
      powerW: 1234,
      powerKind: 'MEASURED',
      currentA: 5.2,
      voltageV: 230.1,
      energyWh: null,
    });
    expect(phases).toMatchObject([
      { id: '11', name: 'Sensor 11', powerW: 1234, currentA: null },
      { id: '12', currentA: 5.2 },
      { id: '13', voltageV: 230.1 },
    ]);
  });

  test('several sensors of a kind are not summed: which is the whole nobody says', async () => {
    agent.objects = sensors({ 1: [6, 9, 0, 700, 1], 2: [6, 9, 0, 300, 1] });
    const { device, phases } = await read();
    expect(device.powerW).toBeNull();
    expect(phases.map(({ powerW }) => powerW)).toEqual([700, 300]);
  });

  test('a sensor that says that it does not work has no value', async () => {
    agent.objects = sensors({ 1: [6, 9, 0, 0, 3] });
    expect((await read()).device).toMatchObject({ powerW: null, powerKind: null });
  });
});
