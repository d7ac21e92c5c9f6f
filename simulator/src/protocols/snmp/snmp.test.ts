import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import snmp, { type Varbind } from 'net-snmp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask, found, minerOf, pduOf, simulate, SOME_TIME } from '../../../test/simulated.ts';
import type { RunningPdu } from '../../farm/farm.ts';
import { draw } from '../../farm/seed.ts';
import { instant } from '../../farm/wave.ts';
import { answerSnmp } from './agent.ts';
import { decodeAll, decodeInteger, decodeOid, encodeInteger, encodeOid, parseOid } from './ber.ts';
import { mibOf } from './mibs.ts';

function session({ device }: RunningPdu, options: { community?: string; timeout?: number } = {}) {
  const { community = device.community, timeout = 3_000 } = options;
  const opened = snmp.createSession(device.host, community, {
    port: 1161,
    version: snmp.Version2c,
    retries: 0,
    timeout,
  });
  onTestFinished(() => void opened.close());
  return opened;
}

function get(pdu: RunningPdu, oids: readonly string[], options = {}): Promise<Varbind[]> {
  const opened = session(pdu, options);
  return new Promise((resolve, reject) => {
    opened.get([...oids], (error, varbinds = []) => (error ? reject(error) : resolve(varbinds)));
  });
}

function walk(pdu: RunningPdu, root: string, maxRepetitions: number): Promise<Varbind[]> {
  const opened = session(pdu);
  const rows: Varbind[] = [];
  return new Promise((resolve, reject) => {
    const collect = (varbinds: Varbind[]): void => void rows.push(...varbinds);
    opened.subtree(root, maxRepetitions, collect, (error) => (error ? reject(error) : resolve(rows)));
  });
}

const at = instant(SOME_TIME);
const RARITAN = '1.3.6.1.4.1.13742.6';
const SENTRY4 = '1.3.6.1.4.1.1718.4.1';
const APC = '1.3.6.1.4.1.318.1.1.26';

describe('a PDU', () => {
  test.each([
    { profile: 'raritan-pdu2', root: RARITAN, model: `${RARITAN}.3.2.1.1.3.1`, serial: `${RARITAN}.3.2.1.1.4.1` },
    {
      profile: 'servertech-sentry4',
      root: '1.3.6.1.4.1.1718.4',
      model: `${SENTRY4}.2.2.1.5.1`,
      serial: `${SENTRY4}.2.2.1.4.1`,
    },
    { profile: 'apc-rpdu2', root: '1.3.6.1.4.1.318.1.3.4.6', model: `${APC}.2.1.8.1`, serial: `${APC}.2.1.9.1` },
  ])('of $profile says what it is', async ({ profile, root, model, serial }) => {
    const pdu = pduOf(await simulate(), profile);
    const answers = await get(pdu, ['1.3.6.1.2.1.1.2.0', model, serial, '1.3.6.1.2.1.1.3.0']);
    expect(answers[0]?.value).toBe(root);
    expect(String(answers[1]?.value)).toBe(pdu.device.model.name);
    expect(String(answers[2]?.value)).toBe(pdu.device.serial);
    expect(answers[3]?.type).toBe(snmp.ObjectType.TimeTicks);
  });

  test.each([
    {
      profile: 'raritan-pdu2',
      inlet: `${RARITAN}.5.2.3.1.4.1.1.8`,
      outlet: `${RARITAN}.5.4.3.1.4.1.2.8`,
      stepWh: [1, 1],
    },
    {
      profile: 'servertech-sentry4',
      inlet: `${SENTRY4}.3.3.1.10.1.1`,
      outlet: `${SENTRY4}.8.3.1.14.1.1.2`,
      stepWh: [100, 1],
    },
    { profile: 'apc-rpdu2', inlet: `${APC}.4.3.1.9.1`, outlet: `${APC}.9.4.3.1.11.2`, stepWh: [100, 100] },
  ])('of $profile counts energy in its own unit', async ({ profile, inlet, outlet, stepWh }) => {
    const pdu = pduOf(await simulate(), profile);
    const [ofInlet, ofOutlet] = await get(pdu, [inlet, outlet]);
    expect(Number(ofInlet?.value) * (stepWh[0] ?? 0)).toBe(pdu.register.readWh(at));
    expect(Number(ofOutlet?.value) * (stepWh[1] ?? 0)).toBe(pdu.outlets[1]?.register.readWh(at));
  });

  test.each([
    {
      profile: 'raritan-pdu2',
      power: `${RARITAN}.5.4.3.1.4.1.1.5`,
      amps: `${RARITAN}.5.4.3.1.4.1.1.1`,
      volts: `${RARITAN}.5.4.3.1.4.1.1.4`,
      units: [1, 1000, 1],
    },
    {
      profile: 'servertech-sentry4',
      power: `${SENTRY4}.8.3.1.7.1.1.1`,
      amps: `${SENTRY4}.8.3.1.3.1.1.1`,
      volts: `${SENTRY4}.8.3.1.6.1.1.1`,
      units: [1, 100, 10],
    },
    {
      profile: 'apc-rpdu2',
      power: `${APC}.9.4.3.1.7.1`,
      amps: `${APC}.9.4.3.1.6.1`,
      volts: `${APC}.6.3.1.6.1`,
      units: [1, 10, 1],
    },
  ])(
    "of $profile shows the miner's watts on the outlet that feeds it",
    async ({ profile, power, amps, volts, units }) => {
      const simulation = await simulate();
      const pdu = pduOf(simulation, profile);
      const fed = found(pdu.outlets[0]?.outlet.miner);
      const answers = await get(pdu, [power, amps, volts]);
      const [watts = 0, ampere = 0, volt = 0] = answers.map(({ value }, index) => Number(value) / (units[index] ?? 1));
      expect(watts).toBe(Math.round(minerOf(simulation, fed.model.name).power.at(at)));
      expect(watts / (ampere * volt)).toBeCloseTo(0.98, 1);
    },
  );

  test('of raritan-pdu2 tells an outlet on by the state of sensor 14, and its decimal digits', async () => {
    const pdu = pduOf(await simulate(), 'raritan-pdu2');
    const [state, value, digits, signed] = await get(pdu, [
      `${RARITAN}.5.4.3.1.3.1.3.14`,
      `${RARITAN}.5.4.3.1.4.1.3.14`,
      `${RARITAN}.3.5.4.1.7.1.3.1`,
      `${RARITAN}.5.4.3.1.6.1.3.8`, // the signed column says nothing for energy
    ]);
    expect([state?.value, value?.value, digits?.value, signed?.value]).toEqual([7, 0, 3, 0]);
  });

  test('that is unreachable is silent, counts on, and answers afterwards', async () => {
    const clock = { ms: SOME_TIME };
    const simulation = await simulate({}, clock);
    const pdu = pduOf(simulation, 'raritan-pdu2');
    const [before] = await get(pdu, [`${RARITAN}.5.2.3.1.4.1.1.8`]);
    await simulation.change(pdu, { fault: 'unreachable' });
    await expect(get(pdu, ['1.3.6.1.2.1.1.2.0'], { timeout: 300 })).rejects.toThrow(/timed out/);
    clock.ms += 3_600_000;
    await simulation.change(pdu, { fault: null });
    const [after] = await get(pdu, [`${RARITAN}.5.2.3.1.4.1.1.8`]);
    expect(Number(after?.value) - Number(before?.value)).toBeGreaterThan(5_000);
  });

  test('whose registers were reset counts from zero and keeps the time of it', async () => {
    const simulation = await simulate();
    const pdu = pduOf(simulation, 'raritan-pdu2');
    await simulation.change(pdu, { fault: 'register-reset' });
    const [energy, resetAt] = await get(pdu, [`${RARITAN}.5.4.3.1.4.1.1.8`, `${RARITAN}.5.4.3.1.15.1.1.8`]);
    expect(energy?.value).toBe(0);
    expect(resetAt?.value).toBe(Math.floor(SOME_TIME / 1000));
  });
});

