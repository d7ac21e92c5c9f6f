import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Answers, decodeAnswer, type Entry } from '../src/drivers/answers.ts';
import { minerFamilies } from '../src/registry.ts';
import { minerRow } from '../src/rows.ts';
import { FIXTURES, haveFixtures, whyNoFixtures } from './fixtures.ts';
import { antminerAnswers } from './miner.ts';
import { seeded } from './seeded.ts';

const NASTY: readonly unknown[] = [
  null,
  '',
  'nan',
  -1,
  0,
  1e308,
  '1e999',
  '-',
  [],
  {},
  [[]],
  true,
  '<img src=x onerror=alert(1)>',
  '__proto__',
  '\u0000',
  { constructor: 1 },
];

/** A copy in which some values are something else, at any depth. */
function spoilt(value: unknown, random: () => number): unknown {
  if (random() < 0.05) return NASTY[Math.floor(random() * NASTY.length)];
  if (Array.isArray(value)) return value.map((inner) => spoilt(inner, random));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spoilt(inner, random)]));
  return value;
}

/** A document itself is always an object: the decoder sees to that. */
function spoiltEntry(entry: object, random: () => number): Entry {
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, spoilt(value, random)]));
}

/** Every family reads them, or says that it can't; what comes out fits a row. */
function readByAll(answers: Answers): void {
  for (const family of minerFamilies) {
    family.recognises(answers);
    const reading = family.read(answers);
    if (!reading) continue;
    const row = minerRow('id', new Date(0), reading);
    for (const value of [
      row.hashrateThs,
      row.powerW,
      row.temperatureC,
      row.inletTemperatureC,
      row.uptimeSeconds,
      ...row.fansRpm,
    ]) {
      expect(value === null || Number.isFinite(value)).toBe(true);
    }
    for (const text of [row.pool, row.worker, ...row.faults]) expect(text ?? 'none').not.toMatch(/[\u0000-\u001f]/);
  }
}

const recordings = haveFixtures
  ? readdirSync(join(FIXTURES, 'miners'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.(json|bin|txt)$/.test(file) && !/expected|README/.test(file),
    )
  : [];

describe('spoilt answers', () => {
  test('of an Antminer are read or refused, never a crash and never a number that is none', () => {
    const random = seeded(1);
    for (let round = 0; round < 500; round += 1) {
      readByAll(
        new Map(Object.entries(antminerAnswers()).map(([command, answer]) => [command, spoiltEntry(answer, random)])),
      );
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.skipIf(!haveFixtures)(
    haveFixtures ? 'of every recorded miner likewise' : `of every recorded miner (skipped: ${whyNoFixtures})`,
    () => {
      const random = seeded(2);
      const folders = new Set(recordings.map((file) => file.split('/').slice(0, 2).join('/')));
      for (const folder of folders) {
        const answers = new Map<string, Entry>();
        for (const file of recordings.filter((name) => name.startsWith(`${folder}/`)))
          for (const [command, entry] of decodeAnswer(
            basename(file, '.json'),
            readFileSync(join(FIXTURES, 'miners', file), 'utf8'),
          ) ?? [])
            answers.set(command, entry);
        for (let round = 0; round < 40; round += 1)
          readByAll(new Map([...answers].map(([command, entry]) => [command, spoiltEntry(entry, random)])));
      }
    },
  );
});

describe('broken text', () => {
  test.skipIf(!haveFixtures)(
    haveFixtures
      ? 'every recording with bytes changed is read or refused'
      : `recordings with bytes changed (skipped: ${whyNoFixtures})`,
    () => {
      const random = seeded(3);
      for (const file of recordings) {
        for (let round = 0; round < 10; round += 1) {
          const bytes = Buffer.from(readFileSync(join(FIXTURES, 'miners', file)));
          for (let change = 0; change < 20; change += 1)
            bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
          const parts = decodeAnswer('stats', bytes.toString('utf8'));
          if (parts) readByAll(parts);
        }
      }
    },
  );

  test('deep nesting and long garbage end soon', () => {
    const before = performance.now();
    for (const text of [
      '['.repeat(500_000),
      '{"a":'.repeat(200_000),
      '"'.repeat(500_000),
      '{"a":[1}{'.repeat(50_000),
      `{"a":"${'\\'.repeat(500_000)}`,
    ])
      decodeAnswer('stats', text);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
