import { expect, test } from 'vitest';
import type { StoredStatus } from './invoice.words.ts';
import { type LifeEvent, touchedBy, transition } from './life.rules.ts';

/** Every event (down) in every state (across); `.` is refused. */
const table = `
            DRAFT      HELD       ISSUED       PAID       WRITTEN_OFF  CANCELLED
RECOMPUTE   DRAFT      HELD       .            .          .            .
HOLD        HELD       HELD       .            .          .            .
RELEASE     .          DRAFT      .            .          .            .
ISSUE       ISSUED     .          .            .          .            .
SEND        .          .          ISSUED       PAID       .            .
CREDIT      .          .          ISSUED       PAID       .            .
SETTLE      .          .          PAID         PAID       .            .
WRITE_OFF   .          .          WRITTEN_OFF  .          .            .
CANCEL      CANCELLED  CANCELLED  CANCELLED    CANCELLED  .            .
`;
const [heading = '', ...rows] = table.trim().split('\n');
const states = heading.trim().split(/\s+/) as StoredStatus[];
const cases = rows.flatMap((row) => {
  const [event, ...follows] = row.trim().split(/\s+/) as [LifeEvent, ...string[]];
  return states.map((status, index) => ({ event, status, follows: follows[index] ?? '' }));
});

test.each(cases)('$event in $status: $follows', ({ event, status, follows }) => {
  expect(transition(status, event) ?? '.').toBe(follows);
});

test.each([
  { name: 'an issued one that nobody has touched', status: 'ISSUED', total: 100n, creditNotes: 0, because: null },
  { name: 'one on which nothing was due', status: 'PAID', total: 0n, creditNotes: 0, because: null },
  { name: 'a paid one', status: 'PAID', total: 100n, creditNotes: 0, because: 'HAS_PAYMENT' },
  { name: 'a credited one', status: 'PAID', total: 100n, creditNotes: 1, because: 'HAS_CREDIT_NOTE' },
] as const)('$name is cancelled unless it was touched: $because', ({ status, total, creditNotes, because }) => {
  expect(touchedBy({ status, total, creditNotes })).toBe(because);
});
