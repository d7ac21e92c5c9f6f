import { expect, test } from 'vitest';
import { faultOf } from './fault.ts';
import { fieldIssues, outcomeOf } from './refusal.ts';

test('a success is told from a refusal by its type', () => {
  const customer = { __typename: 'Customer', id: '1' };
  expect(outcomeOf(customer)).toEqual({ ok: true, value: customer });
  const refusal = {
    __typename: 'Conflict',
    code: 'NAME_TAKEN',
    message: 'The name is taken.',
    path: ['input', 'name'],
  };
  expect(outcomeOf(refusal)).toEqual({ ok: false, refusal });
});

test('issues name fields of the form, without the word input', () => {
  const issues = fieldIssues({
    code: 'INVALID_INPUT',
    message: 'Two fields are wrong.',
    issues: [
      { code: 'REQUIRED', message: 'A name is needed.', path: ['input', 'name'] },
      { code: 'NEGATIVE', message: 'The fee is negative.', path: ['input', 'hosted', 'monthlyFee'] },
    ],
  });
  expect(issues.map(({ field }) => field)).toEqual(['name', 'hosted.monthlyFee']);
});

test('a fault without an answer is the network’s, one with an answer carries its request', () => {
  expect(faultOf({ networkError: new Error('refused') }).code).toBe('NETWORK');
  const fault = faultOf({ graphQLErrors: [{ message: 'x', extensions: { code: 'INTERNAL', requestId: 'r-1' } }] });
  expect(fault).toMatchObject({ code: 'INTERNAL', requestId: 'r-1' });
});