describe('the agent', () => {
  test.each(['raritan-pdu2', 'servertech-sentry4', 'apc-rpdu2'])(
    'walks %s in order to its end, by any step',
    async (profile) => {
      const pdu = pduOf(await simulate(), profile);
      const [byTen, byFifty] = await Promise.all([walk(pdu, '1.3.6.1', 10), walk(pdu, '1.3.6.1', 50)]);
      const oids = byTen.map(({ oid }) => oid);
      expect(oids.length).toBeGreaterThan(250);
      expect(oids).toEqual(byFifty.map(({ oid }) => oid));
      expect(new Set(oids).size).toBe(oids.length);
    },
  );

  test('answers noSuchInstance for what it lacks, beside what it has', async () => {
    const pdu = pduOf(await simulate(), 'apc-rpdu2');
    const [name, missing] = await get(pdu, ['1.3.6.1.2.1.1.5.0', `${APC}.9.4.3.1.11.99`]);
    expect(String(name?.value)).toContain('pdu');
    expect(missing?.type).toBe(snmp.ObjectType.NoSuchInstance);
  });

  test('says endOfMibView behind the last object', async () => {
    const pdu = pduOf(await simulate(), 'apc-rpdu2');
    const opened = session(pdu);
    const [past] = await new Promise<Varbind[]>((resolve, reject) => {
      opened.getNext(['1.3.6.1.6'], (error, varbinds = []) => (error ? reject(error) : resolve(varbinds)));
    });
    expect(past?.type).toBe(snmp.ObjectType.EndOfMibView);
  });

  test('says nothing to a wrong community', async () => {
    const pdu = pduOf(await simulate(), 'raritan-pdu2');
    const wrong = { community: 'private', timeout: 300 };
    await expect(get(pdu, ['1.3.6.1.2.1.1.2.0'], wrong)).rejects.toThrow(/timed out/);
  });

  test('takes no write but where it says so', async () => {
    const pdu = pduOf(await simulate(), 'raritan-pdu2');
    const opened = session(pdu);
    const off = [{ oid: `${RARITAN}.3.2.1.1.4.1`, type: snmp.ObjectType.Integer, value: 0 }];
    const written = new Promise((resolve, reject) => {
      opened.set(off, (error: Error | null) => (error ? reject(error) : resolve(null)));
    });
    await expect(written).rejects.toThrow(/NoAccess/);
  });

  test('survives packets of noise and answers the next one', async () => {
    const pdu = pduOf(await simulate(), 'raritan-pdu2');
    const socket = createSocket('udp4');
    onTestFinished(() => void socket.close());
    for (const noise of ['', '\x30', '\x30\x82\xff\xff', '\x30\x03\x02\x01\x01', 'GET / HTTP/1.1\r\n\r\n']) {
      socket.send(Buffer.from(noise, 'latin1'), 1161, pdu.device.host);
    }
    await once(socket, 'listening');
    expect(await get(pdu, ['1.3.6.1.2.1.1.2.0'])).toHaveLength(1);
  });
});

