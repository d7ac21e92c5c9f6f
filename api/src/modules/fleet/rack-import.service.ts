import type { ViewerContext } from '../../context.ts';
import { insertRows } from '../../database/insert-rows.ts';
import { decimalText } from '../../graphql/decimal.ts';
import { Faults } from '../../graphql/faults.ts';
import { onceAnswering } from '../../graphql/once.ts';
import { Conflict, InvalidInput, type InputIssue, refuse } from '../../graphql/refusals.ts';
import { refuseTaken } from '../../graphql/taken.ts';
import { newId } from '../../ids.ts';
import { findSite } from '../sites/index.ts';
import { Rack } from './fleet.entity.ts';
import type { ImportOutcome } from './import.type.ts';
import type { ImportRacksInput } from './rack.inputs.ts';
import { type KnownRack, type PlannedRack, planRacks } from './rack-import.rules.ts';
import { reshape, slotRows } from './rack.service.ts';
import type { ImportedRack, RacksImported } from './rack.type.ts';
import { usualSlotNames } from './slot-names.rules.ts';

const mostRows = 1_000;

const taken = {
  rack_site_id_name_key: () =>
    new Conflict('WRONG_STATE', 'Somebody made racks here at the same moment. Nothing was written; try again.'),
};

/** Brings a site's racks into line with a file, all in one transaction. A bad row refuses it all unless it may be skipped. */
export async function importRacks(context: ViewerContext, input: ImportRacksInput): Promise<RacksImported> {
  const { rows } = await refuseTaken(taken, () =>
    onceAnswering(context, 'importRacks', input, async (scope) => ({ rows: await importRows(scope, input) })),
  );
  const count = (outcome: ImportOutcome) => rows.filter((row) => row.outcome === outcome).length;
  return {
    dryRun: input.dryRun ?? false,
    created: count('CREATED'),
    updated: count('UPDATED'),
    unchanged: count('UNCHANGED'),
    rejected: count('REJECTED'),
    rows,
  };
}

async function importRows(scope: ViewerContext, input: ImportRacksInput): Promise<ImportedRack[]> {
  const faults = new Faults();
  if (input.rows.length === 0) faults.add('REQUIRED', ['rows'], 'A file has at least one row.');
  if (input.rows.length > mostRows) faults.add('TOO_MANY', ['rows'], `A file may have ${mostRows} rows.`);
  faults.refuseIfAny();
  const site = await findSite(scope, input.siteId);
  const planned = planRacks(input.rows, await knownRacks(scope, site.id));
  const issues: InputIssue[] = planned.flatMap((row) => [...row.issues]);
  if (issues.length > 0 && !input.skipBadRows) refuse(new InvalidInput(issues));
  const ids = new Map<PlannedRack, string>();
  if (!input.dryRun) {
    const good = planned.filter((row) => row.issues.length === 0);
    const made = good.filter(({ before }) => !before);
    for (const row of made) ids.set(row, newId());
    await make(scope, site.id, made, ids);
    for (const row of good) if (row.before && row.changes) await change(scope, row.before, row);
  }
  return planned.map((row) => {
    const outcome = outcomeOf(row);
    const rackId = outcome === 'REJECTED' ? null : (row.before?.id ?? ids.get(row) ?? null);
    return { row: row.index, outcome, rackId, issues: [...row.issues] };
  });
}

function outcomeOf({ issues, before, changes }: PlannedRack): ImportOutcome {
  if (issues.length > 0) return 'REJECTED';
  if (!before) return 'CREATED';
  return changes ? 'UPDATED' : 'UNCHANGED';
}

/** The site's racks, locked, and how far machines stand in each: so much of it can't go. */
async function knownRacks({ em }: ViewerContext, siteId: string): Promise<KnownRack[]> {
  await em.execute('select 1 from rack where site_id = ? order by id for update', [siteId]);
  const rows: (Omit<KnownRack, 'capacityKw'> & { capacity: string | null })[] = await em.execute(
    `select r.id, r.name, r.group_name as "group", r.rows, r.columns, r.capacity_kw as capacity, array_agg(s.label order by s.row_no, s.column_no) as labels,
       coalesce(max(s.row_no) filter (where m.id is not null), 0) as "lastRow", coalesce(max(s.column_no) filter (where m.id is not null), 0) as "lastColumn"
     from rack r left join slot s on s.rack_id = r.id left join miner m on m.slot_id = s.id where r.site_id = ? group by r.id`,
    [siteId],
  );
  return rows.map(({ capacity, ...rack }) => ({ ...rack, capacityKw: capacity && decimalText(capacity) }));
}

async function make(
  { em, viewer }: ViewerContext,
  siteId: string,
  rows: readonly PlannedRack[],
  ids: ReadonlyMap<PlannedRack, string>,
): Promise<void> {
  const racks = rows.map((row) => ({
    id: ids.get(row) as string,
    organization_id: viewer.organizationId,
    site_id: siteId,
    name: row.after.name,
    group_name: row.after.group,
    rows: row.after.rows,
    columns: row.after.columns,
    capacity_kw: row.after.capacityKw,
  }));
  await insertRows(em, 'rack', racks);
  const slots = rows.flatMap((row) =>
    slotRows(
      { ...row.after, id: ids.get(row) as string, organizationId: viewer.organizationId },
      row.names ?? usualSlotNames,
    ),
  );
  await insertRows(em, 'slot', slots);
}

async function change(scope: ViewerContext, { id }: KnownRack, { after, names }: PlannedRack): Promise<void> {
  const rack = await scope.em.findOneOrFail(Rack, { id });
  Object.assign(rack, { group: after.group, capacityKw: after.capacityKw });
  await reshape(scope, rack, after, names);
}
