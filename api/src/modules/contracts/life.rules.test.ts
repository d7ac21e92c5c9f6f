import { expect, test } from 'vitest';
import { ContractStatus } from './contract.words.ts';
import { type LifeEvent, transition } from './life.rules.ts';

/** Rows are events, columns states: what follows, or `.` where it is refused. */
const table = `
              DRAFT      ACTIVE      SUSPENDED   EXPIRED  TERMINATED  CANCELLED
REWRITE       DRAFT      .           .           .        .           .
AMEND         .          ACTIVE      SUSPENDED   .        .           .
ASSIGN        DRAFT      ACTIVE      SUSPENDED   .        .           .
DISCARD       CANCELLED  .           .           .        .           .
ACTIVATE      ACTIVE     .           .           .        .           .
ACCEPT        .          ACTIVE      .           .        .           .
SUSPEND       .          SUSPENDED   .           .        .           .
RESUME        .          .           ACTIVE      .        .           .
CHANGE_PRICE  .          ACTIVE      SUSPENDED   .        .           .
GIVE_NOTICE   .          ACTIVE      SUSPENDED   .        .           .
RENEW         .          ACTIVE      SUSPENDED   .        .           .
EXTEND        .          ACTIVE      .           .        .           .
EXPIRE        .          EXPIRED     EXPIRED     .        .           .
TERMINATE     .          TERMINATED  TERMINATED  .        .           .
`;

const [head, ...lines] = table.trim().split('\n');
const states = head?.trim().split(/\s+/) as ContractStatus[];
const cases = lines.flatMap((line) => {
  const [event, ...follows] = line.trim().split(/\s+/);
  return states.map((status, index) => ({ event: event as LifeEvent, status, follows: follows[index] ?? '' }));
});

test('the table has every state', () => {
  expect(states).toEqual(Object.keys(ContractStatus));
});

test.each(cases)('$event of a contract that is $status: $follows', ({ event, status, follows }) => {
  expect(transition(status, event) ?? '.').toBe(follows);
});
