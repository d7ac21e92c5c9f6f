import type { EntityManager } from '@mikro-orm/postgresql';
import { managerForNobody } from '../../database/scope.ts';
import type { Installation } from '../../context.ts';
import type { Job } from '../../jobs.ts';

const dayMs = 86_400_000;

/** Months, and days of 5-minute means, whose partitions this process has seen. They only ever go when past retention. */
const seen = new WeakMap<Installation['orm'], Set<string>>();

/** Days of machines' means, of electrical means, and months of all else. */
type Unit = 'day' | 'electrical' | 'month';

type Span = { readonly fromMs: number; readonly toMs: number };

/**
 * Makes the partitions that readings of these times need, and asks the database only for those it hasn't seen. Apart
 * from the transaction that writes: a partition made is there for everybody at once.
 */
export async function ensurePartitions(
  { orm }: { readonly orm: Installation['orm'] },
  needed: { minutes?: Span | null; months?: Span | null; electrical?: Span | null },
): Promise<void> {
  const known = seen.get(orm) ?? new Set<string>();
  seen.set(orm, known);
  const em = managerForNobody(orm);
  await ensure(em, known, needed.months ?? null, 'month', 'select ensure_telemetry_partitions(?, ?)');
  await ensure(em, known, needed.minutes ?? null, 'day', 'select ensure_minute_partitions(?, ?)');
  await ensure(em, known, needed.electrical ?? null, 'electrical', 'select ensure_electrical_partitions(?, ?)');
}

async function ensure(
  em: EntityManager,
  known: Set<string>,
  span: Span | null,
  unit: Unit,
  sql: string,
): Promise<void> {
  if (!span) return;
  const keys = keysOf(span, unit).filter((key) => !known.has(key));
  if (keys.length === 0) return;
  await em.execute(sql, [new Date(span.fromMs), new Date(span.toMs)]);
  for (const key of keys) known.add(key);
}

function keysOf({ fromMs, toMs }: Span, unit: Unit): string[] {
  const keyOf = (at: number) => `${unit} ${new Date(at).toISOString().slice(0, unit === 'month' ? 7 : 10)}`;
  const keys = new Set<string>();
  for (let at = fromMs; at < toMs; at += dayMs) keys.add(keyOf(at));
  return [...keys.add(keyOf(toMs))];
}

/** The span of some times; null of none. */
export function spanOf(times: Iterable<number>): Span | null {
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const at of times) [fromMs, toMs] = [Math.min(fromMs, at), Math.max(toMs, at)];
  return fromMs <= toMs ? { fromMs, toMs } : null;
}

/** Daily: partitions for the week and two months ahead, away with what is past its retention (rejected rows too), and every organization's days. */
export const keepPartitions: Job<Record<string, never>> = async ({ installation, now }) => {
  const nowMs = now().getTime();
  await ensurePartitions(installation, {
    minutes: { fromMs: nowMs, toMs: nowMs + 7 * dayMs },
    electrical: { fromMs: nowMs, toMs: nowMs + 7 * dayMs },
    months: { fromMs: nowMs, toMs: nowMs + 62 * dayMs },
  });
  const em = managerForNobody(installation.orm);
  await em.execute('select drop_expired_telemetry(?), drop_expired_electrical(?)', [now(), now()]);
  await em.execute('select drop_expired_rejects(?)', [now()]);
  await em.execute("select queue_for_organizations('rollUpDays')");
};
