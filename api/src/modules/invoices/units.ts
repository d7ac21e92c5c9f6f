import type { EntityManager } from '@mikro-orm/postgresql';
import { prepared } from '../../database/prepared.ts';
import type { Assignment, Contract } from '../contracts/contract.entity.ts';
import { startOfDate } from '../contracts/index.ts';
import type { UnitOfInterest } from '../metering/index.ts';
import { type BilledPart, datesInFile } from './billed-part.ts';

/** What an assignment is of: a machine, or a site under O&M. */
export const unitIdOf = ({ id, miner, site }: Assignment): string => {
  const unitId = miner?.id ?? site?.id;
  if (!unitId) throw new Error(`assignment ${id} has neither machine nor site`);
  return unitId;
};

/** A unit goes by its name; two of one name (at two sites) are told apart by their device numbers. */
export async function unitNames(
  em: EntityManager,
  assignments: readonly Assignment[],
): Promise<(assignment: Assignment) => string> {
  const ids = `{${[...new Set(assignments.map(unitIdOf))].join(',')}}`;
  const units = await prepared<{ id: string; no: string; name: string }>(
    em,
    `select id, '#' || no as no, name from miner where id = any (?::uuid[])
     union all select id, '(site)', name from site where id = any (?::uuid[])`,
    [ids, ids],
  );
  const counts = new Map<string, number>();
  for (const { name } of units) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = new Map(units.map(({ id, no, name }) => [id, counts.get(name) === 1 ? name : `${name} ${no}`]));
  return (assignment) => {
    const name = names.get(unitIdOf(assignment));
    if (!name) throw new Error(`the unit of assignment ${assignment.id} is gone`);
    return name;
  };
}

/** When each unit is of interest to what is billed by a method: while it is assigned, within the contract's dates there. */
export function unitsOf(
  method: Contract['billingMethod'],
  parts: readonly BilledPart[],
  assignments: readonly Assignment[],
  nameOf: (assignment: Assignment) => string,
): UnitOfInterest[] {
  const byContract = new Map(parts.map((part) => [part.contract.id, part]));
  const units = new Map<string, UnitOfInterest & { windows: { from: Date; to: Date | null }[] }>();
  for (const assignment of assignments) {
    const part = byContract.get(assignment.contract.id) as BilledPart;
    if (part.billingMethod !== method) continue;
    const unitId = unitIdOf(assignment);
    const unit = units.get(unitId) ?? { unitId, name: nameOf(assignment), windows: [] };
    const { startsOn, endsOn } = datesInFile(part);
    const start = startOfDate(startsOn, part.contract.timeZone);
    const end = endsOn === null ? null : startOfDate(endsOn, part.contract.timeZone);
    const from = assignment.fromAt > start ? assignment.fromAt : start;
    const to = assignment.toAt && (!end || assignment.toAt < end) ? assignment.toAt : end;
    if (!to || from < to) unit.windows.push({ from, to });
    units.set(unitId, unit);
  }
  return [...units.values()];
}
