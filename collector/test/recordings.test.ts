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
