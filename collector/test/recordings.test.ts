import { describe, expect, test } from 'vitest';
import { minerFamilies } from '../src/registry.ts';
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
