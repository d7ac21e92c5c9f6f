import { expect, test } from 'vitest';
import { pairUp, patternsOf } from './pattern.view.ts';

const pdu = (name: string, rack?: string) => ({ id: name, name, rack: rack ? { id: rack, name: rack } : null });
const racks = ['R10', 'R1', 'R2'].map((name) => ({ id: name, name }));
const racksOf = (pairs: ReturnType<typeof pairUp>) => [...pairs].map(([id, { rackId }]) => `${id}=${rackId}`);

test('PDUs go with racks in the order of their names, or with their own', () => {
  expect(racksOf(pairUp([pdu('P2'), pdu('P10'), pdu('P1'), pdu('P11')], racks))).toEqual([
    'P1=R1',
    'P2=R2',
    'P10=R10',
    'P11=',
  ]);
  expect(racksOf(pairUp([pdu('P1', 'R2'), pdu('P2')], racks))).toEqual(['P1=R2', 'P2=']);
});

test('what has a rack is sent, blank numbers left out; a number that is none sends nothing', () => {
  const pairs = new Map([
    ['P1', { rackId: 'R1', firstOutlet: '', firstSlot: '3', count: '' }],
    ['P2', { rackId: '', firstOutlet: '', firstSlot: '', count: '' }],
  ]);
  expect(patternsOf(pairs, 'ROWS')).toEqual([
    { pduId: 'P1', rackId: 'R1', order: 'ROWS', firstOutlet: undefined, firstSlot: 3, count: undefined },
  ]);
  expect(
    patternsOf(new Map([['P1', { rackId: 'R1', firstOutlet: 'x', firstSlot: '', count: '' }]]), 'ROWS'),
  ).toBeNull();
});
