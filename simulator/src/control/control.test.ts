import { once } from 'node:events';
import { request } from 'node:http';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { command, found, mainMeterOf, minerOf, pduOf, simulate, SOME_TIME, type Clock } from '../../test/simulated.ts';
import { instant } from '../farm/wave.ts';
import { meterEnergyWh } from '../protocols/modbus/sdm630.ts';
import type { Simulation } from '../simulation.ts';
import { startWeb } from '../web.ts';
import { controlRoutes } from './routes.ts';

const HOUR = 3_600_000;

type Control = { simulation: Simulation; url: string; clock: Clock };
type DeviceJson = {
  serial: string;
  kind: string;
  address: string;
  outlets: { number: number; minerSerial: string | null }[] | null;
  state: { hashrateThs: number | null; powerW: number; temperatureC: number | null; fault: string | null };
};

async function control(variables: Record<string, string> = {}): Promise<Control> {
  const clock = { ms: SOME_TIME };
  const simulation = await simulate(variables, clock);
  const { server, url } = await startWeb('127.0.0.1', 0, { control: controlRoutes(simulation), mailbox: () => {} });
  onTestFinished(() => void server.close());
  return { simulation, url, clock };
}

async function patch(url: string, serial: string, body: unknown): Promise<{ status: number; json: unknown }> {
  const answer = await fetch(`${url}/devices/${serial}`, { method: 'PATCH', body: JSON.stringify(body) });
  return { status: answer.status, json: await answer.json() };
}

async function devices(url: string): Promise<DeviceJson[]> {
  return ((await (await fetch(`${url}/devices`)).json()) as { devices: DeviceJson[] }).devices;
}

type Line = { serial: string; outlet: number | null; wh: (string | null)[]; ths: (number | null)[]; powerW: number[] };

async function history(url: string, query: Record<string, string>): Promise<Line[]> {
  const text = await (await fetch(`${url}/history?${new URLSearchParams(query)}`)).text();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

describe('GET /devices', () => {
  test('lists every device with its address, and which miner hangs on which outlet', async () => {
    const { url } = await control();
    const all = await devices(url);
    expect(all.map(({ kind }) => kind)).toEqual([
      ...Array(12).fill('MINER'),
      ...Array(3).fill('PDU'),
      'METER',
      'METER',
    ]);
    for (const { address } of all) expect(address).toMatch(/^(cgminer|snmp|modbus):\/\/127\.\d+\.\d+\.\d+:\d+/);
    const fed = all.flatMap(({ outlets }) => outlets ?? []).flatMap(({ minerSerial }) => minerSerial ?? []);
    expect(fed.toSorted()).toEqual(
      all
        .slice(0, 12)
        .map(({ serial }) => serial)
        .toSorted(),
    );
  });

  test("gives the same hashrate as the miner's own answer", async () => {
    const { simulation, url } = await control();
    const miner = minerOf(simulation, 'Antminer S21');
    const listed = (await devices(url)).find(({ serial }) => serial === miner.device.serial);
    expect((await command(miner, 'summary'))['SUMMARY']?.[0]?.['GHS 5s']).toBeCloseTo(
      (listed?.state.hashrateThs ?? 0) * 1000,
      2,
    );
  });
});

describe('PATCH /devices/SERIAL', () => {
  test('sets values exactly and answers the device as it is now', async () => {
    const { simulation, url } = await control();
    const { serial } = minerOf(simulation, 'Antminer S21').device;
    const { status, json } = await patch(url, serial, { hashrateThs: 123.4, temperatureC: 55, wander: false });
    expect(status).toBe(200);
    expect(json).toMatchObject({ serial, state: { hashrateThs: 123.4, temperatureC: 55, wander: false, fault: null } });
  });

  test('takes a setting back with null', async () => {
    const { simulation, url } = await control();
    const miner = minerOf(simulation, 'Antminer S21');
    const own = miner.hashrate.waveAt(SOME_TIME);
    await patch(url, miner.device.serial, { hashrateThs: 5 });
    await patch(url, miner.device.serial, { hashrateThs: null });
    expect(miner.hashrate.waveAt(SOME_TIME)).toEqual(own);
  });

  test.each([
    { name: 'an unknown setting', of: 'miner', body: { hashrate: 1 }, path: ['hashrate'] },
    { name: 'a hashrate in text', of: 'miner', body: { hashrateThs: '123' }, path: ['hashrateThs'] },
    { name: 'a negative hashrate', of: 'miner', body: { hashrateThs: -1 }, path: ['hashrateThs'] },
    { name: 'a temperature beyond reason', of: 'miner', body: { temperatureC: 1000 }, path: ['temperatureC'] },
    { name: 'wander in text', of: 'miner', body: { wander: 'false' }, path: ['wander'] },
    { name: 'an unknown fault', of: 'miner', body: { fault: 'on-fire' }, path: ['fault'] },
    { name: "a PDU's fault on a miner", of: 'miner', body: { fault: 'register-reset' }, path: ['fault'] },
    { name: "a miner's fault on a PDU", of: 'pdu', body: { fault: 'board-down' }, path: ['fault'] },
    { name: 'a hashrate on a PDU', of: 'pdu', body: { hashrateThs: 1 }, path: ['hashrateThs'] },
    { name: 'nothing', of: 'miner', body: {}, path: [] },
    { name: 'a list', of: 'miner', body: [], path: [] },
  ])('refuses $name and changes nothing', async ({ of, body, path }) => {
    const { simulation, url } = await control();
    const running = of === 'pdu' ? pduOf(simulation, 'apc-rpdu2') : minerOf(simulation, 'Antminer S21');
    const before = running.state;
    const { status, json } = await patch(url, running.device.serial, body);
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { code: 'INVALID_INPUT', issues: [{ path }] } });
    expect(running.state).toBe(before);
  });

  test('knows no device of another farm', async () => {
    const { url } = await control();
    expect((await patch(url, 'NOBODY', { fault: null })).status).toBe(404);
  });
});

