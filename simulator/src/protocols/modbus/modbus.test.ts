import { once } from 'node:events';
import { createConnection } from 'node:net';
import modbus from 'modbus-serial';
import { expect, onTestFinished, test } from 'vitest';
import { mainMeterOf, simulate, SOME_TIME } from '../../../test/simulated.ts';
import type { RunningMeter } from '../../farm/farm.ts';
import { instant } from '../../farm/wave.ts';
import { meterEnergyWh } from './sdm630.ts';

/** The package is CommonJS: its class is the default of its default. */
const ModbusClient = modbus.default;
type Client = InstanceType<typeof ModbusClient>;

async function connect({ device }: RunningMeter, unit = device.unit): Promise<Client> {
  const client = new ModbusClient();
  await client.connectTCP(device.host, { port: 1502 });
  onTestFinished(() => client.close(() => {}));
  client.setID(unit);
  client.setTimeout(1_000);
  return client;
}

async function readFloat(client: Client, address: number): Promise<number> {
  const { buffer } = await client.readInputRegisters(address, 2);
  return buffer.readFloatBE(0);
}

test('the meter shows what the site draws, in W and kWh', async () => {
  const meter = mainMeterOf(await simulate());
  const client = await connect(meter);
  const at = instant(SOME_TIME);
  expect(await readFloat(client, 0x34)).toBe(Math.fround(meter.power.at(at)));
  expect(Math.round((await readFloat(client, 0x48)) * 1000)).toBe(meterEnergyWh(meter, at));
});

test('its phases add up to the whole, at a line voltage that proves the addresses', async () => {
  const meter = mainMeterOf(await simulate());
  const client = await connect(meter);
  const { buffer } = await client.readInputRegisters(0x00, 18);
  const values = Array.from({ length: 9 }, (_, index) => buffer.readFloatBE(index * 4));
  for (const volts of values.slice(0, 3)) expect(Math.abs(volts - 240)).toBeLessThan(3);
  const phasesW = values.slice(6).reduce((total, watts) => total + watts, 0);
  expect(phasesW / (await readFloat(client, 0x34))).toBeCloseTo(1, 5);
});

test.each([
  { name: 'a read across a hole', address: 0x2a, count: 4 },
  { name: 'half a float', address: 0x35, count: 2 },
  { name: 'an address behind the last', address: 0x2000, count: 2 },
])('$name fails as a whole with exception 2', async ({ address, count }) => {
  const client = await connect(mainMeterOf(await simulate()));
  await expect(client.readInputRegisters(address, count)).rejects.toMatchObject({ modbusCode: 2 });
});

test('more than forty values fail with exception 3, and coils with exception 1', async () => {
  const client = await connect(mainMeterOf(await simulate()));
  await expect(client.readInputRegisters(0x00, 82)).rejects.toMatchObject({ modbusCode: 3 });
  await expect(client.readCoils(0, 8)).rejects.toMatchObject({ modbusCode: 1 });
});

test('the serial number is where its document says', async () => {
  const meter = mainMeterOf(await simulate());
  const { buffer } = await (await connect(meter)).readHoldingRegisters(0xfc00, 2);
  expect(String(buffer.readUInt32BE(0))).toBe(meter.device.serial);
});

test('the model’s number stands beside it', async () => {
  const { data } = await (await connect(mainMeterOf(await simulate()))).readHoldingRegisters(0xfc02, 1);
  expect(data).toEqual([0x0070]);
});

test('two requests in one packet get two answers, in their order', async () => {
  const meter = mainMeterOf(await simulate());
  const socket = createConnection({ host: meter.device.host, port: 1502 });
  onTestFinished(() => void socket.destroy());
  const request = (transaction: number): number[] => [0, transaction, 0, 0, 0, 6, 1, 4, 0, 0x34, 0, 2];
  socket.write(Buffer.from([...request(7), ...request(8)]));
  let received = Buffer.alloc(0);
  while (received.length < 26) received = Buffer.concat([received, ...((await once(socket, 'data')) as [Buffer])]);
  expect([received.readUInt16BE(0), received.readUInt16BE(13)]).toEqual([7, 8]);
});

test('another unit gets silence, and a hung meter too', async () => {
  const simulation = await simulate();
  const meter = mainMeterOf(simulation);
  await expect(readFloat(await connect(meter, 9), 0x34)).rejects.toThrow(/Timed out/);
  await simulation.change(meter, { fault: 'api-hung' });
  await expect(readFloat(await connect(meter), 0x34)).rejects.toThrow(/Timed out/);
});

test('raw serial frames close the connection', async () => {
  const meter = mainMeterOf(await simulate());
  const socket = createConnection({ host: meter.device.host, port: 1502 });
  socket.write(Buffer.from([1, 4, 0, 0x34, 0, 2, 0x30, 0x05]));
  await once(socket, 'close');
});