describe('an outlet', () => {
  const write = (pdu: RunningPdu, oid: string, value: number) =>
    new Promise<void>((resolve, reject) => {
      const varbind = { oid, type: snmp.ObjectType.Integer, value };
      session(pdu).set([varbind], (error) => (error ? reject(error) : resolve()));
    });

  test.each([
    {
      profile: 'raritan-pdu2',
      told: `${RARITAN}.4.1.2.1.2.1.1`,
      state: `${RARITAN}.5.4.3.1.3.1.1.14`,
      off: [0, 8],
      on: [1, 7],
    },
    {
      profile: 'servertech-sentry4',
      told: `${SENTRY4}.8.5.1.2.1.1.1`,
      state: `${SENTRY4}.8.3.1.1.1.1.1`,
      off: [2, 0],
      on: [1, 1],
    },
    { profile: 'apc-rpdu2', told: `${APC}.9.2.4.1.5.1`, state: `${APC}.9.2.3.1.5.1`, off: [2, 1], on: [1, 2] },
  ])('of $profile that is switched takes its miner with it', async ({ profile, told, state, off, on }) => {
    const simulation = await simulate();
    const pdu = pduOf(simulation, profile);
    const miner = found(simulation.farm.fedBy(pdu, 1));
    expect((await get(pdu, [state]))[0]?.value).toBe(on[1]);
    await write(pdu, told, off[0] as number);
    expect((await get(pdu, [state]))[0]?.value).toBe(off[1]);
    expect(pdu.outlets[0]?.power.at(at)).toBe(0);
    await expect(ask(miner, '{"command":"version"}')).rejects.toThrow(/ECONNREFUSED/);
    await write(pdu, told, on[0] as number);
    expect((await get(pdu, [state]))[0]?.value).toBe(on[1]);
    expect(pdu.outlets[0]?.power.at(at)).toBeGreaterThan(1000);
  });

  test('that is cycled is off, and after a restart of the farm on again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'farm-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const place = { SIMULATOR_STATE: join(folder, 'farm.json') };
    const simulation = await simulate(place);
    await write(pduOf(simulation, 'apc-rpdu2'), `${APC}.9.2.4.1.5.1`, 3);
    expect(pduOf(simulation, 'apc-rpdu2').outlets[0]?.power.at(at)).toBe(0);
    await simulation.close();
    expect(pduOf(await simulate(place), 'apc-rpdu2').outlets[0]?.power.at(at)).toBeGreaterThan(1000);
  });

  test('takes no value that means nothing, and no other object takes any', async () => {
    const pdu = pduOf(await simulate(), 'apc-rpdu2');
    await expect(write(pdu, `${APC}.9.2.4.1.5.1`, 99)).rejects.toThrow(/WrongValue/);
    await expect(write(pdu, `${APC}.4.1.1.11.1`, 2)).rejects.toThrow(/NoAccess/);
  });
});

describe('the encoding', () => {
  test('survives any packet with some of its bytes changed', async () => {
    const pdu = pduOf(await simulate(), 'raritan-pdu2');
    const view = mibOf(pdu).view({ pdu, at, seed: 1 });
    const get = Buffer.from('302602010104067075626c6963a11902043a5b6c7d020100020100300b300906052b060102010500', 'hex');
    expect(answerSnmp(get, 'public', view, () => {})).not.toBeNull();
    for (let seed = 0; seed < 20_000; seed += 1) {
      const packet = Buffer.from(get.subarray(0, get.length - (seed % 3)));
      for (let change = 0; change < 1 + (seed % 4); change += 1) {
        packet[Math.floor(draw(seed, 'where', change) * packet.length)] = Math.floor(draw(seed, 'what', change) * 256);
      }
      answerSnmp(packet, 'public', view, () => {}); // an answer or silence, never a throw
    }
  });

  test.each([0, 127, 128, 255, 32_768, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, -1, -129, -(2 ** 31)])(
    'keeps %d',
    (value) => {
      const [element] = decodeAll(encodeInteger(value));
      expect(decodeInteger(found(element))).toBe(value);
    },
  );

  test('keeps an object identifier with large parts', () => {
    const oid = parseOid('1.3.6.1.4.1.4294967295.128.0.16384');
    expect(decodeOid(found(decodeAll(encodeOid(oid))[0]))).toEqual(oid);
  });
});
