import { describe, expect, test } from 'vitest';
import { canGiveNotice, capWords, deliveredThs, endingWords, equipmentCount, priceLine } from './contract.view.ts';

describe('what happens at the end of the term', () => {
  const active = { status: 'ACTIVE', endsOn: '2027-10-01', renews: true, noticeBy: '2027-08-02' } as const;
  test.each([
    {
      name: 'it renews, and notice is possible',
      contract: active,
      words: 'Renews on 1 Oct 2027. Notice is possible until 2 Aug 2027.',
    },
    {
      name: 'it ends on its last day',
      contract: { ...active, renews: false, noticeBy: null },
      words: 'Ends after 30 Sept 2027.',
    },
    {
      name: 'it ends by notice',
      contract: { ...active, renews: false, noticeGivenOn: '2027-07-01' },
      words: 'Notice was given on 1 Jul 2027. Ends after 30 Sept 2027.',
    },
    {
      name: 'it has ended',
      contract: { ...active, status: 'EXPIRED' as const },
      words: 'Ended; its last day was 30 Sept 2027.',
    },
  ])('$name', ({ contract, words }) => {
    expect(endingWords(contract)).toBe(words);
  });
});

test('a price has all its decimals, its unit, and its bounds if it has some', () => {
  expect(priceLine({ component: 'ENERGY', unit: 'KWH', rate: '0.0725' }, 'USD')).toEqual({
    label: 'Energy',
    price: '0.0725 USD per kWh',
    when: null,
  });
  expect(
    priceLine(
      { component: 'HOSTING', unit: 'UNIT_MONTH', rate: '4.5', startsOn: '2026-11-01', endsOn: '2027-01-01' },
      'USD',
    ).when,
  ).toBe('1 Nov 2026 to 31 Dec 2026');
});

test('no cap is said in a word, not shown as zero', () => {
  expect(capWords(null)).toBe('None');
  expect(capWords('300')).toBe('300 kW');
});

test.each([
  { type: 'HOSTED', n: 1, words: '1 machine' },
  { type: 'LEASE', n: 240, words: '240 machines' },
  { type: 'OM', n: 2, words: '2 sites' },
  { type: 'INFINITY', n: 0, words: 'no equipment' },
] as const)('what stands under a $type contract: $words', ({ type, n, words }) =>
  expect(equipmentCount(type, n)).toBe(words),
);

test('what is delivered of the sold hashrate is unknown before the first reading, never zero', () => {
  expect(deliveredThs({ hashrateThs: '1500', deliveredPercent: '98' })).toBe(1470);
  expect(deliveredThs({ hashrateThs: '1500', deliveredPercent: null })).toBeNull();
});

test.each([
  { name: 'one that renews', contract: { status: 'ACTIVE', renews: true }, can: true },
  { name: 'a suspended one that renews', contract: { status: 'SUSPENDED', renews: true }, can: true },
  { name: 'one that ends anyway', contract: { status: 'ACTIVE', renews: false }, can: false },
  {
    name: 'one with notice given',
    contract: { status: 'ACTIVE', renews: true, noticeGivenOn: '2026-01-01' },
    can: false,
  },
  { name: 'one that has ended', contract: { status: 'EXPIRED', renews: true }, can: false },
] as const)('notice for $name: $can', ({ contract, can }) => expect(canGiveNotice(contract)).toBe(can));
