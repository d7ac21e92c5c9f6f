import { expect, test } from 'vitest';
import { evidenceOf } from './evidence.view.ts';
import { sourceOf } from './feed.view.ts';

test.each([
  { name: 'an unverified profile warns', evidence: 'UNVERIFIED', confirmedAt: null, word: 'Unverified' },
  {
    name: 'until somebody confirms it',
    evidence: 'UNVERIFIED',
    confirmedAt: '2026-06-01T00:00:00Z',
    word: 'Confirmed',
  },
  { name: 'a recorded one needs no confirmation', evidence: 'RECORDED', confirmedAt: null, word: 'Recorded' },
  { name: 'a device that never answered is not identified', evidence: null, confirmedAt: null, word: 'Not identified' },
] as const)('$name', ({ evidence, confirmedAt, word }) => expect(evidenceOf(evidence, confirmedAt).word).toBe(word));

test('a source is an outlet of its PDU, or a meter', () => {
  expect(sourceOf({ outlet: { number: 14, label: null, pdu: { name: 'PDU A-03' } } })).toBe('PDU A-03, outlet 14');
  expect(sourceOf({ meter: { name: 'Main meter' } })).toBe('Main meter');
});
