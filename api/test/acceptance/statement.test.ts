import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { Client } from '../client.ts';
import { billOf, hours, registerOf, sendRegisters } from './billing.ts';
import { contractOf, customerOf, siteOf, speaking, useWorld } from './world.ts';

/** What no other host's invoice does: U1, U2 and U9 of the product's list. */
const world = useWorld();
const { host, guest, at } = world;
const [juneStart, julyStart, augustStart] = ['2026-06-01T05:00:00Z', '2026-07-01T05:00:00Z', '2026-08-01T05:00:00Z'];

const folder = mkdtempSync(join(tmpdir(), 'hashyard-statement-'));
afterAll(() => rmSync(folder, { recursive: true }));
const cli = fileURLToPath(new URL('../../../rating/src/cli.ts', import.meta.url));

/** The free tool over a file, as anybody runs it: its exit code and what it says. */
function verify(file: object): Promise<{ code: number; said: string }> {
  const path = join(folder, 'evidence.json');
  writeFileSync(path, JSON.stringify(file));
  return new Promise((resolve) =>
    execFile(process.execPath, [cli, 'verify', path], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    ),
  );
}

/** A customer with a machine of 3 kW that was read each hour of June, and its portal. */
async function scene(rows: (takenAt: string, hour: number) => number | null = (_, hour) => hour * 3_000) {
  const us = await host();
  const site = await siteOf(us, { machines: 1 });
  const customer = await customerOf(us);
  const contract = await contractOf(us, customer.id, site.minerIds, { rate: '0.0725' });
  const registerId = registerOf(site.miners[0]);
  const readings = [...hours(juneStart, julyStart), julyStart].flatMap((takenAt, hour) => {
    const wh = rows(takenAt, hour);
    return wh === null ? [] : [[registerId, takenAt, wh] as const];
  });
  await sendRegisters(world, site.token, readings);
  const portal = async () => speaking(await us.person('CUSTOMER_OWNER', customer.id));
  return { us, site, customer, contract, registerId, portal };
}
const june = (set: Awaited<ReturnType<typeof scene>>) => billOf(set.us, world, '2026-06', set.customer.id);
/** What a test looks at of an evidence file. */
type File = {
  contracts: { prices: object[] }[];
  registers: { readings: [takenAt: string, wh: string][] }[];
  billed: { lines: object[] };
};
const fileAt = async (client: Client, path: string) => (await (await client.fetch(path)).json()) as File;

test('U1: an invoice line opens to its intervals with their quality, its tariff row and the raw readings, and is recomputed to the cent with a free tool', async () => {
  const set = await scene();
  const { id } = await june(set);
  await set.us.do('issueInvoice', { invoiceId: id }, '... on Invoice { number }');
  const portal = await set.portal();
  const line = (
    await portal.ask(
      `query($id: ID!) { invoice(id: $id) { evidenceUrl evidenceSha256 lines { rate quantity amount { amount } units { unit energyKwh registerIds } } } }`,
      { id },
    )
  ).invoice;
  expect(line.lines).toEqual([
    {
      rate: '0.072500',
      quantity: '2160.000',
      amount: { amount: '156.60' },
      units: [{ unit: 'Odessa 1', energyKwh: '2160.000', registerIds: [set.registerId] }],
    },
  ]);
  const range = 'from: "2026-06-10T00:00:00Z", to: "2026-06-10T02:00:00Z"';
  const { node } = await portal.ask(
    `query($id: ID!) { node(id: $id) { ... on Register { intervals(${range}) { nodes { from energyWh quality rule } } readings(${range}) { nodes { takenAt registerWh source } } } } }`,
    { id: set.registerId },
  );
  const hour = 211; // from midnight in Chicago on 1 June to 00:00Z on the tenth
  expect(node).toEqual({
    intervals: {
      nodes: ['2026-06-10T00:00:00Z', '2026-06-10T01:00:00Z'].map((from) => ({
        from,
        energyWh: '3000',
        quality: 'MEASURED',
        rule: 'DIFFERENCE',
      })),
    },
    readings: {
      nodes: ['2026-06-10T00:00:00Z', '2026-06-10T01:00:00Z'].map((takenAt, index) => ({
        takenAt,
        registerWh: String((hour + index) * 3_000),
        source: 'DEVICE',
      })),
    },
  });
  // The file has the same, and needs no server.
  const file = await fileAt(portal.client, line.evidenceUrl);
  expect(file.contracts[0]?.prices).toMatchObject([{ component: 'ENERGY', rate: '0.072500' }]);
  expect(await verify(file)).toMatchObject({ code: 0 });
  const last = file.registers[0]?.readings.at(-1) as [string, string];
  last[1] = '2163000';
  const altered = await verify(file);
  expect(altered.code).toBe(1);
  expect(altered.said).toContain('156.82');
  for (const stranger of [guest(), (await host()).client])
    expect((await stranger.fetch(line.evidenceUrl)).status).toBe(404);
});

