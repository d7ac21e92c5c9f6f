import { expect, test } from 'vitest';
import { balanceRange, balanceState } from './balance.view.ts';

test('a span ends with the last full hour', () => {
  expect(balanceRange('DAY', Date.parse('2026-06-02T10:59:00Z'))).toEqual({
    from: '2026-06-01T10:00:00.000Z',
    to: '2026-06-02T10:00:00.000Z',
  });
});

const row = (unaccountedPercent: string | null, parts: object = {}) => ({
  unaccountedPercent,
  coveredPercent: '100.00',
  belowCoveredPercent: '100.00',
  ...parts,
});
test.each([
  { name: 'losses as usual', of: row('3.10'), is: 'ok' },
  { name: 'much that nobody measures', of: row('7.00'), is: 'warn' },
  { name: 'more below than above', of: row('-2.00'), is: 'warn' },
  { name: 'a part that is not known', of: row('40.00', { belowCoveredPercent: '50.00' }), is: 'unsure' },
  { name: 'nothing below', of: row(null), is: null },
])('$name: $is', ({ of, is }) => expect(balanceState(of)).toBe(is));
