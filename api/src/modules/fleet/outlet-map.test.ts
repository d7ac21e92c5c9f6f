import { describe, expect, test } from 'vitest';
import { feed, miner, pdu, rack, site } from '../../../test/builders/fleet.ts';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { installation } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));
const july = '2026-07-01T00:00:00Z';

const fields = `... on OutletMapping { dryRun mapped freed unchanged
  changes { outlet { number } before { name weight } after { name weight } } }`;

/** A PDU with four outlets and three machines, of which A-001 hangs on outlet 1 since January. */
async function scene() {
  const { owner } = database();
  const { client, organizationId } = await operator(database(), server().client());
  const siteId = await site(owner, organizationId);
  const { id: pduId, outlets } = await pdu(owner, organizationId, { siteId, name: 'PDU-1', outlets: 4 });
  const { id: rackId, slotIds } = await rack(owner, organizationId, siteId, { name: 'R-1', rows: 2, columns: 2 });
  const machine = (name: string, slot: number, serial: string) =>
    miner(owner, organizationId, { siteId, name, serial, slotId: slotIds[slot] });
  const machines = [
    await machine('A-001', 0, `S1-${siteId}`),
    await machine('A-002', 1, `S2-${siteId}`),
    await machine('A-003', 3, `S3-${siteId}`),
  ];
  await feed(owner, organizationId, { outletId: outlets[0]?.id, minerId: machines[0]?.id });
  const importMap = (rows: object[], parts: object = {}) =>
    mutate(client, 'importOutletMap', { siteId, rows, from: july, ...parts }, fields);
  const byPattern = (patterns: object[], parts: object = {}) =>
    mutate(client, 'mapOutletsByPattern', { patterns, from: july, ...parts }, fields);
  const feeds = async () =>
    (
      await owner.query(
        `select o.number, m.name, f.weight::float, upper(f.during) as until from feed f join outlet o on o.id = f.outlet_id
         join miner m on m.id = f.miner_id where o.pdu_id = $1 order by o.number, lower(f.during), m.name`,
        [pduId],
      )
    ).rows.map(({ number, name, weight, until }) => `${number} ${name} ${weight}${until ? ' until July' : ''}`);
  return { owner, client, organizationId, siteId, pduId, rackId, outlets, machines, importMap, byPattern, feeds };
}

const row = (outlet: string | number, machine: string | null = '', parts: object = {}) => ({
  pdu: 'PDU-1',
  outlet: String(outlet),
  machine,
  ...parts,
});

