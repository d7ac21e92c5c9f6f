import { describe, expect, test } from 'vitest';
import { ABSENT, asText, count, decimal, efficiency, energy, hashrate, percent, power, temperature } from './number.ts';

describe('quantities', () => {
  test.each([
    { name: 'a machine’s hashrate has one decimal', quantity: hashrate(123.4), text: '123.4 TH/s' },
    { name: 'a site’s hashrate is in PH/s', quantity: hashrate(11_011), text: '11.011 PH/s' },
    { name: 'a fleet’s hashrate is in EH/s', quantity: hashrate(1_250_000), text: '1.250 EH/s' },
    { name: 'a machine that hashes nothing shows its zero', quantity: hashrate(0), text: '0.0 TH/s' },
    { name: 'a miner’s power of some kW has two decimals', quantity: power(3_440), text: '3.44 kW' },
    { name: 'a rack’s power is in kW', quantity: power(166_240), text: '166.2 kW' },
    { name: 'a site’s power is in MW', quantity: power(1_234_567), text: '1.235 MW' },
    { name: 'little power stays in W', quantity: power(38), text: '38 W' },
    { name: 'efficiency is J/TH', quantity: efficiency(15.08), text: '15.1 J/TH' },
    { name: 'temperature is °C', quantity: temperature(71), text: '71.0 °C' },
    { name: 'energy on a bill has three decimals', quantity: energy('53961.12', 'bill'), text: '53,961.120 kWh' },
    { name: 'energy on a screen is whole', quantity: energy('53961.12'), text: '53,961 kWh' },
  ])('$name', ({ quantity, text }) => {
    expect(asText(quantity)).toBe(text);
  });

  test.each([
    { name: 'hashrate', quantity: hashrate(null) },
    { name: 'power', quantity: power(undefined) },
    { name: 'efficiency', quantity: efficiency(null) },
    { name: 'temperature', quantity: temperature(null) },
    { name: 'energy', quantity: energy(null) },
  ])('absent $name is a dash without a unit, never a zero', ({ quantity }) => {
    expect(asText(quantity)).toBe(ABSENT);
  });
});

test('a decimal keeps digits that a float would lose', () => {
  expect(decimal('9007199254740993.123')).toBe('9,007,199,254,740,993.123');
  expect(decimal('0.0725', 2, 6)).toBe('0.0725');
  expect(decimal('4.5', 2, 6)).toBe('4.50');
});

test('percent and counts read as words', () => {
  expect(percent('99.2')).toBe('99.2 %');
  expect(count(1, 'machine')).toBe('1 machine');
  expect(count(5_000, 'machine')).toBe('5,000 machines');
});
