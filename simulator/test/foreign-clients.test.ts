import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { mainMeterOf, pduOf, simulate, SOME_TIME } from './simulated.ts';
import { instant } from '../src/farm/wave.ts';
import { meterEnergyKwh } from '../src/protocols/modbus/sdm630.ts';

/**
 * The farm read by programs that share nothing with us: Debian's snmpget (package `snmp`) and pymodbus
 * (`python3-pymodbus`, for the system's own Python). Where they aren't installed, the tests are skipped by name.
 */
const run = promisify(execFile);
const SNMPGET = 'snmpget';
const PYTHON = '/usr/bin/python3';
const hasSnmp = spawnSync(SNMPGET, ['-V']).status === 0;
const hasPymodbus = spawnSync(PYTHON, ['-c', 'import pymodbus']).status === 0;
const at = instant(SOME_TIME);

const withSnmp = hasSnmp ? 'snmpget' : 'snmpget (not installed: apt-get install snmp)';
const withPymodbus = hasPymodbus ? 'pymodbus' : 'pymodbus (not installed: apt-get install python3-pymodbus)';

describe.skipIf(!hasSnmp)(withSnmp, () => {
  const RARITAN = '1.3.6.1.4.1.13742.6';
  const ask = async (program: string, host: string, ...rest: string[]): Promise<string> =>
    (await run(program, ['-v2c', '-cpublic', '-On', '-r0', ...rest.slice(1), `${host}:1161`, rest[0] ?? ''])).stdout;

  test('reads the energy of an outlet as an unsigned number of Wh', async () => {
    const pdu = pduOf(await simulate(), 'raritan-pdu2');
    const said = await ask(SNMPGET, pdu.device.host, `${RARITAN}.5.4.3.1.4.1.1.8`);
    expect(said).toContain(`.${RARITAN}.5.4.3.1.4.1.1.8 = Gauge32: ${pdu.outlets[0]?.register.readWh(at)}`);
  });

  test('is told by name what does not exist', async () => {
    const pdu = pduOf(await simulate(), 'apc-rpdu2');
    expect(await ask(SNMPGET, pdu.device.host, '1.3.6.1.4.1.318.1.1.26.4.3.1.9.7')).toContain('No Such Instance');
  });

  test.each(['raritan-pdu2', 'servertech-sentry4', 'apc-rpdu2'])(
    'walks %s with GETBULK, without an order error',
    async (profile) => {
      const pdu = pduOf(await simulate(), profile);
      const said = await ask('snmpbulkwalk', pdu.device.host, '1.3.6.1');
      expect(said).toContain(pdu.device.serial);
      expect(said.trim().split('\n').length).toBeGreaterThan(250);
    },
  );
});

describe.skipIf(!hasPymodbus)(withPymodbus, () => {
  /** `slave` became `device_id` in pymodbus 3.10. */
  const READ = `
import struct, sys
from pymodbus.client import ModbusTcpClient
client = ModbusTcpClient(sys.argv[1], port=1502)
client.connect()
def read(address, count):
    try:
        return client.read_input_registers(address, count=count, slave=1)
    except TypeError:
        return client.read_input_registers(address, count=count, device_id=1)
answer = read(int(sys.argv[2], 16), int(sys.argv[3]))
print('exception %d' % answer.exception_code if answer.isError() else struct.unpack('>f', struct.pack('>HH', *answer.registers[:2]))[0])
client.close()
`;
  const read = async (host: string, address: string, count: number): Promise<string> =>
    (await run(PYTHON, ['-c', READ, host, address, String(count)])).stdout.trim();

  test('reads power and imported energy of the site meter as big-endian floats', async () => {
    const meter = mainMeterOf(await simulate());
    expect(Number(await read(meter.device.host, '0x34', 2))).toBe(Math.fround(meter.power.at(at)));
    expect(Number(await read(meter.device.host, '0x48', 2))).toBe(meterEnergyKwh(meter, at));
  });

  test('gets exception 2 for a read across a hole', async () => {
    const meter = mainMeterOf(await simulate());
    expect(await read(meter.device.host, '0x2a', 4)).toBe('exception 2');
  });
});
