import type { EntityManager } from '@mikro-orm/postgresql';
import { Temporal } from 'temporal-polyfill';
import { prepared } from '../../database/prepared.ts';
import type { BilledPart } from './billed-part.ts';
import type { Period } from './period.rules.ts';
import type { Rated } from './rate-bundle.ts';
import { isUnusual, type MonthOfUse } from './variance.rules.ts';

const formerMonths = 3;

/** Contracts of a bill whose energy is far from that of the months before, as billed. Rated power never varies by itself. */
export async function unusualUse(
  em: EntityManager,
  parts: readonly BilledPart[],
  rated: Rated,
  period: Period,
): Promise<string[]> {
  const measured = parts.filter(({ billingMethod }) => billingMethod === 'METERED' || billingMethod === 'HASH');
  if (measured.length === 0) return [];
  const former = await formerUse(em, measured, period);
  return measured.flatMap(({ contract: { id, number }, startsOn, endsOn }) => {
    const now = useOf(rated, number as string, daysBetween(startsOn, endsOn));
    return isUnusual(now, former.get(id) ?? []) ? [number as string] : [];
  });
}

function useOf({ bill, usage }: Rated, contract: string, days: number): MonthOfUse {
  let [kwh, units] = [0, 0];
  bill.lines.forEach((line, index) => {
    if (line.contract !== contract || line.component !== 'ENERGY') return;
    kwh += Number(line.quantity);
    units = Math.max(units, usage[index]?.length ?? 0);
  });
  return { kwh, unitDays: units * days };
}

type FormerLine = { contract_id: string; invoice_id: string; quantity: string; units: number; days: number };

/** The months that were billed before, the latest of each contract. */
async function formerUse(
  em: EntityManager,
  parts: readonly BilledPart[],
  period: Period,
): Promise<Map<string, MonthOfUse[]>> {
  const lines = await prepared<FormerLine>(
    em,
    `select l.contract_id, l.invoice_id, l.quantity, (select count(*)::int from invoice_line_usage u where u.line_id = l.id) as units,
       (select max(c.ends_on - c.starts_on) from billed_claim c where c.invoice_id = i.id and c.contract_id = l.contract_id and c.component = 'ENERGY') as days
     from invoice i join invoice_line l on l.invoice_id = i.id
     where l.contract_id = any (?::uuid[]) and l.component = 'ENERGY' and i.number is not null and i.status <> 'CANCELLED'
       and i.starts_on < ?::date and i.starts_on >= ?::date - make_interval(months => ?)`,
    [`{${parts.map(({ contract }) => contract.id).join(',')}}`, period.startsOn, period.startsOn, formerMonths],
  );
  const months = new Map<string, Map<string, MonthOfUse>>();
  for (const { contract_id, invoice_id, quantity, units, days } of lines) {
    const of = months.get(contract_id) ?? new Map<string, MonthOfUse>();
    const before = of.get(invoice_id);
    const unitDays = Math.max(before?.unitDays ?? 0, units * days);
    months.set(contract_id, of.set(invoice_id, { kwh: (before?.kwh ?? 0) + Number(quantity), unitDays }));
  }
  return new Map([...months].map(([contractId, of]) => [contractId, [...of.values()]]));
}

const daysBetween = (from: string, to: string): number => Temporal.PlainDate.from(from).until(to).days;
