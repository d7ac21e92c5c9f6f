import { describe, expect, test } from 'vitest';
import { DeviceFailure } from '../src/device-failure.ts';
import { minerFamilies } from '../src/registry.ts';
import { decodeAnswer, isUsable } from '../src/drivers/answers.ts';
import type { MinerReading } from '../src/reading.ts';
import { type MinerRow, minerRow } from '../src/rows.ts';
import { recordings } from './recordings/index.ts';
import { readServed } from './served.ts';

describe('miners of our own making are read over sockets', () => {
  test.each(recordings)('$name', async ({ protocol, answers, reading }) => {
    expect(await readServed(protocol, answers)).toMatchObject(reading);
  });

  test('each family has one', () => {
    const recorded = new Set(recordings.map(({ family }) => family));
    expect(minerFamilies.map(({ id }) => id).filter((id) => !recorded.has(id))).toEqual([]);
  });
});

/** The same, as firmware of another day writes it: numbers and booleans as texts, keys in another order. */
function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, rewritten(inner)]),
    );
  return typeof value === 'number' ? ` ${value}` : typeof value === 'boolean' ? String(value) : value;
}

test.each(recordings.filter(({ answers }) => Object.values(answers).every((answer) => typeof answer !== 'string')))(
  'read alike where values are texts in another order: $name',
  async ({ protocol, answers }) => {
    const read = await readServed(protocol, rewritten(answers) as typeof answers);
    expect(read).toEqual(await readServed(protocol, answers));
  },
);

test('what is asked rarely tells who a miner is, never how it is', () => {
  for (const { name, family: id, answers } of recordings) {
    const family = minerFamilies.find((candidate) => candidate.id === id) ?? expect.fail('no such family');
    const entries = Object.entries(answers).flatMap(([command, answer]) => {
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      return [...(decodeAnswer(command, text) ?? [])].filter(([, entry]) => isUsable(entry));
    });
    const often = new Map(entries.filter(([command]) => !family.rareCommands.includes(command)));
    const inLater = (reading: MinerReading | null) => reading && minerRow('id', new Date(0), reading);
    const whole = inLater(family.read(new Map(entries)));
    expect({ name, ...inLater(family.read(often)) }).toEqual({ name, ...whole });
  }
});

describe('one broken answer does not void the others', () => {
  test.each([
    {
      of: 'Vnish 3, known by its build',
      command: 'stats',
      left: { make: 'Bitmain', boards: [] },
      hashrateThs: 13.5,
    },
    {
      of: 'Braiins OS on port 4028, with the model and watts of its tuner',
      command: 'summary',
      left: { firmware: 'braiins' },
      hashrateThs: 50,
    },
    {
      of: 'a Whatsminer that refuses `version`, with a fault and a board switched off',
      command: 'summary',
      left: { make: 'MicroBT' },
      hashrateThs: 34,
    },
    {
      of: 'a Whatsminer with API 3, whose rates are TH/s already',
      command: 'get.miner.status summary',
      left: { make: 'MicroBT' },
      hashrateThs: 57.2,
    },
    {
      of: 'an Auradine, asleep',
      command: 'summary',
      left: { make: 'Auradine', hashing: false },
      hashrateThs: 75,
    },
    {
      of: 'an Avalon in its first seconds, with a bare nan: wall watts are the seventh of PS',
      command: 'estats, stats',
      left: { make: 'Canaan', boards: [], powerW: null },
      hashrateThs: 87,
    },
  ])('$command of $of', async ({ of, command, left, hashrateThs }) => {
    const { protocol, answers } = recordings.find(({ name }) => name === of) ?? expect.fail('no such recording');
    const broken = Object.fromEntries(command.split(', ').map((one) => [one, '{"STATUS":[{"STA']));
    const fault = { code: null, text: `${command}: no answer to read` };
    expect(await readServed(protocol, { ...answers, ...broken })).toMatchObject({
      ...left,
      hashrateThs,
      faults: expect.arrayContaining([fault]),
    });
  });
});

const NUMBER = /:\s*-?\d+(\.\d+)?/g;
const TEXT = /"([A-Za-z][^"\\]{3,})"(?=\s*[,}\]])/g;
/** What someone does to each answer of a miner that is in his hands. */
const HOSTILE: Readonly<Record<string, (json: string) => string>> = {
  'numbers beyond all': (json) => json.replace(NUMBER, ':1e400'),
  'numbers that no machine reaches': (json) => json.replace(NUMBER, ':1e300'),
  'less than nothing': (json) => json.replace(NUMBER, ':-7e25'),
  'markup, controls and turned writing': (json) => json.replace(TEXT, '"<img src=x>\\u0000\\u001b[2J\\u202e\\ud800$1"'),
  'endless texts': (json) => json.replace(TEXT, `"$1${'A'.repeat(600)}"`),
  'a prototype’s keys': (json) =>
    json.replaceAll('{', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'),
  'thirty thousand levels': (json) => json.replace('{', `{"in":${'['.repeat(3e4)}${']'.repeat(3e4)},`),
};

describe.each(Object.keys(HOSTILE))('%s', (name) => {
  test('of each family end as a reading that fits a row, or as a typed failure', async () => {
    const spoil = HOSTILE[name] ?? String;
    for (const { protocol, answers } of recordings) {
      const spoilt = Object.entries(answers).map(([command, answer]) => [
        command,
        spoil(typeof answer === 'string' ? answer : JSON.stringify(answer)),
      ]);
      const read = await readServed(protocol, Object.fromEntries(spoilt)).catch((failure: unknown) => failure);
      if (read instanceof DeviceFailure) continue;
      const row = minerRow('id', new Date(0), read as MinerReading);
      for (const value of numbersOf(row)) expect(Math.abs(value)).toBeLessThanOrEqual(2 ** 31);
      for (const text of [row.pool ?? '', row.worker ?? '', ...row.faults]) {
        expect(text.length).toBeLessThanOrEqual(256);
        expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

function numbersOf({
  hashrateThs,
  powerW,
  temperatureC,
  inletTemperatureC,
  uptimeSeconds,
  fansRpm,
  boards,
}: MinerRow): number[] {
  const ofBoards = boards.flatMap((board) => [
    board.position,
    board.hashrateThs,
    board.chipTemperatureC,
    board.boardTemperatureC,
  ]);
  const all = [hashrateThs, powerW, temperatureC, inletTemperatureC, uptimeSeconds, ...fansRpm, ...ofBoards];
  return all.filter((value) => value !== null);
}