test('U2: what is measured and what is estimated stand apart on the invoice, each with its rule; what a person put in, and a reading by hand, with name and reason', async () => {
  // Nothing was heard from noon to two on the fifth, nor in the last four hours of June, and the count began again after the first.
  const [lost, back] = ['2026-06-05T17:00:00Z', '2026-06-05T19:00:00Z'];
  const set = await scene((takenAt, hour) => {
    if ((takenAt > lost && takenAt < back) || takenAt > '2026-07-01T01:00:00Z') return null;
    return takenAt < back ? hour * 3_000 : (hour - 110) * 3_000;
  });
  const { us, registerId } = set;
  const shown = async (of: Pick<typeof us, 'ask'>, from: string, to: string) => {
    const { node } = await of.ask(
      `query($id: ID!, $from: DateTime!, $to: DateTime!) { node(id: $id) { ... on Register { intervals(from: $from, to: $to) { nodes { energyWh quality rule method } } } } }`,
      { id: registerId, from, to },
    );
    return node.intervals.nodes;
  };
  const draft = await june(set);
  expect(draft).toMatchObject({ status: 'DRAFT', energyKwh: '2160.000', estimatedKwh: '18.000' });
  expect(await shown(us, lost, back)).toEqual([
    { energyWh: '6000', quality: 'ESTIMATED', rule: 'RESET', method: 'PERIOD_MEAN' },
  ]);
  // Somebody reads the display for the end of June, and a hand meter for the hours that were lost.
  await us.do(
    'recordManualReading',
    { registerId, takenAt: julyStart, registerWh: String((720 - 110) * 3_000 - 400), reason: 'read off the display' },
    '... on Register { id }',
  );
  await us.do(
    'estimateEnergy',
    { registerId, from: lost, to: back, energyWh: '5900', reason: 'clamp meter' },
    '... on Register { id }',
  );
  await us.do('recomputeInvoice', { invoiceId: draft.id }, '... on Invoice { id }');
  await us.do('issueInvoice', { invoiceId: draft.id }, '... on Invoice { number }');
  const portal = await set.portal();
  const fields = 'energyKwh estimatedKwh lines { quantity estimatedKwh units { energyKwh estimatedKwh } }';
  const { invoice } = await portal.ask(`query($id: ID!) { invoice(id: $id) { ${fields} } }`, { id: draft.id });
  const kwh = { estimatedKwh: '5.900' };
  expect(invoice).toEqual({
    energyKwh: '2159.500',
    ...kwh,
    lines: [{ quantity: '2159.500', ...kwh, units: [{ energyKwh: '2159.500', ...kwh }] }],
  });
  expect(await shown(portal, lost, back)).toEqual([
    { energyWh: '5900', quality: 'ESTIMATED', rule: 'RESET', method: 'BY_HAND' },
  ]);
  expect(await shown(portal, '2026-07-01T01:00:00Z', julyStart)).toEqual([
    { energyWh: '11600', quality: 'MEASURED', rule: 'INTERPOLATED', method: null },
  ]);
  const { meterEvents } = await us.ask(
    'query($siteId: ID!, $from: DateTime!, $to: DateTime!) { meterEvents(siteId: $siteId, from: $from, to: $to) { nodes { kind actor detail } } }',
    { siteId: set.site.siteId, from: juneStart, to: '2026-07-02T00:00:00Z' },
  );
  expect(meterEvents.nodes).toEqual([
    { kind: 'MANUAL_READING', actor: 'Pat Person', detail: 'read off the display' },
    { kind: 'RESET', actor: null, detail: expect.stringContaining(' Wh, then ') },
    { kind: 'ESTIMATED_BY_HAND', actor: 'Pat Person', detail: 'clamp meter' },
  ]);
  const { node } = await portal.ask(
    'query($id: ID!) { node(id: $id) { ... on Register { readings(from: "2026-07-01T04:00:00Z", to: "2026-07-01T06:00:00Z") { nodes { source } } } } }',
    { id: registerId },
  );
  expect(node.readings.nodes).toEqual([{ source: 'MANUAL' }]);
});

