import { describe, expect, test } from 'vitest';
import { Farm, liveHashrateThs } from './farm.ts';
import { layOut, type FarmSize } from './layout.ts';
import type { Change, LoggedChange } from './state.ts';
import { instant, type Instant } from './wave.ts';

const SIZE: FarmSize = { miners: 24, pdus: 3, meters: 2 };
const HOUR = 3_600_000;
const NOON = Date.parse('2026-06-09T12:00:00Z');
const layout = layOut(7, SIZE, '127.99');
const serial = layout.miners[0]?.serial ?? '';

function farm(...changes: [ms: number, serial: string, change: Change][]): Farm {
  const log: LoggedChange[] = changes.map(([at, of, change]) => ({ at, serial: of, change }));
  return new Farm(7, layout, log);
}

/** Steps of ten seconds, by the trapezoid: what a meter would do, far too slow to do it for real. */
function integrateWh(power: { at: (at: Instant) => number }, fromMs: number, toMs: number): number {
  const step = 10_000;
  let wh = 0;
  for (let ms = fromMs; ms < toMs; ms += step) {
    wh += ((power.at(instant(ms)) + power.at(instant(ms + step))) / 2) * (step / HOUR);
  }
  return wh;
}

describe('energy', () => {
  test('is the integral of the power that the device shows', () => {
    const { pdus } = farm([NOON + HOUR, serial, { fault: 'board-down' }]);
    for (const pdu of pdus) {
      const counted = pdu.power.integralTo(instant(NOON + 2 * HOUR)) - pdu.power.integralTo(instant(NOON));
      expect(counted / 3600 / integrateWh(pdu.power, NOON, NOON + 2 * HOUR)).toBeCloseTo(1, 4);
    }
  });

  test('of a register moves by the energy of the period, within one count', () => {
    for (const { device, power, register } of farm().pdus) {
      const [from, to] = [instant(NOON), instant(NOON + 37 * HOUR)];
      const energyWh = power.meanBetween(from, to) * 37;
      const movedWh = register.readWh(to) - register.readWh(from);
      expect(Math.abs(movedWh - energyWh)).toBeLessThanOrEqual(device.model.inletStepWh);
    }
  });

  test('is what the miner behind the outlet drew, on the PDU with its losses, and on the site meter', () => {
    const { miners, pdus, meters } = farm();
    const at = instant(NOON);
    const minersW = miners.reduce((total, { power }) => total + power.at(at), 0);
    const outletsW = pdus.flatMap(({ outlets }) => outlets).reduce((total, { power }) => total + power.at(at), 0);
    const inletsW = pdus.reduce((total, { power }) => total + power.at(at), 0);
    const siteW = meters.find(({ device }) => device.main)?.power.at(at) ?? 0;
    expect(outletsW).toBeCloseTo(minersW, 6);
    expect(inletsW / outletsW).toBeGreaterThan(1.003);
    expect(inletsW / outletsW).toBeLessThan(1.02);
    expect(siteW / inletsW).toBeGreaterThan(1.01);
    expect(siteW / inletsW).toBeLessThan(1.05);
  });

  test('of a section meter is that of its PDUs alone', () => {
    const { pdus, meters } = farm();
    const at = instant(NOON);
    const section = meters.find(({ device }) => !device.main);
    const fedW = pdus
      .filter(({ device }) => section?.device.pdus.includes(device.index))
      .reduce((total, { power }) => total + power.at(at), 0);
    expect(fedW).toBeGreaterThan(0);
    expect(section?.power.at(at)).toBeCloseTo(fedW * 1.003, 3);
  });

  test('never goes down, whatever is changed', () => {
    const changes: Change[] = [{ fault: 'miner-off' }, { fault: null }, { hashrateThs: 10 }, { hashrateThs: null }];
    const { pdus, meters } = farm(
      ...changes.map((change, index): [number, string, Change] => [NOON + index * HOUR + 1, serial, change]),
    );
    for (const { register } of [...pdus, ...meters, ...(pdus[0]?.outlets ?? [])]) {
      let last = 0;
      for (let ms = NOON - HOUR; ms < NOON + 6 * HOUR; ms += 61_000) {
        const wh = register.readWh(instant(ms));
        expect(wh).toBeGreaterThanOrEqual(last);
        last = wh;
      }
    }
  });

  test('stands still on the outlet of a miner that is off', () => {
    const outlet = farm([NOON, serial, { fault: 'miner-off' }]).pdus[0]?.outlets[0];
    expect(outlet?.power.at(instant(NOON + 1))).toBe(0);
    expect(outlet?.register.readWh(instant(NOON + 9 * HOUR))).toBe(outlet?.register.readWh(instant(NOON)));
  });

  test('of a reset register counts from zero again, on every outlet too', () => {
    const pdu = layout.pdus[0];
    const { pdus } = farm([NOON, pdu?.serial ?? '', { fault: 'register-reset' }]);
    const registers = [pdus[0]?.register, pdus[0]?.outlets[0]?.register];
    for (const register of registers) {
      expect(register?.readWh(instant(NOON - 1))).toBeGreaterThan(100_000);
      expect(register?.readWh(instant(NOON))).toBe(0);
      expect(register?.readWh(instant(NOON + HOUR))).toBeGreaterThan(1_000);
    }
    expect(pdus[0]?.state.fault).toBeNull();
  });

  test('is given in the steps that the vendor counts', () => {
    const at = instant(NOON);
    const steps = farm().pdus.map(({ device, register, outlets }) => [
      device.model.profile,
      register.readWh(at) % 100,
      outlets.some((outlet) => outlet.register.readWh(at) % 100 !== 0),
    ]);
    expect(steps[1]).toEqual(['servertech-sentry4', 0, true]);
    expect(steps[2]).toEqual(['apc-rpdu2', 0, false]);
  });
});

