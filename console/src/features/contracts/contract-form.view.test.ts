import { describe, expect, test } from 'vitest';
import {
  canRenew,
  computedEnd,
  createInput,
  missing,
  newContract,
  unreadable,
  updateInput,
} from './contract-form.view.ts';

const values = { ...newContract({ customerId: 'c1', today: '2026-06-01', energyRate: '0.0725' }) };
const sent = (input: object) => JSON.parse(JSON.stringify(input));

describe('a new contract', () => {
  test('starts today with the organization’s rate, metered', () => {
    expect(values).toMatchObject({ startsOn: '2026-06-01', rate: '0.0725', billingMethod: 'METERED', term: 'YEARS_1' });
  });

  test('sends only what was said', () => {
    expect(sent(createInput(values, 'k1'))).toEqual({
      customerId: 'c1',
      type: 'HOSTED',
      term: 'YEARS_1',
      startsOn: '2026-06-01',
      autoRenew: false,
      billingMethod: 'METERED',
      rate: '0.0725',
      hosted: {},
      idempotencyKey: 'k1',
    });
  });
});

test.each([
  {
    name: 'without a cap its policy is not sent',
    change: { powerCapKw: '', capPolicy: 'OVERAGE', overageRate: '0.2' } as const,
    part: {},
  },
  {
    name: 'an overage rate goes with OVERAGE',
    change: { powerCapKw: '100', capPolicy: 'OVERAGE', overageRate: '0.2' } as const,
    part: { powerCapKw: '100', capPolicy: 'OVERAGE', overageRate: '0.2' },
  },
  {
    name: 'and only with it',
    change: { powerCapKw: '100', capPolicy: 'CLIP', overageRate: '0.2' } as const,
    part: { powerCapKw: '100', capPolicy: 'CLIP' },
  },
  { name: 'a cap is metered only', change: { powerCapKw: '100', billingMethod: 'CALCULATED' } as const, part: {} },
])('$name', ({ change, part }) => {
  const { powerCapKw, capPolicy, overageRate } = sent(createInput({ ...values, ...change }, 'k'));
  expect({ powerCapKw, capPolicy, overageRate }).toEqual({
    powerCapKw: undefined,
    capPolicy: undefined,
    overageRate: undefined,
    ...part,
  });
});

test('a fixed price has no energy rate', () => {
  expect(createInput({ ...values, billingMethod: 'FIXED' }, 'k').rate).toBeUndefined();
});

test('a typed end is the last day; the API gets the day after', () => {
  expect(createInput({ ...values, term: 'CUSTOM', overrideEndsOn: '2026-12-31' }, 'k').overrideEndsOn).toBe(
    '2027-01-01',
  );
});

test('an end that is not overridden is left to the term', () => {
  expect(createInput({ ...values, overrideEndsOn: '2026-12-31' }, 'k').overrideEndsOn).toBeUndefined();
  expect(computedEnd('YEARS_1', '2026-06-01')).toBe('2027-06-01');
  expect(computedEnd('CUSTOM', '2026-06-01')).toBeNull();
});

test('a custom term never renews', () => {
  expect(createInput({ ...values, term: 'CUSTOM', autoRenew: true }, 'k').autoRenew).toBeUndefined();
});

test('a lease is extended by hand, so it never renews', () => {
  const lease = { ...values, type: 'LEASE', term: 'MONTH_TO_MONTH', autoRenew: true } as const;
  expect(canRenew(lease)).toBe(false);
  expect(createInput(lease, 'k').autoRenew).toBeUndefined();
});

const filled = {
  ...values,
  'hosted.monthlyFeePerUnit': '10',
  'lease.monthlyFeePerUnit': '250',
  'lease.maxExtensions': '2',
  'infinity.siteId': 's1',
  'infinity.hashrateThs': '1500',
  'infinity.ratePerThsDay': '.06',
  'infinity.guaranteedPercent': '95',
  'infinity.quantity': '7',
  'infinity.payoutWallet': 'bc1qexample',
  'operations.monthlyFeePerSite': '900',
} as const;

describe('only the part of the type is sent', () => {
  test.each([
    { type: 'HOSTED', part: { hosted: { monthlyFeePerUnit: '10' } } },
    { type: 'LEASE', part: { lease: { monthlyFeePerUnit: '250', maxExtensions: 2 } } },
    {
      type: 'INFINITY',
      part: {
        infinity: {
          siteId: 's1',
          hashrateThs: '1500',
          ratePerThsDay: '0.06',
          guaranteedPercent: '95',
          quantity: 7,
          payoutWallet: 'bc1qexample',
        },
      },
    },
    { type: 'OM', part: { operations: { monthlyFeePerSite: '900' } } },
  ] as const)('$type', ({ type, part }) => {
    const { hosted, lease, infinity, operations } = sent(createInput({ ...filled, type }, 'k'));
    expect(sent({ hosted, lease, infinity, operations })).toEqual(part);
  });

  test('hash streams have no method, no energy rate and no cap', () => {
    const input = sent(createInput({ ...filled, type: 'INFINITY', powerCapKw: '100' }, 'k'));
    for (const field of ['billingMethod', 'rate', 'powerCapKw', 'lossFactor']) expect(input).not.toHaveProperty(field);
  });
});

test.each([
  { method: 'METERED', lossFactor: undefined },
  { method: 'CALCULATED', lossFactor: '1.03' },
  { method: 'HASH', lossFactor: '1.03' },
  { method: 'FIXED', lossFactor: undefined },
] as const)('the loss factor goes with computed energy: $method', ({ method, lossFactor }) => {
  expect(createInput({ ...values, billingMethod: method, lossFactor: '1.03' }, 'k').lossFactor).toBe(lossFactor);
});

test('what the schema needs is asked for at its field, and only for the type chosen', () => {
  const fields = (type: 'LEASE' | 'INFINITY' | 'OM') => missing({ ...values, type }).map(({ path }) => path.join('.'));
  expect(fields('LEASE')).toEqual(['input.lease.monthlyFeePerUnit']);
  expect(fields('INFINITY')).toEqual([
    'input.infinity.siteId',
    'input.infinity.hashrateThs',
    'input.infinity.ratePerThsDay',
  ]);
  expect(fields('OM')).toEqual([]);
});

test('a part of a machine is no quantity; a hidden field refuses nothing', () => {
  const odd = { ...filled, 'infinity.quantity': '1.5' };
  expect(unreadable({ ...odd, type: 'INFINITY' }).map(({ code }) => code)).toEqual(['NOT_WHOLE']);
  expect(unreadable({ ...odd, type: 'HOSTED' })).toEqual([]);
});

test('changing the draft clears a cap that was taken back', () => {
  expect(updateInput('k1', values)).toMatchObject({ contractId: 'k1', powerCapKw: null, overrideEndsOn: null });
});
