import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

test('an empty environment starts the default farm on free ports of this machine', () => {
  expect(readEnv({})).toEqual({
    farm: null,
    seed: null,
    stateFile: null,
    network: null,
    host: '127.0.0.1',
    controlPort: 0,
    smtpPort: 0,
    mailDir: null,
  });
});

test('a farm may name only some of its parts', () => {
  expect(readEnv({ HASHYARD_FARM: 'miners=24' }).farm).toEqual({ miners: 24, pdus: 12, meters: 2 });
});

test.each([
  { HASHYARD_FARM: 'miners=many' },
  { HASHYARD_FARM: 'cows=3' },
  { HASHYARD_FARM: 'miners=99999999' },
  { HASHYARD_FARM: 'miners=3,pdus=0' },
  { SIMULATOR_SEED: '-1' },
  { SIMULATOR_NETWORK: '10.0.0.0/16' },
  { SIMULATOR_NETWORK: '127.0.0.0/16' },
  { CONTROL_PORT: '70000' },
  { SMTP_PORT: 'smtp' },
])('%o stops the start by its name', (variables) => {
  expect(() => readEnv(variables)).toThrow(Object.keys(variables)[0]);
});
