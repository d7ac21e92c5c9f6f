import { expect, test } from 'vitest';
import { saidOfOthers } from './others.mjs';

const named = (/** @type {string} */ name, ran = true) => ({ name, ms: 1, ran });

test('says which programs of others the tests ran against, and which are not installed', () => {
  const tests = [
    named('snmpd.test.ts: against snmpd v1'),
    named('snmpd.test.ts: against snmpd v2c'),
    named('pymodbus.test.ts: against pymodbus (skipped: no pymodbus)', false),
    named('rate.test.ts: bills'),
  ];
  expect(saidOfOthers(tests)).toEqual([
    'ran against snmpd: 2 tests',
    'NOT RUN against pymodbus, which is not installed',
  ]);
});

test('a program that no test of this run names is not spoken of', () => {
  expect(saidOfOthers([named('rate.test.ts: bills')])).toEqual([]);
});
