import type { EntityManager } from '@mikro-orm/postgresql';
import type { Installation, ViewerContext } from '../../context.ts';
import { type Known, patience } from '../../database/patience.ts';

/** A phase is of its device's kind. */
type Source = { readonly no: number; readonly kind: 'OUTLET' | 'PDU' | 'METER' };

/** The devices of a collector's plan by id: what it may write, and under which number that is kept. */
export type DeviceBook = {
  readonly miners: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly registers: ReadonlyMap<string, { readonly no: number; readonly rolloverWh: bigint | null }>;
};

type Kept = { readonly revision: number; readonly book: DeviceBook };
type Answer = { readonly book: DeviceBook; readonly changed: boolean };
const books = new WeakMap<Installation['orm'], Map<string, Known<Kept>>>();

/**
 * The asking collector's book, read again whenever its plan's revision has changed; the one that is known while the
 * database stands still.
 */
export async function deviceBook(context: ViewerContext): Promise<Answer> {
  const { installation } = context;
  const collectorId = context.viewer.collectorId as string;
  const byCollector = books.get(installation.orm) ?? new Map<string, Known<Kept>>();
  books.set(installation.orm, byCollector);
  const known = byCollector.get(collectorId);
  const asked = async (): Promise<Answer> => {
    const askedAtMs = performance.now();
    const revision = await revisionOf(context, collectorId);
    const changed = known?.value.revision !== revision;
    const book = changed ? await readBook(context.em, collectorId) : known.value.book;
    byCollector.set(collectorId, { value: { revision, book }, askedAtMs });
    return { book, changed };
  };
  return patience(installation.orm).ask(
    asked,
    known ? { value: { book: known.value.book, changed: false }, askedAtMs: known.askedAtMs } : null,
  );
}

async function revisionOf({ em }: ViewerContext, collectorId: string): Promise<number> {
  const [state]: { plan_revision: number }[] = await em.execute(
    'select plan_revision from collector_state where id = ?',
    [collectorId],
  );
  return state?.plan_revision ?? 0;
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