describe('a change', () => {
  test('leaves everything before it as it was answered', () => {
    const before = farm();
    const after = farm([NOON, serial, { hashrateThs: 12 }], [NOON + HOUR, serial, { fault: 'miner-off' }]);
    for (const ms of [NOON - 30 * 24 * HOUR, NOON - HOUR, NOON]) {
      const read = ({ pdus, meters }: Farm): (number | undefined)[] => [
        pdus[0]?.outlets[0]?.register.readWh(instant(ms)),
        pdus[0]?.register.readWh(instant(ms)),
        meters[0]?.register.readWh(instant(ms)),
      ];
      expect(read(after)).toEqual(read(before));
    }
  });

  test('of the hashrate is exact without wander, and wanders around it with', () => {
    const { seed, miners } = farm([NOON, serial, { hashrateThs: 123.4, wander: false }]);
    const wandering = farm([NOON, serial, { hashrateThs: 123.4 }]);
    const rates = [1, 2, 3, 4].map((hours) => instant(NOON + hours * HOUR));
    const [still, moving] = [miners[0], wandering.miners[0]];
    if (!still || !moving) throw new Error('no miner');
    expect(rates.map((at) => liveHashrateThs(seed, still, at))).toEqual([123.4, 123.4, 123.4, 123.4]);
    const moved = rates.map((at) => liveHashrateThs(seed, moving, at));
    expect(new Set(moved).size).toBe(4);
    for (const rate of moved) expect(Math.abs(rate / 123.4 - 1)).toBeLessThan(0.05);
  });

  test('to a device of another farm is refused by its serial', () => {
    expect(() => farm([NOON, 'NOBODY', { fault: null }])).toThrow(/NOBODY/);
  });
});

describe('the layout', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(layOut(7, SIZE, '127.99')).toEqual(layout);
    expect(layOut(8, SIZE, '127.99').miners[0]?.serial).not.toBe(serial);
  });

  test('gives every device of the largest demo a serial, MAC and address of its own', () => {
    const large = layOut(1, { miners: 5_000, pdus: 250, meters: 2 }, '127.99');
    const devices = [...large.miners, ...large.pdus];
    for (const values of [devices.map((d) => d.serial), devices.map((d) => d.mac), devices.map((d) => d.host)]) {
      expect(new Set(values).size).toBe(5_250);
    }
  });

  test('has every family even in a small farm, and outlets for all miners of a crowded one', () => {
    const families = layOut(1, { miners: 4, pdus: 1, meters: 1 }, '127.99').miners.map(({ model }) => model.family);
    expect(new Set(families)).toEqual(new Set(['antminer-stock', 'whatsminer', 'avalon', 'braiins']));
    const crowded = layOut(1, { miners: 100, pdus: 2, meters: 1 }, '127.99');
    expect(crowded.pdus.map(({ outlets }) => outlets.length)).toEqual([50, 50]);
    expect(new Set(crowded.miners.map(({ pdu, outlet }) => `${pdu}/${outlet}`)).size).toBe(100);
  });
});
