import type { EntityManager } from '@mikro-orm/postgresql';
import type { Installation, ViewerContext } from '../../context.ts';

/** A phase is of its device's kind. */
type Source = { readonly no: number; readonly kind: 'OUTLET' | 'PDU' | 'METER' };

/** The devices of a collector's plan by id: what it may write, and under which number that is kept. */
export type DeviceBook = {
  readonly miners: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly registers: ReadonlyMap<string, { readonly no: number; readonly rolloverWh: bigint | null }>;
};

type Kept = { readonly revision: number; readonly book: DeviceBook };
const books = new WeakMap<Installation['orm'], Map<string, Kept>>();

/** The asking collector's book, read again whenever its plan's revision has changed. */
export async function deviceBook(context: ViewerContext): Promise<{ book: DeviceBook; changed: boolean }> {
  const { em, installation } = context;
  const collectorId = context.viewer.collectorId as string;
  const [state]: { plan_revision: number }[] = await em.execute(
    'select plan_revision from collector_state where id = ?',
    [collectorId],
  );
  const revision = state?.plan_revision ?? 0;
  const byCollector = books.get(installation.orm) ?? new Map<string, Kept>();
  books.set(installation.orm, byCollector);
  const kept = byCollector.get(collectorId);
  if (kept?.revision === revision) return { book: kept.book, changed: false };
  const book = await readBook(em, collectorId);
  byCollector.set(collectorId, { revision, book });
  return { book, changed: true };
}

async function readBook(em: EntityManager, collectorId: string): Promise<DeviceBook> {
  const miners: { id: string; no: number }[] = await em.execute('select id, no from miner where collector_id = ?', [
    collectorId,
  ]);
  const sources: (Source & { id: string })[] = await em.execute(
    `select id, no, 'PDU' as kind from pdu where collector_id = ? union all select id, no, 'METER' from meter where collector_id = ?
     union all select o.id, o.no, 'OUTLET' from outlet o join pdu p on p.id = o.pdu_id where p.collector_id = ?
     union all select f.id, f.no, case when f.pdu_id is null then 'METER' else 'PDU' end from phase f left join pdu p on p.id = f.pdu_id
       left join meter m on m.id = f.meter_id where coalesce(p.collector_id, m.collector_id) = ?`,
    Array(4).fill(collectorId),
  );
  const registers: { id: string; no: number; rollover_wh: string | null }[] = await em.execute(
    `select r.id, r.no, r.rollover_wh from register r left join outlet o on o.id = r.outlet_id left join pdu p on p.id = o.pdu_id
       left join meter m on m.id = r.meter_id where coalesce(p.collector_id, m.collector_id) = ?`,
    [collectorId],
  );
  return {
    miners: new Map(miners.map(({ id, no }) => [id, no])),
    sources: new Map(sources.map(({ id, no, kind }) => [id, { no, kind }])),
    registers: new Map(
      registers.map(({ id, no, rollover_wh }) => [
        id,
        { no, rolloverWh: rollover_wh === null ? null : BigInt(rollover_wh) },
      ]),
    ),
  };
}
