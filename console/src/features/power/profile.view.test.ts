import { expect, test } from 'vitest';
import { profileOptions } from './profile.view.ts';

test('profiles of a kind are listed by name, with what hinders a bill', () => {
  const of = (id: string, parts: object = {}) => ({
    id,
    kind: 'PDU' as const,
    label: id,
    evidence: 'RECORDED' as const,
    countsEnergy: true,
    ...parts,
  });
  const profiles = [
    of('vertiv'),
    of('apc-easy', { countsEnergy: false }),
    of('eastron', { kind: 'METER' }),
    of('pac', { evidence: 'UNVERIFIED' }),
  ];
  expect(profileOptions(profiles, 'PDU')).toEqual([
    { value: 'apc-easy', label: 'apc-easy, counts no energy' },
    { value: 'pac', label: 'pac, unverified' },
    { value: 'vertiv', label: 'vertiv' },
  ]);
  expect(profileOptions(profiles, 'METER')).toEqual([{ value: 'eastron', label: 'eastron' }]);
});
