import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { f32Registers, hexRegisters, type Meter, startMeter } from '../../test/modbus-meter.ts';
import { eastronSdm630 } from '../profiles/modbus-meter/eastron-sdm630.ts';
import { modbusMeterProfiles } from '../registry.ts';
import { type ModbusSession, openModbus } from '../transports/modbus.ts';
import { blocksOf, decodeRegister, openMeterSession } from './modbus-meter.ts';

const SDM630 = f32Registers({
  0x00: 230.1,
  0x02: 231.2,
  0x04: 229.9,
  0x06: 10.5,
  0x08: 11,
  0x0a: 9.75,
  0x0c: 2400,
  0x0e: 2500,
  0x10: 2200,
  0x34: 7100,
  0x48: 65_536.1,
});
const ALL = { live: true, registers: true };

const exceptionTo = (answer: Buffer, code: number) =>
  Buffer.concat([answer.subarray(0, 4), Buffer.from([0, 3]), answer.subarray(6, 7), Buffer.from([0x84, code])]);

let meter: Meter;
let modbus: ModbusSession;
beforeEach(async () => {
  meter = await startMeter(SDM630);
  modbus = openModbus({ host: '127.0.0.1', port: meter.port, unit: 3, framing: 'tcp', timeoutMs: 300 });
});
afterEach(async () => {
  modbus.close();
  await meter.close();
});