describe('GET /history', () => {
  test('gives to the Wh what a poll at each hour would have read', async () => {
    const { simulation, url } = await control();
    const from = '2026-04-01T00:00:00Z';
    const lines = await history(url, { from, to: '2026-04-02T00:00:00Z', stepSeconds: '3600', kind: 'registers' });
    expect(lines).toHaveLength(3 * 25 + 2);
    const boundaries = Array.from({ length: 25 }, (_, hour) => instant(Date.parse(from) + hour * HOUR));
    const line = (serial: string, outlet: number | null) =>
      lines.find((candidate) => candidate.serial === serial && candidate.outlet === outlet)?.wh;
    for (const { device, register, outlets } of simulation.farm.pdus) {
      expect(line(device.serial, null)).toEqual(boundaries.map((at) => String(register.readWh(at))));
      expect(line(device.serial, 3)).toEqual(boundaries.map((at) => String(outlets[2]?.register.readWh(at))));
    }
    const meter = mainMeterOf(simulation);
    expect(line(meter.device.serial, null)).toEqual(boundaries.map((at) => String(meterEnergyWh(meter, at))));
  });

  test('ends now, with no value from the future', async () => {
    const { url } = await control();
    const [first] = await history(url, { from: '2026-06-09T08:00:00Z', to: '2026-06-10T00:00:00Z', kind: 'registers' });
    expect(first?.wh).toHaveLength(3); // 8, 9 and 10 o'clock; it is 10:17
  });

  test('gives mean rates that agree with the energy on the outlet', async () => {
    const { simulation, url } = await control();
    const span = { from: '2026-05-01T00:00:00Z', to: '2026-05-02T00:00:00Z', stepSeconds: '3600' };
    const [rates] = await history(url, { ...span, kind: 'hashrate' });
    const [outlet] = (await history(url, { ...span, kind: 'registers' })).slice(1);
    const wh = found(outlet).wh.map(Number);
    const powerW = found(rates).powerW;
    expect(powerW).toHaveLength(24);
    const energyWh = powerW.reduce((total, watts) => total + watts, 0);
    expect(Math.abs(energyWh - ((wh.at(-1) ?? 0) - (wh[0] ?? 0)))).toBeLessThan(3);
    expect(rates?.serial).toBe(simulation.farm.miners[0]?.device.serial);
  });

  test('has null, never zero, for the time in which a device answered nobody', async () => {
    const { simulation, url, clock } = await control();
    const pdu = simulation.farm.pdus[0];
    const miner = simulation.farm.miners[0];
    if (!pdu || !miner) throw new Error('no devices');
    clock.ms = Date.parse('2026-06-09T11:30:00Z');
    await patch(url, pdu.device.serial, { fault: 'unreachable' });
    await patch(url, miner.device.serial, { fault: 'miner-off' });
    clock.ms = Date.parse('2026-06-09T13:30:00Z');
    await patch(url, pdu.device.serial, { fault: null });
    await patch(url, miner.device.serial, { fault: null });
    clock.ms = Date.parse('2026-06-09T15:00:00Z');
    const span = { from: '2026-06-09T11:00:00Z', to: '2026-06-09T15:00:00Z', stepSeconds: '3600' };
    const [register] = await history(url, { ...span, kind: 'registers' });
    const nothing = (values: readonly unknown[] = []): boolean[] => values.map((value) => value === null);
    expect(nothing(register?.wh)).toEqual([false, true, true, false, false]);
    const [rates] = await history(url, { ...span, kind: 'hashrate' });
    expect(nothing(rates?.ths)).toEqual([false, true, false, false]);
    expect(rates?.ths[0]).toBeGreaterThan(100); // the mean of the half hour in which it answered
  });

  test.each<{ name: string; query: Record<string, string>; path: string[] }>([
    { name: 'no start', query: { to: '2026-05-02T00:00:00Z' }, path: ['from'] },
    {
      name: 'a time without a zone',
      query: { from: '2026-05-01T00:00:00', to: '2026-05-02T00:00:00Z' },
      path: ['from'],
    },
    {
      name: 'an end before the start',
      query: { from: '2026-05-03T00:00:00Z', to: '2026-05-02T00:00:00Z' },
      path: ['to'],
    },
    {
      name: 'a step of half a second',
      query: { from: '2026-05-01T00:00:00Z', to: '2026-05-02T00:00:00Z', stepSeconds: '0.5' },
      path: ['stepSeconds'],
    },
    {
      name: 'an unknown kind',
      query: { from: '2026-05-01T00:00:00Z', to: '2026-05-02T00:00:00Z', kind: 'money' },
      path: ['kind'],
    },
  ])('refuses $name', async ({ query, path }) => {
    const { url } = await control();
    const answer = await fetch(`${url}/history?${new URLSearchParams(query)}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { issues: expect.arrayContaining([expect.objectContaining({ path })]) },
    });
  });
});

describe('the state file', () => {
  async function stateFile(): Promise<string> {
    return join(await mkdtemp(join(tmpdir(), 'simulator-')), 'farm.json');
  }

  test('keeps network, faults and registers over a restart days later', async () => {
    const SIMULATOR_STATE = await stateFile();
    const clock = { ms: SOME_TIME };
    const first = await simulate({ SIMULATOR_STATE }, clock);
    const { device } = minerOf(first, 'Antminer S21');
    await first.change(minerOf(first, 'Antminer S21'), { fault: 'miner-off' });
    await first.change(pduOf(first, 'apc-rpdu2'), { fault: 'register-reset' });
    await first.close();
    clock.ms += 3 * 24 * HOUR;
    const second = await simulate({ SIMULATOR_STATE }, clock);
    expect(minerOf(second, 'Antminer S21').device).toEqual(device);
    expect(minerOf(second, 'Antminer S21').state.fault).toBe('miner-off');
    for (const ms of [SOME_TIME - HOUR, SOME_TIME, clock.ms]) {
      const read = ({ farm }: Simulation): number[] =>
        [...farm.pdus, ...farm.meters].map(({ register }) => register.readWh(instant(ms)));
      expect(read(second)).toEqual(read(first));
    }
  });

  test.each<{ name: string; variables: Record<string, string>; message: RegExp }>([
    { name: 'another size', variables: { HASHYARD_FARM: 'miners=13,pdus=3,meters=2' }, message: /HASHYARD_FARM/ },
    { name: 'another seed', variables: { SIMULATOR_SEED: '99' }, message: /SIMULATOR_SEED/ },
  ])('stops a start with $name, which would tear the registers', async ({ variables, message }) => {
    const SIMULATOR_STATE = await stateFile();
    await (await simulate({ SIMULATOR_STATE })).close();
    await expect(simulate({ SIMULATOR_STATE, ...variables })).rejects.toThrow(message);
  });

  test('that is damaged stops the start and is left alone', async () => {
    const SIMULATOR_STATE = await stateFile();
    await writeFile(SIMULATOR_STATE, '{"version":1,');
    await expect(simulate({ SIMULATOR_STATE })).rejects.toThrow(/damaged/);
    expect(await readFile(SIMULATOR_STATE, 'utf8')).toBe('{"version":1,');
  });
});

describe('the endpoint', () => {
  test.each([
    { host: 'evil.example', status: 421 },
    { host: 'localhost', status: 200 },
    { host: '127.0.0.1', status: 200 },
  ])('answers $status to a request for $host', async ({ host, status }) => {
    const { url } = await control();
    const asked = request(`${url}/devices`, { headers: { host } }).end();
    const [response] = (await once(asked, 'response')) as [{ statusCode: number; resume: () => void }];
    response.resume();
    expect(response.statusCode).toBe(status);
  });

  test('stops a start on a network that is taken, naming address and remedy', async () => {
    const { simulation } = await control();
    const taken = simulation.farm.miners[0]?.device.host ?? '';
    const SIMULATOR_NETWORK = `${taken.split('.').slice(0, 2).join('.')}.0.0/16`;
    await expect(simulate({ SIMULATOR_NETWORK })).rejects.toThrow(/is taken.*SIMULATOR_NETWORK/);
  });
});
