import type { Board, Fault, MinerReading } from '../reading.ts';
import { type Answers, type Entry, list, macOf, number, pick, rateThs, scaled, temperature, text } from './answers.ts';
import { type MinerFamily, commonReading, summaryOf, versionOf } from './miner-family.ts';

/**
 * Canaan Avalon on cgminer 4.11. What matters is one text, `MM ID0`, of NAME[value ...] pairs; it comes with `estats`, on some models with
 * `stats`. Older controllers serve several units (MM ID1 and on).
 */
export const avalon: MinerFamily = {
  id: 'avalon',
  devices: 'Canaan Avalon',
  backing: 'recorded',
  recognises: (answers) => {
    const version = versionOf(answers);
    return (
      /avalon/i.test(text(version, 'PROD') ?? '') || pick(version, 'DNA') !== undefined || unitsOf(answers).length > 0
    );
  },
  commands: [['summary', 'devs'], ['estats', 'stats'], 'pools'],
  rareCommands: ['version'],
  read: readAvalon,
};

/** The pairs of one unit: name to its values, split at white space. */
type Unit = ReadonlyMap<string, string>;

function readAvalon(answers: Answers): MinerReading | null {
  const summary = summaryOf(answers) ?? list(answers.get('devs'), 'DEVS')[0];
  const units = unitsOf(answers);
  const [unit] = units;
  if (!summary || !unit) return null;
  const version = versionOf(answers);
  const [model, ...firmware] = splitVersion(unit.get('Ver') ?? '');
  // 30 s is the shortest window of most; since-start averages stay high for hours after a stop.
  const hashrateThs = rateThs(summary, '30s', '5s') ?? scaled(numbers(unit, 'GHSspd')[0] ?? null, 1000);
  const working = units.some(isWorking);
  const powers = units.map(wallPowerW);
  const powerW = powers.includes(null) ? null : powers.reduce<number>((total, power) => total + (power ?? 0), 0);
  const common = commonReading(answers);
  return {
    ...common,
    make: 'Canaan',
    model: text(version, 'PROD') ?? (model ? `Avalon ${model}` : null),
    firmwareVersion: text(version, 'LVERSION', 'VERSION') ?? (firmware.join('-') || null),
    apiVersion: text(version, 'API'),
    serial: dnaOf(unit.get('DNA') ?? text(version, 'DNA')),
    mac: macOf(text(version, 'MAC')),
    hashing: hashrateThs === null ? null : working && hashrateThs > 0,
    hashrateThs,
    hashrateAverageThs: rateThs(summary, 'av'),
    hashrateIdealThs: scaled(total(units, 'GHSmm'), 1000),
    boards: units.flatMap(readBoards).map((board, position) => ({ ...board, position })),
    inletTemperatureC: temperature(numbers(unit, 'ITemp')[0] ?? numbers(unit, 'Temp')[0] ?? null),
    fansRpm: units.flatMap(readFans),
    powerW,
    powerKind: powerW === null ? null : 'MEASURED',
    processUptimeSeconds:
      common.processUptimeSeconds ?? number(list(answers.get('estats') ?? answers.get('stats'), 'STATS')[0], 'Elapsed'),
    hardwareErrors: number(summary, 'Hardware Errors'),
    faults: units.flatMap(faultsOf),
  };
}

function unitsOf(answers: Answers): Unit[] {
  const entries: readonly Entry[] = [...list(answers.get('estats'), 'STATS'), ...list(answers.get('stats'), 'STATS')];
  const texts = new Map<string, string>();
  for (const entry of entries) {
    for (const key of Object.keys(entry)) {
      const name = /^(MM ID\d+)(:Summary)?$/.exec(key)?.[1];
      const value = entry[key];
      if (name && typeof value === 'string' && !texts.has(name)) texts.set(name, value);
    }
  }
  return [...texts.values()].map(scanUnit);
}

/** A name up to `[`, a value up to `]`; values hold spaces, names too ("Nonce Mask"). The Q wraps it all in `'STATS':{...}`. */
export function scanUnit(value: string): Unit {
  const pairs = [...value.matchAll(/([^[\]{}]*)\[([^\]]*)\]/g)];
  return new Map(pairs.map(([, name = '', inner = '']) => [name.trim(), inner.trim()]));
}

function numbers(unit: Unit, name: string): number[] {
  const parts = (unit.get(name) ?? '').split(/\s+/).filter((part) => part !== '');
  return parts.map((part) => Number.parseFloat(part)).filter(Number.isFinite);
}

function total(units: readonly Unit[], name: string): number | null {
  const values = units.flatMap((unit) => numbers(unit, name).slice(0, 1));
  return values.length < units.length ? null : values.reduce((sum, value) => sum + value, 0);
}

/** "15-194-24102401_25462b2_9ddf522" and "1047-20051101_85dc6f0_0332654": the firmware begins with its date. */
function splitVersion(version: string): string[] {
  const [, model = '', firmware = ''] = /^(.*?)-(\d{8}.*)$/.exec(version) ?? [];
  return [model, firmware];
}

function isWorking(unit: Unit): boolean {
  return /In Work/i.test(unit.get('SYSTEMSTATU') ?? 'In Work');
}

function readBoards(unit: Unit): Omit<Board, 'position'>[] {
  const rates = numbers(unit, 'MGHS');
  const chips = numbers(unit, 'TA')[0];
  const hottest =
    numbers(unit, 'MTmax').length > 0
      ? numbers(unit, 'MTmax')
      : numbers(unit, 'TMax').slice(0, rates.length === 1 ? 1 : 0);
  return rates.map((rate, at) => ({
    // Since the start: it says nothing of a board that rests.
    hashrateThs: isWorking(unit) ? scaled(rate, 1000) : null,
    boardTemperatureC: null,
    chipTemperatureC: temperature(hottest[at] ?? null),
    chips: chips === undefined ? null : Math.round(chips / rates.length),
    serial: null,
    state: 'ok',
  }));
}

function readFans(unit: Unit): number[] {
  const names = [...unit.keys()].filter((name) => /^Fan\d+$/.test(name));
  return names.flatMap((name) => numbers(unit, name).slice(0, 1));
}

/** The seventh of PS, or WALLPOWER: the fifth is the DC output, 5 to 10 % lower. All zeros is a supply that can't be read. */
function wallPowerW(unit: Unit): number | null {
  const supply = numbers(unit, 'PS');
  const wall = numbers(unit, 'WALLPOWER')[0] ?? supply[6];
  return wall === undefined || wall <= 0 || supply.every((value) => value === 0) ? null : wall;
}

function faultsOf(unit: Unit): Fault[] {
  const supply = numbers(unit, 'PS')[0] ?? 0;
  const fans = numbers(unit, 'FanErr').some((value) => value !== 0);
  return [
    ...(supply === 0 ? [] : [{ code: supply, text: `power supply fault (code ${supply})` }]),
    ...(fans ? [{ code: null, text: 'fan fault' }] : []),
  ];
}

/** Letters and digits; anything else is a redaction or a placeholder. */
function dnaOf(value: string | null): string | null {
  return value !== null && /^[0-9a-z]{8,}$/i.test(value) ? value : null;
}