describe('an Eastron SDM630', () => {
  test('is read in watts, whole Wh and the text of its register', async () => {
    const reading = await openMeterSession(modbus, eastronSdm630).read({ ...ALL, detail: true });
    expect(reading.device).toMatchObject({
      powerW: 7100,
      powerKind: 'MEASURED',
      energyWh: 65_536_100,
      energyRaw: '65536.1 kWh',
    });
    expect(reading.phases.map(({ id, powerW, voltageV }) => ({ id, powerW, voltageV }))).toEqual([
      { id: 'L1', powerW: 2400, voltageV: expect.closeTo(230.1, 4) },
      { id: 'L2', powerW: 2500, voltageV: expect.closeTo(231.2, 4) },
      { id: 'L3', powerW: 2200, voltageV: expect.closeTo(229.9, 4) },
    ]);
  });

  test('is asked by its unit and function code, without reading across holes', async () => {
    await openMeterSession(modbus, eastronSdm630).read(ALL);
    expect(meter.requests).toEqual([
      // Once: the volts that prove the profile.
      { unit: 3, functionCode: 4, start: 0, count: 2 },
      { unit: 3, functionCode: 4, start: 0x34, count: 2 },
      { unit: 3, functionCode: 4, start: 0x48, count: 2 },
    ]);
  });

  test('keeps one connection over many polls', async () => {
    const session = openMeterSession(modbus, eastronSdm630);
    for (let poll = 0; poll < 5; poll += 1) await session.read(ALL);
    expect(meter.connections.size).toBe(1);
  });

  test.each([
    { name: 'a profile that is off by one register', shift: 1 },
    { name: 'another meter’s registers', shift: 300 },
  ])('$name is found by the line’s volts, before anything is billed', async ({ shift }) => {
    const everywhere = Array.from({ length: 600 }, (_, at) => [at, 0x1234] as const);
    meter.registers = new Map([...everywhere, ...[...SDM630].map(([at, word]) => [at + shift, word] as const)]);
    await expect(openMeterSession(modbus, eastronSdm630).read(ALL)).rejects.toMatchObject({
      kind: 'malformed',
      message: expect.stringContaining('is no line voltage: is it really eastron-sdm630?'),
    });
  });

  test('a dead line proves nothing, and is looked at again', async () => {
    const session = openMeterSession(modbus, eastronSdm630);
    meter.registers = new Map([...SDM630, ...f32Registers({ 0x00: 0 })]);
    expect((await session.read(ALL)).device.powerW).toBe(7100);
    meter.registers = new Map([...SDM630, ...f32Registers({ 0x00: 1e-9 })]);
    await expect(session.read(ALL)).rejects.toMatchObject({ kind: 'malformed' });
  });

  test('NaN is absent, not zero', async () => {
    meter.registers = f32Registers({
      0x34: Number.NaN,
      0x48: Number.NaN,
      0x0c: Number.NaN,
      0x0e: Number.NaN,
      0x10: Number.NaN,
    });
    const { device } = await openMeterSession(modbus, eastronSdm630).read(ALL);
    expect(device).toMatchObject({ powerW: null, powerKind: null, energyWh: null, energyRaw: null });
  });

  test.each([
    { name: 'silence', kind: 'timeout', mangle: () => null },
    { name: 'an exception', kind: 'unsupported', mangle: (answer: Buffer) => exceptionTo(answer, 2) },
    {
      name: 'a gateway that has no answer from it',
      kind: 'timeout',
      mangle: (answer: Buffer) => exceptionTo(answer, 11),
    },
    {
      name: 'an answer of another function',
      kind: 'malformed',
      mangle: (answer: Buffer) => Buffer.concat([answer.subarray(0, 7), Buffer.from([3]), answer.subarray(8)]),
    },
    {
      name: 'the answer of another request',
      kind: 'timeout',
      mangle: (answer: Buffer) => Buffer.concat([Buffer.from([0xab, 0xcd]), answer.subarray(2)]),
    },
    { name: 'a length of zero', kind: 'malformed', mangle: () => Buffer.from([0, 1, 0, 0, 0, 0, 3, 4, 4, 0, 0, 0, 0]) },
    { name: 'noise', kind: 'timeout', mangle: () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n') },
  ])('$name is $kind, and the next poll reads again', async ({ kind, mangle }) => {
    const session = openMeterSession(modbus, eastronSdm630);
    meter.mangle = mangle;
    await expect(session.read(ALL)).rejects.toMatchObject({ name: 'DeviceFailure', kind });
    meter.mangle = (answer) => answer;
    expect((await session.read(ALL)).device.powerW).toBe(7100);
  });

  test('a connection that the meter closed is opened again', async () => {
    const session = openMeterSession(modbus, eastronSdm630);
    await session.read(ALL);
    for (const socket of meter.connections) socket.destroy();
    await expect
      .poll(() =>
        session.read(ALL).then(
          ({ device }) => device.powerW,
          () => null,
        ),
      )
      .toBe(7100);
  });

  test('nothing listening is refused', async () => {
    const away = openModbus({ host: '127.0.0.1', port: 1, unit: 1, framing: 'tcp', timeoutMs: 300 });
    await expect(openMeterSession(away, eastronSdm630).read(ALL)).rejects.toMatchObject({ kind: 'refused' });
  });
});

/** Test vectors written from each meter's document, by hand: what stands at the address, and what it means. */
describe('meters of the registry, by their documents', () => {
  test.each([
    {
      profile: 'eastron-sdm120',
      functionCode: 4,
      words: { 0x0c: '44fa0000', 0x48: '4500a000' },
      powerW: 2000,
      energyWh: 2_058_000,
      raw: '2058 kWh',
    },
    {
      profile: 'eastron-sdm72',
      functionCode: 4,
      words: { 0x34: '44fa0000', 0x48: '4500a000' },
      powerW: 2000,
      energyWh: 2_058_000,
      raw: '2058 kWh',
    },
    {
      profile: 'schneider-iem3000',
      functionCode: 3,
      words: { 0xbf3: '40490fdb', 0xc83: '00000000075bcd15' },
      powerW: 3141.593,
      energyWh: 123_456_789,
      raw: '123456789 Wh',
    },
    {
      profile: 'schneider-pm5000',
      functionCode: 3,
      words: { 0xbf3: '40000000', 0xc83: '00000000075bcd15' },
      powerW: 2000,
      energyWh: 123_456_789,
      raw: '123456789 Wh',
    },
    {
      profile: 'abb-b23',
      functionCode: 3,
      words: { 0x5b14: '000493e0', 0x5000: '0000000000bc614e' },
      powerW: 3000,
      energyWh: 123_456_780,
      raw: '12345678 x 0.01 kWh',
    },
    {
      profile: 'carlo-gavazzi-em24',
      functionCode: 4,
      words: { 0x28: '75300000', 0x42: 'e2400001' },
      powerW: 3000,
      energyWh: 12_345_600,
      raw: '123456 x 0.1 kWh',
    },
    {
      profile: 'carlo-gavazzi-em340',
      functionCode: 4,
      words: { 0x28: '75300000', 0x34: 'e2400001' },
      powerW: 3000,
      energyWh: 12_345_600,
      raw: '123456 x 0.1 kWh',
    },
    {
      profile: 'siemens-pac2200',
      functionCode: 3,
      words: { 65: '44fa0000', 801: '41678c29c0000000' },
      powerW: 2000,
      energyWh: 12_345_678,
      raw: '12345678 Wh',
    },
    {
      profile: 'siemens-pac3200',
      functionCode: 3,
      words: { 65: '44fa0000', 801: '41678c29c0000000', 805: '4024000000000000' },
      powerW: 2000,
      energyWh: 12_345_688,
      raw: '12345678 + 10 Wh',
    },
    {
      profile: 'janitza-umg',
      functionCode: 3,
      words: { 0x4a52: '44fa0000', 0x4a7c: '4b3c614e' },
      powerW: 2000,
      energyWh: 12_345_678,
      raw: '12345678 Wh',
    },
  ])('$profile', async ({ profile: id, functionCode, words, powerW, energyWh, raw }) => {
    meter.registers = hexRegisters(words);
    const profile = modbusMeterProfiles.find((candidate) => candidate.id === id);
    if (!profile) throw new Error(`no profile ${id}`);
    const { device } = await openMeterSession(modbus, profile).read(ALL);
    expect(device).toMatchObject({ energyWh, energyRaw: raw, powerKind: 'MEASURED' });
    expect(device.powerW).toBeCloseTo(powerW, 2);
    expect(new Set(meter.requests.map((request) => request.functionCode))).toEqual(new Set([functionCode]));
  });

  test('each has a test above', () => {
    expect(modbusMeterProfiles.map(({ id }) => id).toSorted()).toEqual([
      'abb-b23',
      'carlo-gavazzi-em24',
      'carlo-gavazzi-em340',
      'eastron-sdm120',
      'eastron-sdm630',
      'eastron-sdm72',
      'janitza-umg',
      'schneider-iem3000',
      'schneider-pm5000',
      'siemens-pac2200',
      'siemens-pac3200',
    ]);
  });
});

describe('registers', () => {
  test('neighbours share a read up to the limit', () => {
    const at = (address: number) => ({ address, type: 'f32', unit: 'V' }) as const;
    expect(blocksOf([at(4), at(0), at(2), at(10)], 4).map(({ start, count }) => ({ start, count }))).toEqual([
      { start: 0, count: 4 },
      { start: 4, count: 2 },
      { start: 10, count: 2 },
    ]);
  });

  test.each([
    { name: 'f64', bytes: '40c81cd6e631f8a1', type: 'f64', text: '12345.6789', wordOrder: 'big-endian' },
    {
      name: 'u64 beyond 2^53',
      bytes: '0020000000000001',
      type: 'u64',
      text: '9007199254740993',
      wordOrder: 'big-endian',
    },
    { name: 'a negative i32', bytes: 'fffffff6', type: 'i32', text: '-10', wordOrder: 'big-endian' },
    {
      name: 'i32 with the low word first (Carlo Gavazzi)',
      bytes: '86a00001',
      type: 'i32',
      text: '100000',
      wordOrder: 'little-endian',
    },
    { name: 'the all-ones of "not available"', bytes: 'ffffffff', type: 'u32', text: null, wordOrder: 'big-endian' },
    {
      name: 'the highest signed value in an unsigned place (ABB)',
      bytes: '7fffffffffffffff',
      type: 'u64',
      text: null,
      wordOrder: 'big-endian',
    },
    { name: 'the highest signed value', bytes: '7fffffff', type: 'i32', text: null, wordOrder: 'big-endian' },
    { name: 'the lowest signed value', bytes: '8000', type: 'i16', text: null, wordOrder: 'big-endian' },
    { name: 'zero, which is a value', bytes: '0000', type: 'i16', text: '0', wordOrder: 'big-endian' },
  ] as const)('$name', ({ bytes, type, text, wordOrder }) => {
    expect(decodeRegister(Buffer.from(bytes, 'hex'), type, wordOrder)?.text ?? null).toBe(text);
  });
});
