import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hexRegisters, type Meter, startMeter } from '../../test/modbus-meter.ts';
import { openMeter } from '../readers.ts';
import { modbusMeterProfiles } from '../registry.ts';
import { type ModbusSession, openModbus } from '../transports/modbus.ts';
import { identifyMeter } from './meter-identity.ts';

let meter: Meter;
let modbus: ModbusSession;
beforeEach(async () => {
  meter = await startMeter(new Map());
  modbus = openModbus({ host: '127.0.0.1', port: meter.port, unit: 1, framing: 'tcp', timeoutMs: 200 });
});
afterEach(async () => {
  modbus.close();
  await meter.close();
});

const text = (words: string, registers: number) => Buffer.from(words.padEnd(registers * 2, '\0')).toString('hex');
const identify = () => identifyMeter(modbus, modbusMeterProfiles);

describe('a meter on Modbus is known', () => {
  test.each([
    {
      name: 'by Eastron’s meter code',
      registers: { 0xfc02: '0070', 0xfc00: '0012d687' },
      is: { profile: 'eastron-sdm630', vendor: 'Eastron', model: 'SDM630', serial: '1234567' },
    },
    {
      name: 'by the code of the smaller one',
      registers: { 0xfc02: '002b', 0xfc00: '00000001' },
      is: { profile: 'eastron-sdm120', model: 'SDM230' },
    },
    {
      name: 'by the model that Schneider’s meters hold as text',
      registers: { 0x31: text('iEM3255', 20), 0x81: '000f4240' },
      is: { profile: 'schneider-iem3000', model: 'iEM3255', serial: '1000000' },
    },
    {
      name: 'and by that of their larger ones',
      registers: { 0x31: text('PM5560', 20) },
      is: { profile: 'schneider-pm5000', model: 'PM5560', serial: null },
    },
    {
      name: 'by ABB’s type designation',
      registers: { 0x8960: text('B23 112-100', 6), 0x8900: '00bc614e' },
      is: { profile: 'abb-b23', vendor: 'ABB', model: 'B23 112-100', serial: '12345678' },
    },
    {
      name: 'by Carlo Gavazzi’s identification code',
      registers: { 0x0b: '0048' },
      is: { profile: 'carlo-gavazzi-em24', model: 'EM24' },
    },
    {
      name: 'and not as its sister of the same name',
      registers: { 0x0b: '0673' },
      is: { profile: 'carlo-gavazzi-em340', model: 'EM24DINAV53XE1X' },
    },
  ])('$name', async ({ registers, is }) => {
    meter.registers = hexRegisters(registers);
    expect(await identify()).toMatchObject(is);
  });

  test.each([
    {
      says: ['SIEMENS', 'PAC2200', 'V1.2'],
      is: { profile: 'siemens-pac2200', vendor: 'SIEMENS', model: 'PAC2200', firmware: 'V1.2' },
    },
    { says: ['Siemens AG', '7KM2112-0BA00-3AA0', 'V2'], is: { profile: 'siemens-pac3200' } },
    { says: ['Janitza electronics', 'UMG 96RM-E', '3.2'], is: { profile: 'janitza-umg' } },
    {
      says: ['Somebody', 'Something', ''],
      is: { profile: null, vendor: 'Somebody', model: 'Something', firmware: null },
    },
  ])('by function 43: $says', async ({ says, is }) => {
    meter.identification = says;
    expect(await identify()).toMatchObject(is);
  });

  test('not at all: that it speaks is all that is known', async () => {
    expect(await identify()).toEqual({ profile: null, vendor: null, model: null, firmware: null, serial: null });
  });

  test('before function 43 by its own registers, since some devices are silent to what they do not know', async () => {
    meter.registers = hexRegisters({ 0xfc02: '0070', 0xfc00: '0012d687' });
    await identify();
    expect(meter.connections.size).toBeLessThanOrEqual(1);
  });
});

test('nobody there is a timeout, not an unknown meter', async () => {
  meter.mangle = () => null;
  await expect(identify()).rejects.toMatchObject({ kind: 'timeout' });
});

test.each([
  { name: 'a cut object', mangle: (answer: Buffer) => answer.subarray(0, 20) },
  { name: 'a length beyond any frame', mangle: () => Buffer.from('000100000fff012b0e', 'hex') },
  { name: 'another function', mangle: () => Buffer.from('0001000000050103020000', 'hex') },
])('$name in place of an identification is a typed failure', async ({ mangle }) => {
  meter.identification = ['SIEMENS', 'PAC2200', 'V1.2'];
  meter.mangle = mangle;
  await expect(modbus.identification()).rejects.toMatchObject({ name: 'DeviceFailure' });
});

test('a meter without a profile in the plan is asked what it is, and read by that', async () => {
  meter.registers = hexRegisters({ 0xfc02: '0070', 0xfc00: '0012d687', 0x34: '44fa0000', 0x48: '4500a000' });
  const open = openMeter({ host: '127.0.0.1', port: meter.port, unit: 1, framing: 'tcp' }, null);
  const reading = await open.read({ live: true, registers: true }).finally(() => open.close());
  expect(reading).toMatchObject({ profile: 'eastron-sdm630', device: { powerW: 2000, energyWh: 2_058_000 } });
});
