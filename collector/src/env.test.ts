import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

const GOOD = { COLLECTOR_TOKEN: 'secret', COLLECTOR_HOME: '/var/lib/collector', COLLECTOR_NETWORKS: '10.0.0.0/8' };

test('has defaults for all but token, home and networks', () => {
  const env = readEnv(GOOD);
  expect(env.api.href).toBe('http://127.0.0.1:4000/graphql');
  expect(env.concurrency).toBe(256);
  expect(env.networks.cidrs).toEqual(['10.0.0.0/8']);
  expect(env.modbus).toEqual({ units: [1], framings: ['tcp'] });
});

test('takes the token from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hashyard-env-'));
  writeFileSync(join(folder, 'token'), 'from-a-file\n');
  expect(readEnv({ ...GOOD, COLLECTOR_TOKEN: undefined, COLLECTOR_TOKEN_FILE: join(folder, 'token') }).token).toBe(
    'from-a-file',
  );
  rmSync(folder, { recursive: true });
});

test.each([
  { name: 'COLLECTOR_API', vars: { COLLECTOR_API: 'ftp://api' } },
  { name: 'COLLECTOR_TOKEN', vars: { COLLECTOR_TOKEN: undefined } },
  { name: 'COLLECTOR_TOKEN_FILE', vars: { COLLECTOR_TOKEN: undefined, COLLECTOR_TOKEN_FILE: '/nowhere/token' } },
  { name: 'COLLECTOR_HOME', vars: { COLLECTOR_HOME: undefined } },
  { name: 'COLLECTOR_NETWORKS', vars: { COLLECTOR_NETWORKS: '10.0.0.0/99' } },
  { name: 'COLLECTOR_PORTS', vars: { COLLECTOR_PORTS: '80,ssh' } },
  { name: 'COLLECTOR_MODBUS_UNITS', vars: { COLLECTOR_MODBUS_UNITS: '1-300' } },
  { name: 'COLLECTOR_MODBUS_FRAMINGS', vars: { COLLECTOR_MODBUS_FRAMINGS: 'ascii' } },
  { name: 'COLLECTOR_CONCURRENCY', vars: { COLLECTOR_CONCURRENCY: 'many' } },
  { name: 'COLLECTOR_SPOOL_MB', vars: { COLLECTOR_SPOOL_MB: '0' } },
  { name: 'COLLECTOR_METRICS_PORT', vars: { COLLECTOR_METRICS_PORT: '99999' } },
  { name: 'COLLECTOR_SPOOL_DAYS', vars: { COLLECTOR_SPOOL_DAYS: '-1' } },
])('a bad $name stops the start by its name', ({ name, vars }) => {
  expect(() => readEnv({ ...GOOD, ...vars })).toThrow(name);
});

test('never shows the token in an error', () => {
  expect(() => readEnv({ ...GOOD, COLLECTOR_TOKEN: 'two words' })).toThrow(/^COLLECTOR_TOKEN: holds no token$/);
});
