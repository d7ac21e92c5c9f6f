import { expect, test } from 'vitest';
import { feedsOf, MachineIndex, namesNow, planOutlet, summaryOf } from './outlet-map.view.ts';

const machine = (name: string, own: object = {}) => ({ id: `id-${name}`, name, serial: null, mac: null, ...own });
const machines = new MachineIndex([
  machine('A-001', { serial: 'SN1', mac: 'aa:bb:cc:dd:ee:01' }),
  machine('A-002'),
  machine('A-003'),
  machine('Twin', { id: 'id-twin-1' }),
  machine('twin', { id: 'id-twin-2' }),
]);
const feed = (name: string, weight = '1', to: string | null = null) => ({
  to,
  weight,
  miner: { id: `id-${name}`, name },
  site: null,
});
const outlet = (number: number, ...feeds: ReturnType<typeof feed>[]) => ({
  id: `o${number}`,
  number,
  label: `L${number}`,
  feeds,
});
const plan = (text: string, ...feeds: ReturnType<typeof feed>[]) =>
  planOutlet(outlet(1, ...feeds), 'PDU-1', text, machines);

test.each([
  { name: 'by name, whatever its case', text: 'a-001' },
  { name: 'by serial', text: 'SN1' },
  { name: 'by MAC with dashes', text: 'AA-BB-CC-DD-EE-01' },
])('a machine is found $name', ({ text }) => {
  expect(feedsOf([plan(text)])).toEqual([{ outletId: 'o1', minerId: 'id-A-001', weight: '1' }]);
});

test('what stays as it is isn’t sent', () => {
  expect(plan('A-001', feed('A-001')).change).toBeNull();
  expect(plan('a-001 ', feed('A-001')).change).toBeNull();
  expect(plan('').change).toBeNull();
  expect(feedsOf([plan('A-001', feed('A-001'))])).toEqual([]);
});

test('a feed that has ended is no feed now', () => {
  expect(namesNow(outlet(1, feed('A-001', '1', '2026-06-01T00:00:00Z')))).toBe('');
});

test('an emptied outlet is sent with nothing on it: it is free from then on', () => {
  const freed = plan('', feed('A-001'));
  expect(freed.change).toBe('A-001 → Free');
  expect(feedsOf([freed])).toEqual([{ outletId: 'o1' }]);
});

test('machines share an outlet, evenly or by weight', () => {
  expect(feedsOf([plan('A-001, A-002')]).map(({ weight }) => weight)).toEqual(['1', '1']);
  expect(feedsOf([plan('A-001:2, A-002')]).map(({ weight }) => weight)).toEqual(['2', '1']);
  expect(namesNow(outlet(1, feed('A-001', '2.000'), feed('A-002', '1.000')))).toBe('A-001:2, A-002:1');
});

test.each([
  { name: 'a stranger', text: 'Z-9', issue: 'no machine “Z-9” at this site' },
  { name: 'a name that two have', text: 'TWIN', issue: 'several machines are called “TWIN”' },
  { name: 'one twice', text: 'A-001, SN1', issue: '“SN1” stands there twice' },
  { name: 'no share', text: 'A-001:0', issue: 'a share of “A-001” is more than 0' },
])('$name is named', ({ text, issue }) => {
  expect(plan(text).issues).toEqual([issue]);
});

test('a summary counts what is fed, freed and at fault', () => {
  const outlets = [plan('A-001'), plan('', feed('A-002')), plan('Z-9')];
  expect(summaryOf(outlets)).toEqual({ mapped: 1, freed: 1, faulty: 1 });
});
