import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hexRegisters, type Meter, startMeter } from '../../test/modbus-meter.ts';
import { type ModbusSession, openModbus } from '../transports/modbus.ts';
import { openSunspecSession } from './sunspec-meter.ts';

const ALL = { live: true, registers: true };

let meter: Meter;
let modbus: ModbusSession;
beforeEach(async () => {
  meter = await startMeter(new Map());
  modbus = openModbus({ host: '127.0.0.1', port: meter.port, unit: 1, framing: 'tcp', timeoutMs: 300 });
});
afterEach(async () => {
  modbus.close();
  await meter.close();
});

/** A map: the mark, a common model of four registers, then a meter whose body has these words at their offsets from the id. */
function sunspecMap(
  start: number,
  model: number,
  length: number,
  words: Readonly<Record<number, string>>,
): Map<number, number> {
  const at = start + 2 + 2 + 4;
  const body = Object.fromEntries(Array.from({ length }, (_, offset) => [at + 2 + offset, '0000']));
  const own = Object.fromEntries(Object.entries(words).map(([offset, hex]) => [at + Number(offset), hex]));
  const head = {
    [start]: '53756e53',
    [start + 2]: '00010004',
    [start + 4]: '0000000000000000',
    [at]: model.toString(16).padStart(4, '0') + length.toString(16).padStart(4, '0'),
  };
  const end = { [at + 2 + length]: 'ffff0000' };
  return new Map([...hexRegisters(head), ...hexRegisters(body), ...hexRegisters(own), ...hexRegisters(end)]);
}

describe('a SunSpec meter', () => {
  test('is found behind its common model and read with its scale factors', async () => {
    // 1234 x 10 W, 567890 x 100 Wh.
    meter.registers = sunspecMap(40_000, 203, 105, { 18: '04d2', 22: '0001', 46: '0008aa52', 54: '0002' });
    const { device } = await openSunspecSession(modbus, 'meter').read(ALL);
    expect(device).toMatchObject({
      powerW: 12_340,
      powerKind: 'MEASURED',
      energyWh: 56_789_000,
      energyRaw: '567890 x 100 Wh',
    });
  });

  test('may begin elsewhere, and a negative scale factor divides', async () => {
    meter.registers = sunspecMap(0, 201, 105, { 18: 'ff85', 22: 'ffff', 46: '0008aa52', 54: 'ffff' });
    expect((await openSunspecSession(modbus, 'meter').read(ALL)).device).toMatchObject({
      powerW: -12.3,
      energyWh: 56_789,
    });
  });

  test('what is not implemented is absent', async () => {
    meter.registers = sunspecMap(40_000, 203, 105, { 18: '8000', 22: '8000', 46: '00000000', 54: '0000' });
    expect((await openSunspecSession(modbus, 'meter').read(ALL)).device).toMatchObject({
      powerW: null,
      energyWh: null,
      energyRaw: null,
    });
  });

  test('with floats is read likewise', async () => {
    meter.registers = sunspecMap(40_000, 213, 124, { 28: '44fa0000', 68: '4b3c614e' });
    expect((await openSunspecSession(modbus, 'meter').read(ALL)).device).toMatchObject({
      powerW: 2000,
      energyWh: 12_345_678,
    });
  });

  test('tells its phases with their own scale factors, and leaves out what it does not have', async () => {
    // 12.3 A, 230.1 V and 2500 W on L1; volts alone on L2; nothing on L3.
    meter.registers = sunspecMap(40_000, 203, 105, {
      3: '007b80008000',
      6: 'ffff',
      8: '08fd08fc8000',
      15: 'ffff',
      19: '00fa80008000',
      22: '0001',
    });
    const { phases } = await openSunspecSession(modbus, 'meter').read({ ...ALL, detail: true });
    expect(phases).toMatchObject([
      { id: 'L1', currentA: 12.3, voltageV: 230.1, powerW: 2500, powerKind: 'MEASURED' },
      { id: 'L2', currentA: null, voltageV: 230, powerW: null, powerKind: null },
    ]);
  });

  test('tells them as floats too', async () => {
    meter.registers = sunspecMap(40_000, 213, 124, {
      4: '4144cccd7fc000007fc00000',
      12: '4366199a7fc000007fc00000',
      30: '451c40007fc000007fc00000',
    });
    const { phases } = await openSunspecSession(modbus, 'meter').read({ ...ALL, detail: true });
    expect(phases).toMatchObject([{ id: 'L1', currentA: 12.3, voltageV: 230.1, powerW: 2500 }]);
  });

  test('is sought once', async () => {
    meter.registers = sunspecMap(40_000, 203, 105, { 18: '0001', 22: '0000', 46: '00000001', 54: '0000' });
    const session = openSunspecSession(modbus, 'meter');
    await session.read(ALL);
    meter.requests.length = 0;
    await session.read(ALL);
    expect(meter.requests).toHaveLength(1);
  });

  test.each([
    { name: 'no map', registers: hexRegisters({ 0: '0000000000' }) },
    { name: 'a map without a meter', registers: sunspecMap(40_000, 101, 50, {}) },
    {
      name: 'a map that goes in circles',
      registers: new Map([
        ...hexRegisters({ 40_000: '53756e53' }),
        ...Array.from({ length: 400 }, (_, at) => [40_002 + at, 0] as const),
      ]),
    },
  ])('$name is unsupported', async ({ registers }) => {
    meter.registers = registers;
    await expect(openSunspecSession(modbus, 'meter').read(ALL)).rejects.toMatchObject({
      name: 'DeviceFailure',
      kind: 'unsupported',
    });
  });
});
