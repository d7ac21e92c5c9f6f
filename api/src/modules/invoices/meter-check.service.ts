import type { EntityManager } from '@mikro-orm/postgresql';
import { formatInstant, type LineDays, zoneClock } from '@hashyard/rating';
import { Assignment } from '../contracts/contract.entity.ts';
import { countedBy, type UnitOfInterest } from '../metering/index.ts';
import type { InvoiceLine } from './invoice.entity.ts';
import { kwhToWh } from './line.rules.ts';
import { comparable } from './meter-check.rules.ts';
import { unitIdOf } from './units.ts';

/**
 * Notes beside each energy line of a draft what the PDUs' meters counted for its machines in its time. Metered lines are
 * made of it; calculated ones are held against it. Overage has its machines' energy in its energy line already.
 */
export async function checkAgainstMeters(
  em: EntityManager,
  lines: readonly InvoiceLine[],
  days: readonly LineDays[],
): Promise<void> {
  for (const line of lines) {
    if (line.component !== 'ENERGY') continue;
    const metered = line.contract?.getEntity().billingMethod === 'METERED';
    line.meteredWh = metered
      ? kwhToWh(line.quantity) - kwhToWh(line.estimatedKwh ?? '0')
      : await countedFor(em, line, days[line.position - 1]);
  }
}

async function countedFor(em: EntityManager, line: InvoiceLine, dates: LineDays | undefined): Promise<bigint | null> {
  const length = dates?.units[0]?.days.length ?? 0;
  if (!line.contract || !dates || length === 0) return null;
  const { startOf } = zoneClock(line.contract.getEntity().timeZone);
  const instant = (date: number) => new Date(formatInstant(startOf(date)));
  const span = { from: instant(dates.from), to: instant(dates.from + length) };
  const assignments = await em.find(Assignment, {
    contract: line.contract.id,
    fromAt: { $lt: span.to },
    $or: [{ toAt: null }, { toAt: { $gt: span.from } }],
  });
  const units = new Map<string, UnitOfInterest & { windows: { from: Date; to: Date }[] }>();
  for (const assignment of assignments) {
    const unitId = unitIdOf(assignment);
    const unit = units.get(unitId) ?? { unitId, name: unitId, windows: [] };
    const { fromAt, toAt } = assignment;
    unit.windows.push({ from: fromAt > span.from ? fromAt : span.from, to: toAt && toAt < span.to ? toAt : span.to });
    units.set(unitId, unit);
  }
  return comparable(await countedBy(em, [...units.values()], span));
}