test('U9: an issued invoice never changes; late data becomes an adjustment on the next bill, which names it and carries its own evidence', async () => {
  // The last twelve hours of June were not heard of.
  const set = await scene((takenAt, hour) => (takenAt > '2026-06-30T17:00:00Z' ? null : hour * 3_000));
  const { us, site, registerId } = set;
  const { id } = await june(set);
  await us.do('issueInvoice', { invoiceId: id }, '... on Invoice { number }');
  const portal = await set.portal();
  const paper = async (of: Client) =>
    Promise.all(
      [`/documents/invoices/${id}.pdf`, `/documents/invoices/${id}/evidence.json`].map(async (path) => {
        const response = await of.fetch(path);
        return [response.status, Buffer.from(await response.arrayBuffer()).toString('base64')];
      }),
    );
  const whole = `query($id: ID!) { invoice(id: $id) { number total { amount } energyKwh estimatedKwh evidenceSha256 pdfSha256 billToName lines { quantity rate amount { amount } } } }`;
  const [before, papers] = [await portal.ask(whole, { id }), await paper(portal.client)];
  expect(before.invoice).toMatchObject({ number: 'INV-000001', energyKwh: '2160.000', estimatedKwh: '36.000' });
  for (const [mutation, input] of [
    ['recomputeInvoice', { invoiceId: id }],
    ['holdInvoice', { invoiceId: id, reason: 'too late' }],
  ] as const)
    expect(await us.refused(mutation, input)).toMatchObject({ code: 'WRONG_STATE' });
  // The spool comes, half a day late: the machine had been off for six of the hours.
  const late = [...hours('2026-06-30T18:00:00Z', augustStart), augustStart].map((takenAt) => {
    const hour = (Date.parse(takenAt) - Date.parse(juneStart)) / 3_600_000;
    const off = Math.min(6, Math.max(0, hour - 708));
    return [registerId, takenAt, (hour - off) * 3_000] as const;
  });
  await us.do('updateCustomer', { customerId: set.customer.id, name: 'Another Name' }, '... on Customer { id }');
  await at('2026-08-01T12:00:00Z', async () => {
    await sendRegisters(world, site.token, late);
    const staff = { ...us, ...speaking(await us.person('OWNER')) };
    const july = await billOf(staff, world, '2026-07', set.customer.id);
    expect(july.lines.map(({ component, description, amount }) => [component, description, amount.amount])).toEqual([
      ['ENERGY', 'Energy, metered', '161.82'],
      ['ADJUSTMENT', 'Correction of INV-000001, line 1: 2142.000 kWh in 2026-06, billed 2160.000 kWh', '-1.30'],
    ]);
    await staff.do('issueInvoice', { invoiceId: july.id }, '... on Invoice { number }');
    const customer = await set.portal();
    expect(await customer.ask(whole, { id })).toEqual(before);
    expect(await paper(customer.client)).toEqual(papers);
    const { invoice } = await customer.ask(
      'query($id: ID!) { invoice(id: $id) { adjustments { corrects { number } correctsPosition evidenceUrl amount { amount } } } }',
      { id: july.id },
    );
    expect(invoice.adjustments).toMatchObject([
      { corrects: { number: 'INV-000001' }, correctsPosition: 1, amount: { amount: '-1.30' } },
    ]);
    const file = await fileAt(customer.client, invoice.adjustments[0].evidenceUrl);
    expect(file.billed.lines[0]).toMatchObject({ quantity: '2142.000', amount: '155.30' });
    expect(await verify(file)).toMatchObject({ code: 0 });
  });
});
