import { createHash } from 'node:crypto';
import { parseEvidence, verifyBill } from '@hashyard/rating';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activeContract, meteredMiners, registerReadings } from '../../../test/builders/contracts.ts';
import { feed } from '../../../test/builders/fleet.ts';
import { bill, juneStart } from '../../../test/builders/invoices.ts';
import { customer, installation, organization, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { jobContext } from '../../jobs.ts';
import { findDocument, piecesOf } from '../documents/index.ts';
import { Invoice } from './invoice.entity.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const hours = 30 * 24;
const at = (hour: number) => new Date(Date.parse(juneStart) + hour * 3_600_000).toISOString();

/** A month of one outlet in hours from its beginning: what it reads, who hangs on it and until when, what is known of its meter. */
const month = fc.record({
  loadsWh: fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 5, maxLength: 12 }),
  /** A neighbour's machine hangs on it too, with this weight. */
  neighbourWeight: fc.option(fc.constantFrom('1', '2', '0.5')),
  /** The machine is moved off it, and another takes its place. */
  movedAt: fc.option(fc.integer({ min: 1, max: hours - 1 })),
  swappedAt: fc.option(fc.integer({ min: 1, max: hours - 1 })),
  void: fc.option(fc.tuple(fc.integer({ min: 0, max: hours - 2 }), fc.integer({ min: 1, max: 200 }))),
  gap: fc.option(fc.tuple(fc.integer({ min: 0, max: hours - 2 }), fc.integer({ min: 2, max: 48 }))),
});
type Month = typeof month extends fc.Arbitrary<infer T> ? T : never;

async function world(months: readonly Month[]) {
  const { owner } = database();
  const organizationId = await organization(owner);
  const [ours, neighbour] = [await customer(owner, organizationId), await customer(owner, organizationId)];
  const miners = await meteredMiners(owner, organizationId, months.length);
  const neighbours = await meteredMiners(owner, organizationId, months.length);
  for (const [index, of] of months.entries()) {
    const { outlet } = miners[index] as (typeof miners)[number];
    const minerId = neighbours[index]?.id as string;
    let wh = 1_000_000;
    const rows = Array.from({ length: hours + 1 }, (_, hour): [string, number] => {
      if (hour === of.swappedAt) wh = 0;
      return [at(hour), (wh += of.loadsWh[hour % of.loadsWh.length] ?? 0)];
    });
    const end = of.swappedAt === null ? 0 : (rows[of.swappedAt - 1]?.[1] ?? 0);
    const kept = rows.filter((_, hour) => !of.gap || hour < of.gap[0] || hour > of.gap[0] + of.gap[1]);
    await registerReadings(owner, organizationId, outlet.register.no, kept);
    if (of.swappedAt !== null)
      await owner.query(
        'insert into register_replacement (id, organization_id, register_id, at, final_wh, initial_wh) values (gen_random_uuid(), $1, $2, $3, $4, 0)',
        [organizationId, outlet.register.id, at(of.swappedAt - 0.5), end],
      );
    if (of.void)
      await owner.query(
        "insert into register_void (id, organization_id, register_id, during, reason) values (gen_random_uuid(), $1, $2, tstzrange($3, $4, '[)'), 'stuck')",
        [organizationId, outlet.register.id, at(of.void[0]), at(of.void[0] + of.void[1])],
      );
    if (of.movedAt !== null) {
      await owner.query("update feed set during = tstzrange(lower(during), $2, '[)') where outlet_id = $1", [
        outlet.id,
        at(of.movedAt),
      ]);
      await feed(owner, organizationId, { outletId: outlet.id, minerId, from: at(of.movedAt) });
    } else if (of.neighbourWeight !== null)
      await feed(owner, organizationId, { outletId: outlet.id, minerId, weight: of.neighbourWeight });
  }
  const place = installation(database(), clock);
  const context = () => viewerContext(place, organizationId);
  const ids = (of: typeof miners) => of.map(({ id }) => id);
  await activeContract(context(), ours, ids(miners));
  await activeContract(context(), neighbour, ids(neighbours));
  const job = () => jobContext(place, organizationId, 'test');
  return { owner, organizationId, ours, neighbour, miners, neighbours, context, job };
}

/** June's evidence of a customer, and the bytes that it is kept as. */
async function evidenceOf({ context, job }: Awaited<ReturnType<typeof world>>, customerId: string) {
  const { invoiceIds } = await bill({ job, customerId });
  const { em } = context();
  const invoice = await em.findOneOrFail(Invoice, { id: invoiceIds[0] as string });
  const document = await findDocument(em, invoice.evidenceSha256);
  const text = document ? Buffer.concat(await piecesOf(document).toArray()).toString() : '';
  return { invoice, document, text };
}

/** Every reading of the organization, as `seconds Wh`. */
async function readingsTaken({ owner, organizationId }: Awaited<ReturnType<typeof world>>): Promise<Set<string>> {
  const { rows } = await owner.query(
    'select extract(epoch from taken_at)::bigint as at, register_wh from register_reading where organization_id = $1',
    [organizationId],
  );
  return new Set(rows.map(({ at: instant, register_wh }) => `${instant} ${register_wh}`));
}

test('whatever happened on the outlets: evidence is zipped under the hash of its text, verifies, and names no neighbour', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(month, { minLength: 1, maxLength: 3 }), async (months) => {
      const set = await world(months);
      const taken = await readingsTaken(set);
      const sides = [
        { customerId: set.ours, own: set.miners, others: set.neighbours },
        { customerId: set.neighbour, own: set.neighbours, others: set.miners },
      ];
      for (const { customerId, own, others } of sides) {
        const { invoice, document, text } = await evidenceOf(set, customerId);
        expect(createHash('sha256').update(text).digest('hex')).toBe(invoice.evidenceSha256);
        expect(document?.gzipped).toBe(true);
        const parsed = parseEvidence(JSON.parse(text));
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
        expect(verifyBill(parsed.bundle)).toEqual([]);
        for (const { id, name } of others) for (const trace of [id, name]) expect(text).not.toContain(trace);
        const units = new Set(own.map(({ name }) => name));
        for (const { feeds, readings } of parsed.bundle.registers) {
          for (const { unit } of feeds) expect(units.has(unit) || /^other-\d+$/.test(unit)).toBe(true);
          expect(feeds.some(({ unit }) => units.has(unit))).toBe(true);
          const file = Array.from(readings.at, (instant, index) => `${instant} ${readings.wh[index]}`);
          expect(file.filter((reading) => !taken.has(reading))).toEqual([]);
        }
        // The same is billed again to the same bytes.
        expect((await evidenceOf(set, customerId)).invoice.evidenceSha256).toBe(invoice.evidenceSha256);
      }
    }),
    { numRuns: 5 },
  );
}, 120_000);

test('kept evidence can be neither changed nor taken away', async () => {
  const set = await world([
    { loadsWh: [3_000], neighbourWeight: null, movedAt: null, swappedAt: null, void: null, gap: null },
  ]);
  const { invoice } = await evidenceOf(set, set.ours);
  const attacks = ["update document set bytes = 'x' where sha256 = ?", 'delete from document where sha256 = ?'];
  for (const attack of attacks)
    await expect(set.context().em.transactional((em) => em.execute(attack, [invoice.evidenceSha256]))).rejects.toThrow(
      'permission denied',
    );
});
