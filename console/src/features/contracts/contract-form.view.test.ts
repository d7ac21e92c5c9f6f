import { describe, expect, test } from 'vitest';
import { computedEnd, createInput, newContract, updateInput } from './contract-form.view.ts';

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

test('changing the draft clears a cap that was taken back', () => {
  expect(updateInput('k1', values)).toMatchObject({ contractId: 'k1', powerCapKw: null, overrideEndsOn: null });
});
