import type { ViewerContext } from '../../context.ts';
import { insertRows } from '../../database/insert-rows.ts';
import { Faults } from '../../graphql/faults.ts';
import { onceAnswering } from '../../graphql/once.ts';
import { Conflict, InvalidInput, refuse } from '../../graphql/refusals.ts';
import { refuseTaken } from '../../graphql/taken.ts';
import { newId } from '../../ids.ts';
import { findSite } from '../sites/index.ts';
import { type ImportBook, readBook } from './import-book.ts';
import type { ImportMinersInput } from './import.inputs.ts';
import { changes, planImport, type PlannedRow, remaps } from './import-plan.ts';
import type { ImportedRow, ImportOutcome, MinersImported } from './import.type.ts';
import { endFeedsOf, writeFeeds } from './mapping.service.ts';

const mostRows = 5_000;

const changedMeanwhile = () =>
  new Conflict('WRONG_STATE', 'Somebody changed these machines at the same moment. Nothing was written; try again.');
const taken = {
  miner_slot_id_key: changedMeanwhile,
  miner_organization_id_mac_key: changedMeanwhile,
  miner_organization_id_serial_key: changedMeanwhile,
  miner_site_id_name_key: changedMeanwhile,
  miner_address: changedMeanwhile,
};

/** Brings a site's machines into line with a file, all in one transaction. A bad row refuses it all unless it may be skipped. */
export async function importMiners(context: ViewerContext, input: ImportMinersInput): Promise<MinersImported> {
  const dryRun = input.dryRun ?? false;
  const { rows } = await refuseTaken(taken, () =>
    onceAnswering(context, 'importMiners', input, async (scope) => ({ rows: await importRows(scope, input, dryRun) })),
  );
  const count = (outcome: ImportOutcome) => rows.filter((row) => row.outcome === outcome).length;
  return {
    dryRun,
    created: count('CREATED'),
    updated: count('UPDATED'),
    unchanged: count('UNCHANGED'),
    rejected: count('REJECTED'),
    rows,
  };
}

async function importRows(scope: ViewerContext, input: ImportMinersInput, dryRun: boolean): Promise<ImportedRow[]> {
  const faults = new Faults();
  if (input.rows.length === 0) faults.add('REQUIRED', ['rows'], 'A file has at least one row.');
  if (input.rows.length > mostRows) faults.add('TOO_MANY', ['rows'], `A file may have ${mostRows} rows.`);
  faults.refuseIfAny();
  const site = await findSite(scope, input.siteId);
  const mappedFrom = input.mappedFrom ?? scope.now();
  const book = await readBook(scope, site.id, input.rows, mappedFrom);
  const planned = planImport(input.rows, book);
  const issues = planned.flatMap((row) => row.issues);
  if (issues.length > 0 && !input.skipBadRows) refuse(new InvalidInput(issues));
  const good = planned.filter((row) => row.issues.length === 0);
  const ids = dryRun ? new Map<PlannedRow, string>() : await write(scope, good, book, mappedFrom);
  return planned.map((row) => {
    const outcome = outcomeOf(row, book);
    const minerId = outcome === 'REJECTED' ? null : (row.before?.id ?? ids.get(row) ?? null);
    return { row: row.index, outcome, minerId, issues: row.issues };
  });
}

function outcomeOf(row: PlannedRow, book: ImportBook): ImportOutcome {
  if (row.issues.length > 0) return 'REJECTED';
  if (!row.before) return 'CREATED';
  return changes(row) || remaps(row, book) ? 'UPDATED' : 'UNCHANGED';
}

/** Writes good rows in a few statements, whatever their number. Answers the ids of new machines. */
async function write(
  scope: ViewerContext,
  rows: readonly PlannedRow[],
  book: ImportBook,
  mappedFrom: Date,
): Promise<ReadonlyMap<PlannedRow, string>> {
  const { em, now, viewer } = scope;
  const ids = new Map(rows.map((row) => [row, row.before?.id ?? newId()]));
  const rowOf = (row: PlannedRow) => ({ id: ids.get(row), organization_id: viewer.organizationId, ...columnsOf(row) });
  const known = rows.filter((row) => row.before && changes(row)).map(rowOf);
  if (known.length > 0) await em.execute(updateMiners, [JSON.stringify(known)]);
  const made = { maintenance: false, created_at: now() };
  await insertRows(
    em,
    'miner',
    rows.filter((row) => !row.before).map((row) => ({ ...rowOf(row), ...made })),
  );
  const mapped = rows.filter((row) => remaps(row, book));
  await endFeedsOf(
    scope,
    mapped.flatMap(({ before }) => before?.id ?? []),
    mappedFrom,
  );
  const feeds = mapped.map((row) => ({
    outletId: row.wanted.outletId,
    meterId: null,
    minerId: ids.get(row) ?? null,
    siteId: null,
    weight: '1',
  }));
  if (feeds.length > 0) await writeFeeds(scope, feeds, mappedFrom);
  return ids;
}

const columnsOf = ({ after }: PlannedRow) => ({
  site_id: after.siteId,
  collector_id: after.collectorId,
  model_id: after.modelId,
  name: after.name,
  serial: after.serial,
  mac: after.mac,
  address: after.address,
  slot_id: after.slotId,
  owner_id: after.ownerId,
  rated_hashrate_ths: after.ratedHashrateThs,
  rated_power_w: after.ratedPowerW,
  retired_at: null,
});

const updateMiners = /* sql */ `
update miner m set site_id = n.site_id, collector_id = n.collector_id, model_id = n.model_id, name = n.name, serial = n.serial, mac = n.mac,
  address = n.address, slot_id = n.slot_id, owner_id = n.owner_id, rated_hashrate_ths = n.rated_hashrate_ths, rated_power_w = n.rated_power_w, retired_at = n.retired_at
from jsonb_populate_recordset(null::miner, ?::jsonb) n where m.id = n.id`;
