import { expect, test } from 'vitest';
import { changeablePrices, firstOfNextMonth, lifeActions, type LifeFacts } from './life.view.ts';

const contract: LifeFacts = {
  status: 'ACTIVE',
  type: 'HOSTED',
  billingMethod: 'METERED',
  renews: false,
  noticeGivenOn: null,
  lease: null,
};
const lease = {
  ...contract,
  type: 'LEASE',
  billingMethod: 'FIXED',
  lease: { maxExtensions: 3, extensionsUsed: 2 },
} as const;

test.each([
  { name: 'a draft', facts: { ...contract, status: 'DRAFT' }, actions: ['discard'] },
  { name: 'an active contract', facts: contract, actions: ['suspend', 'price', 'cap', 'renewal', 'terminate'] },
  {
    name: 'one that renews',
    facts: { ...contract, renews: true },
    actions: ['suspend', 'price', 'cap', 'notice', 'renewal', 'terminate'],
  },
  {
    name: 'a suspended one',
    facts: { ...contract, status: 'SUSPENDED' },
    actions: ['resume', 'price', 'cap', 'renewal', 'terminate'],
  },
  { name: 'a lease', facts: lease, actions: ['suspend', 'price', 'extend', 'renewal', 'terminate'] },
  {
    name: 'a lease without an extension left',
    facts: { ...lease, lease: { maxExtensions: 3, extensionsUsed: 3 } },
    actions: ['suspend', 'price', 'renewal', 'terminate'],
  },
  { name: 'an expired one', facts: { ...contract, status: 'EXPIRED' }, actions: ['supersede'] },
  { name: 'a terminated one', facts: { ...contract, status: 'TERMINATED' }, actions: ['supersede'] },
  { name: 'a cancelled draft', facts: { ...contract, status: 'CANCELLED' }, actions: [] },
] as const)('$name: $actions', ({ facts, actions }) => expect(lifeActions(facts)).toEqual(actions));

test('a price that has ended can’t be changed, and each is offered once', () => {
  const energy = { component: 'ENERGY', unit: 'KWH' };
  const prices = [
    { ...energy, rate: '0.07', endsOn: '2026-03-01' },
    { ...energy, rate: '0.08', endsOn: null },
    { component: 'LEASE', unit: 'UNIT_MONTH', rate: '9', endsOn: '2026-06-01' },
  ];
  expect(changeablePrices(prices, '2026-06-01')).toEqual([prices[1]]);
});

test.each([
  ['2026-06-01', '2026-07-01'],
  ['2026-12-31', '2027-01-01'],
])('a cap changed on %s holds from %s', (day, from) => expect(firstOfNextMonth(day)).toBe(from));
