import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { identifyMeter } from '../src/drivers/meter-identity.ts';
import { openMeterSession } from '../src/drivers/modbus-meter.ts';
import { eastronSdm630 } from '../src/profiles/modbus-meter/eastron-sdm630.ts';
import { modbusMeterProfiles } from '../src/registry.ts';
import { openModbus } from '../src/transports/modbus.ts';
import { freeTcpPort } from './ports.ts';

/** Modbus servers that nobody here wrote: pymodbus (Debian's `python3-pymodbus`), with the header of Modbus TCP and as on a serial line. */
const PYTHON = '/usr/bin/python3';
const havePymodbus = spawnSync(PYTHON, ['-c', 'import pymodbus']).status === 0;

/** Floats of an SDM630 at unit 3, big-endian, with holes between; `identity` is what function 43 tells. */
const SERVER = `
import struct, sys
from pymodbus.datastore import ModbusServerContext, ModbusSlaveContext, ModbusSparseDataBlock
from pymodbus.device import ModbusDeviceIdentification
from pymodbus.server import StartTcpServer
from pymodbus.transaction import ModbusRtuFramer, ModbusSocketFramer
registers = {}
for address, value in {0x00: 230.1, 0x06: 10.5, 0x0c: 2400.0, 0x34: 7100.0, 0x48: 65536.1}.items():
    high, low = struct.unpack('>HH', struct.pack('>f', value))
    registers[address], registers[address + 1] = high, low
slave = ModbusSlaveContext(ir=ModbusSparseDataBlock(registers), hr=ModbusSparseDataBlock({9999: 1}), zero_mode=True)
context = ModbusServerContext(slaves={1: slave, 3: slave}, single=False)
identity = ModbusDeviceIdentification()
identity.VendorName, identity.ProductCode, identity.MajorMinorRevision = 'SIEMENS', 'PAC2200', 'V1.2'
framer = ModbusRtuFramer if sys.argv[2] == 'rtu' else ModbusSocketFramer
StartTcpServer(context=context, identity=identity, framer=framer, address=('127.0.0.1', int(sys.argv[1])))
`;

const skipped = havePymodbus ? '' : ` (skipped: no pymodbus in ${PYTHON})`;
describe.skipIf(!havePymodbus).each(['tcp', 'rtu'] as const)(`against pymodbus, frames of %s${skipped}`, (framing) => {
  let server: ChildProcess;
  let port: number;
  const open = (unit: number) => openModbus({ host: '127.0.0.1', port, unit, framing, timeoutMs: 2000 });

  beforeAll(async () => {
    port = await freeTcpPort();
    server = spawn(PYTHON, ['-c', SERVER, String(port), framing], { stdio: 'ignore' });
    await vi.waitFor(async () => expect(await listens(port)).toBe(true), { timeout: 10_000 });
  }, 15_000);
  afterAll(async () => {
    const exit = once(server, 'exit');
    server.kill('SIGKILL');
    await exit;
  });

  test('a meter is read, its phases too', async () => {
    const modbus = open(3);
    const { device } = await openMeterSession(modbus, eastronSdm630)
      .read({ live: true, registers: true })
      .finally(() => modbus.close());
    expect(device).toMatchObject({ powerW: 7100, energyWh: 65_536_100, energyRaw: '65536.1 kWh' });
  });

  test('a read across a hole is unsupported, and the next one is answered', async () => {
    const modbus = open(3);
    await expect(modbus.read(4, 0x34, 4)).rejects.toMatchObject({ name: 'DeviceFailure', kind: 'unsupported' });
    expect((await modbus.read(4, 0x34, 2).finally(() => modbus.close())).readFloatBE()).toBe(7100);
  });

  test('a unit that is not there is a typed failure', async () => {
    const modbus = openModbus({ host: '127.0.0.1', port, unit: 9, framing, timeoutMs: 300 });
    await expect(modbus.read(4, 0x34, 2).finally(() => modbus.close())).rejects.toMatchObject({
      name: 'DeviceFailure',
    });
  });

  if (framing === 'rtu') return;
  test('it is known by its device identification', async () => {
    const modbus = open(1);
    expect(await identifyMeter(modbus, modbusMeterProfiles).finally(() => modbus.close())).toMatchObject({
      profile: 'siemens-pac2200',
      vendor: 'SIEMENS',
      model: 'PAC2200',
      firmware: 'V1.2',
    });
  });
});

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