describe('a file of outlets', () => {
  test('says first what it would change and writes nothing, then writes just that', async () => {
    const { importMap, feeds, siteId, outlets, owner } = await scene();
    await owner.query("update outlet set label = 'Row B' where id = $1", [outlets[2]?.id]);
    const rows = [
      row(1, 'a-001'),
      row(2, `S2-${siteId}`, { pdu: 'pdu-1', weight: '2' }),
      row(2, 'A-003', { weight: '1.0' }),
      row('row b'),
    ];
    const would = await importMap(rows, { dryRun: true });
    expect(would).toMatchObject({ dryRun: true, mapped: 1, freed: 0, unchanged: 2 });
    expect(would.changes).toEqual([
      {
        outlet: { number: 2 },
        before: [],
        after: [
          { name: 'A-002', weight: '2' },
          { name: 'A-003', weight: '1' },
        ],
      },
    ]);
    expect(await feeds()).toEqual(['1 A-001 1']);
    expect(await importMap(rows)).toEqual({ ...would, dryRun: false });
    expect(await feeds()).toEqual(['1 A-001 1', '2 A-002 2', '2 A-003 1']);
    expect(await importMap(rows)).toMatchObject({ mapped: 0, unchanged: 3, changes: [] });
  });

  test('ends what hung there at the instant; what was before stays', async () => {
    const { importMap, feeds } = await scene();
    expect(await importMap([row(1, 'A-002')])).toMatchObject({
      changes: [{ before: [{ name: 'A-001' }], after: [{ name: 'A-002' }] }],
    });
    expect(await feeds()).toEqual(['1 A-001 1 until July', '1 A-002 1']);
    expect(await importMap([row(1)], { from: '2026-08-01T00:00:00Z' })).toMatchObject({ freed: 1, mapped: 0 });
    // What was to come from August on is replaced by what holds from July on.
    expect(await importMap([row(1, 'A-002')])).toMatchObject({ mapped: 1 });
    expect(await feeds()).toEqual(['1 A-001 1 until July', '1 A-002 1']);
  });

  test('of each of 26 kinds of bad rows names the row and the column, and nothing is written', async () => {
    const { owner, organizationId, siteId, outlets, machines, importMap, feeds } = await scene();
    const elsewhere = await site(owner, organizationId);
    await pdu(owner, organizationId, { siteId: elsewhere, name: 'PDU-2', outlets: 1 });
    await miner(owner, organizationId, { siteId: elsewhere, name: 'B-001' });
    await miner(owner, organizationId, { siteId, name: `S3-${siteId}`, serial: null });
    await owner.query("update outlet set label = 'Twin' where id = any ($1)", [[outlets[0]?.id, outlets[1]?.id]]);
    await pdu(owner, organizationId, { siteId, name: 'PDU-3', outlets: 1 });
    await owner.query(
      "update pdu set retired_at = now(), collector_id = null, address = null, rack_id = null where name = 'PDU-3'",
    );
    await owner.query(
      'update miner set retired_at = now(), slot_id = null, collector_id = null, address = null where id = $1',
      [machines[1]?.id],
    );
    const bad: [name: string, row: object, column: string, code: string][] = [
      ['no PDU', row(1, 'A-001', { pdu: '' }), 'pdu', 'REQUIRED'],
      ['an unknown PDU', row(1, 'A-001', { pdu: 'PDU-9' }), 'pdu', 'NOT_FOUND'],
      ['a PDU of another site', row(1, 'A-001', { pdu: 'PDU-2' }), 'pdu', 'NOT_FOUND'],
      ['a retired PDU', row(1, 'A-001', { pdu: 'PDU-3' }), 'pdu', 'NOT_FOUND'],
      ['a PDU in two lines', row(1, 'A-001', { pdu: 'PDU\n-1' }), 'pdu', 'UNSAFE_TEXT'],
      ['an endless PDU', row(1, 'A-001', { pdu: 'P'.repeat(201) }), 'pdu', 'TOO_LONG'],
      ['no outlet', row('', 'A-001'), 'outlet', 'REQUIRED'],
      ['an unknown outlet', row(5, 'A-001'), 'outlet', 'NOT_FOUND'],
      ['a negative outlet', row(-1, 'A-001'), 'outlet', 'NOT_FOUND'],
      ['half an outlet', row('1.5', 'A-001'), 'outlet', 'NOT_FOUND'],
      ['a label that two have', row('Twin', 'A-001'), 'outlet', 'DUPLICATE'],
      ['an endless outlet', row('1'.repeat(201), 'A-001'), 'outlet', 'TOO_LONG'],
      ['an unknown machine', row(3, 'Z-9'), 'machine', 'NOT_FOUND'],
      ['a machine of another site', row(3, 'B-001'), 'machine', 'NOT_FOUND'],
      ['a retired machine', row(3, 'A-002'), 'machine', 'NOT_FOUND'],
      ['a name that is another’s serial', row(3, `S3-${siteId}`), 'machine', 'DUPLICATE'],
      ['a machine in two lines', row(3, 'A\t001'), 'machine', 'UNSAFE_TEXT'],
      ['an endless machine', row(3, 'A'.repeat(201)), 'machine', 'TOO_LONG'],
      ['a share of nothing', row(3, 'A-001', { weight: '0' }), 'weight', 'OUT_OF_RANGE'],
      ['a negative share', row(3, 'A-003', { weight: '-1' }), 'weight', 'NEGATIVE'],
      ['a share too fine', row(3, 'A-003', { weight: '1.0000001' }), 'weight', 'TOO_PRECISE'],
      ['a share too large', row(3, 'A-003', { weight: '1000000' }), 'weight', 'OUT_OF_RANGE'],
      ['a share in words', row(3, 'A-003', { weight: 'half' }), 'weight', 'OUT_OF_RANGE'],
      ['a share of a free outlet', row(4, '', { weight: '2' }), 'weight', 'NOT_FOR_TYPE'],
      ['a free outlet twice', row(4), 'outlet', 'DUPLICATE'],
      ['a free outlet with a machine', row(4, 'A-003'), 'outlet', 'DUPLICATE'],
    ];
    const answer = await importMap([row(2, 'A-003'), ...bad.map(([, one]) => one), row(2, 'a-003')]);
    expect(answer.__typename).toBe('InvalidInput');
    const found = answer.issues.map(
      ({ code, path }: { code: string; path: string[] }) => `${path.slice(1).join('.')} ${code}`,
    );
    for (const [index, [name, , column, code]] of bad.entries())
      expect(found, name).toContain(`rows.${index + 1}.${column} ${code}`);
    expect(found).toContain(`rows.${bad.length + 1}.machine DUPLICATE`);
    expect(found.filter((one: string) => one.startsWith('rows.0.'))).toEqual([]);
    expect(await feeds()).toEqual(['1 A-001 1']);
  });

  test('has between 1 and 5,000 rows, of one’s own site', async () => {
    const { importMap } = await scene();
    const other = await scene();
    expect(await importMap([])).toMatchObject({ issues: [{ code: 'REQUIRED', path: ['input', 'rows'] }] });
    expect(await importMap(Array(5_001).fill(row(1, 'A-001')))).toMatchObject({ issues: [{ code: 'TOO_MANY' }] });
    expect(await importMap([row(1)], { siteId: other.siteId })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a pattern', () => {
  test('maps each outlet to the slot of its number; an empty slot frees its outlet', async () => {
    const { client, byPattern, feeds, pduId, rackId } = await scene();
    const would = await byPattern([{ pduId, rackId }], { dryRun: true });
    expect(would).toMatchObject({ mapped: 2, freed: 0, unchanged: 2 });
    expect(await feeds()).toEqual(['1 A-001 1']);
    const unmapped = async () =>
      (await client.graphql('{ miners(filter: { unmapped: true }) { nodes { name } } }')).data.miners.nodes;
    expect(await unmapped()).toEqual([{ name: 'A-002' }, { name: 'A-003' }]);
    await byPattern([{ pduId, rackId }]);
    expect(await feeds()).toEqual(['1 A-001 1', '2 A-002 1', '4 A-003 1']);
    expect(await unmapped()).toEqual([]);
  });

  test('begins where it is told, counts down the columns, and goes as far as it is told', async () => {
    const { byPattern, feeds, pduId, rackId } = await scene();
    // Down the columns the rack holds A-001, nothing, A-002, A-003.
    const parts = { firstOutlet: 2, firstSlot: 2, count: 2, order: 'COLUMNS' };
    expect(await byPattern([{ pduId, rackId, ...parts }])).toMatchObject({
      mapped: 1,
      unchanged: 1,
      changes: [{ outlet: { number: 3 }, after: [{ name: 'A-002' }] }],
    });
    expect(await feeds()).toEqual(['1 A-001 1', '3 A-002 1']);
  });

  test.each([
    { name: 'outlets that there are not', parts: { firstOutlet: 5 }, at: 'firstOutlet' },
    { name: 'slots that there are not', parts: { firstSlot: 5 }, at: 'firstSlot' },
    { name: 'more than both have', parts: { count: 5 }, at: 'count' },
    { name: 'none', parts: { count: 0 }, at: 'count' },
  ])('of $name is refused', async ({ parts, at }) => {
    const { byPattern, pduId, rackId } = await scene();
    expect((await byPattern([{ pduId, rackId, ...parts }])).issues).toContainEqual({
      code: 'OUT_OF_RANGE',
      path: ['input', 'patterns', '0', at],
    });
  });

  test('names an outlet once, and a rack of the PDU’s own site', async () => {
    const { owner, organizationId, byPattern, pduId, rackId } = await scene();
    const twice = await byPattern([
      { pduId, rackId, count: 2 },
      { pduId, rackId, firstOutlet: 2 },
    ]);
    expect(twice.issues).toContainEqual({ code: 'DUPLICATE', path: ['input', 'patterns', '1'] });
    const { id: away } = await rack(owner, organizationId, await site(owner, organizationId));
    expect(await byPattern([{ pduId, rackId: away }])).toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'patterns', '0', 'rackId'],
    });
  });
});
