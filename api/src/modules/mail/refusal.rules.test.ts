import { expect, test } from 'vitest';
import { afterFailure } from './refusal.rules.ts';

const hour = 3_600_000;
test.each([
  { name: 'an unknown mailbox', failure: { code: 'EENVELOPE', responseCode: 550 }, age: 0, fate: 'BOUNCED' },
  { name: 'a mail that is called spam', failure: { code: 'EMESSAGE', responseCode: 554 }, age: 0, fate: 'BOUNCED' },
  { name: 'a full mailbox', failure: { code: 'EENVELOPE', responseCode: 452 }, age: 0, fate: 'RETRY' },
  {
    name: 'a password that the server refuses',
    failure: { code: 'EAUTH', responseCode: 535 },
    age: hour,
    fate: 'RETRY',
  },
  { name: 'a server that is away', failure: { code: 'ECONNECTION' }, age: hour, fate: 'RETRY' },
  { name: 'a server that is away for three days', failure: { code: 'ECONNECTION' }, age: 72 * hour, fate: 'GIVEN_UP' },
])('$name: $fate', ({ failure, age, fate }) => {
  expect(afterFailure(failure, age)).toBe(fate);
});
