import type { EntityManager } from '@mikro-orm/postgresql';
import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { onceAnswering } from '../../graphql/once.ts';
import { Forbidden, InvalidInput, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { requireHosting } from '../organizations/index.ts';
import { Customer, CustomerFile } from './customer.entity.ts';
import { emptyCustomer, emptyFile, knownTaxCodes } from './customer-parts.ts';
import type { CustomerRowInput, ImportCustomersInput } from './import.inputs.ts';
import { changes, type KnownCustomer, planImport, type PlannedRow } from './import-plan.ts';
import type { CustomersImported, ImportedCustomer } from './import.type.ts';

const mostRows = 5_000;

/** Brings the customers into line with a file, in one transaction; sends nothing. A bad row refuses it all unless it may be skipped. */
export async function importCustomers(context: ViewerContext, input: ImportCustomersInput): Promise<CustomersImported> {
  await requireHosting(context);
  if (!context.viewer.permissions.has('customer:update'))
    refuse(new Forbidden('FORBIDDEN', 'An import may change customers too; your role does not allow this.'));
  const dryRun = input.dryRun ?? false;
  const { rows } = await onceAnswering(context, 'importCustomers', input, async (scope) => ({
    rows: await importRows(scope, input, dryRun),
  }));
  const count = (outcome: ImportedCustomer['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return {
    dryRun,
    created: count('CREATED'),
    updated: count('UPDATED'),
    unchanged: count('UNCHANGED'),
    rejected: count('REJECTED'),
    rows,
  };
}

async function importRows(
  scope: ViewerContext,
  { rows, skipBadRows }: ImportCustomersInput,
  dryRun: boolean,
): Promise<ImportedCustomer[]> {
  const faults = new Faults();
  if (rows.length === 0) faults.add('REQUIRED', ['rows'], 'A file has at least one row.');
  if (rows.length > mostRows) faults.add('TOO_MANY', ['rows'], `A file may have ${mostRows} rows.`);
  faults.refuseIfAny();
  const planned = planImport(rows, await knownByEmail(scope.em, rows), await knownTaxCodes(scope.em));
  const issues = planned.flatMap((row) => row.issues);
  if (issues.length > 0 && !skipBadRows) refuse(new InvalidInput(issues));
  const outcomes = planned.map(outcomeOf); // before anything is written
  const made = dryRun ? new Map<PlannedRow, string>() : await write(scope, planned);
  return planned.map((row, index) => {
    const outcome = outcomes[index] as ImportedCustomer['outcome'];
    const id = row.before?.customer.id ?? made.get(row) ?? null;
    return { row: row.index, outcome, customerId: outcome === 'REJECTED' ? null : id, issues: [...row.issues] };
  });
}

function outcomeOf(row: PlannedRow): ImportedCustomer['outcome'] {
  if (row.issues.length > 0) return 'REJECTED';
  if (!row.before) return 'CREATED';
  return changes(row) ? 'UPDATED' : 'UNCHANGED';
}

async function knownByEmail(
  em: EntityManager,
  rows: readonly CustomerRowInput[],
): Promise<ReadonlyMap<string, readonly KnownCustomer[]>> {
  const emails = JSON.stringify(rows.map(({ contactEmail }) => contactEmail.trim().toLowerCase()));
  const found: { id: string }[] = await em.execute(
    'select id from customer where lower(contact_email) in (select jsonb_array_elements_text(?::jsonb)) order by id for no key update',
    [emails],
  );
  const ids = found.map(({ id }) => id);
  const files = new Map((await em.find(CustomerFile, { id: { $in: ids } })).map((file) => [file.id, file]));
  const customers = await em.find(Customer, { id: { $in: ids } });
  const known = new Map<string, KnownCustomer[]>();
  for (const customer of customers) {
    const email = customer.contactEmail.toLowerCase();
    known.set(email, [...(known.get(email) ?? []), { customer, file: files.get(customer.id) as CustomerFile }]);
  }
  return known;
}

/** Writes good rows, the ORM in a few statements. Answers the ids of new customers. */
async function write(
  { em, now, viewer }: ViewerContext,
  planned: readonly PlannedRow[],
): Promise<ReadonlyMap<PlannedRow, string>> {
  const good = planned.filter(({ issues }) => issues.length === 0);
  for (const { before, parts } of good) {
    if (!before) continue;
    em.assign(before.customer, parts.customer);
    em.assign(before.file, parts.file);
  }
  const made = new Map(good.filter(({ before }) => !before).map((row) => [row, newId()]));
  const { organizationId } = viewer;
  for (const [{ parts }, id] of made)
    em.create(Customer, { id, organizationId, ...emptyCustomer, createdAt: now(), ...parts.customer });
  await em.flush();
  for (const [{ parts }, id] of made) em.create(CustomerFile, { id, organizationId, ...emptyFile, ...parts.file });
  return made;
}
