import type { Bill, UnitUsage } from '@hashyard/rating';
import type { EntityManager } from '@mikro-orm/postgresql';
import { prepared } from '../../database/prepared.ts';
import type { UnverifiedUse } from './holds.rules.ts';

const unverifiedSql = /* sql */ `
  from register g left join outlet o on o.id = g.outlet_id left join pdu p on p.id = o.pdu_id left join meter t on t.id = g.meter_id
  where coalesce(p.profile_evidence, t.profile_evidence) = 'UNVERIFIED'
    and coalesce(p.profile_confirmed_at, t.profile_confirmed_at) is null`;

/**
 * What a bill takes from registers whose device is read by a profile that rests on no recording or document, and that
 * nobody vouched for yet (`confirmProfile`). `registerId`: of a register's id in the evidence.
 */
export async function unverifiedUse(
  em: EntityManager,
  bill: Bill,
  usage: readonly (readonly UnitUsage[])[],
  registerId: ReadonlyMap<string, string>,
): Promise<UnverifiedUse[]> {
  if (registerId.size === 0) return [];
  const rows = await prepared<{ id: string }>(em, `select g.id ${unverifiedSql} and g.id = any (?::uuid[])`, [
    `{${[...registerId.values()].join(',')}}`,
  ]);
  const unverified = new Set(rows.map(({ id }) => id));
  if (unverified.size === 0) return [];
  const found = new Map<string, UnverifiedUse>();
  bill.lines.forEach(({ contract }, index) => {
    for (const { unit, registers } of usage[index] ?? [])
      for (const register of registers)
        if (contract !== null && unverified.has(registerId.get(register) ?? ''))
          found.set(`${contract}\n${register}\n${unit}`, { contractNumber: contract, register, unit });
  });
  return [...found.values()];
}

/** Whether an invoice still takes energy from such a device; confirming its profile ends it without a new rating. */
export async function isStillUnverified(em: EntityManager, invoiceId: string): Promise<boolean> {
  const rows: unknown[] = await em.execute(
    `select 1 ${unverifiedSql} and g.id in (select unnest(u.register_ids) from invoice_line_usage u where u.invoice_id = ?) limit 1`,
    [invoiceId],
  );
  return rows.length > 0;
}
