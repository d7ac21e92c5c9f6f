import { activeContract, contractScene } from './contracts.ts';
import type { TestDatabase } from '../database.ts';
import { newId } from '../../src/ids.ts';
import { Contract, ContractEvent, Term } from '../../src/modules/contracts/contract.entity.ts';
import type { CreateContractInput } from '../../src/modules/contracts/contract.inputs.ts';

type Scene = Awaited<ReturnType<typeof contractScene>>;
type Running = Scene & { readonly id: string };

/** A scene with one machine and its contract in force. */
export async function running(database: TestDatabase, parts: Partial<CreateContractInput> = {}) {
  const set = await contractScene(database, { miners: 1 });
  const contract = await activeContract(set.context(), set.customerId, set.minerIds, parts);
  // What comes is later on the timeline.
  set.clock.now = new Date('2026-07-01T12:00:01Z');
  return { ...set, id: contract.id };
}
export const leased = (database: TestDatabase, parts: Partial<CreateContractInput> = {}) =>
  running(database, {
    type: 'LEASE',
    billingMethod: 'FIXED',
    rate: undefined,
    lease: { monthlyFeePerUnit: '250' },
    ...parts,
  });
export const monthly = { term: 'MONTH_TO_MONTH' } as const;

export const contractOf = async ({ context, id }: Running) => context().em.findOneOrFail(Contract, { id });
export const termsOf = async ({ context, id }: Running) =>
  (await context().em.find(Term, { contractId: id }, { orderBy: { number: 'asc' } })).map(
    ({ origin, startsOn, endsOn }) => `${origin} ${startsOn} ${endsOn}`,
  );
export const timeline = async ({ context, id }: Running) =>
  (await context().em.find(ContractEvent, { contractId: id }, { orderBy: { at: 'asc', id: 'asc' } })).map(
    ({ kind, actor, note }) => `${kind} ${actor} ${note ?? ''}`.trim(),
  );
/** As billing does when it has billed until a date. */
export async function billedUntil({ owner, organizationId, customerId, id }: Running, date: string) {
  const [invoiceId, sha] = [newId(), 'a'.repeat(64)];
  await owner.query(
    `insert into document (organization_id, sha256, content_type, gzipped, bytes, created_at) values ($1, $2, 'x', false, '', now()) on conflict do nothing`,
    [organizationId, sha],
  );
  await owner.query(
    `insert into invoice (id, organization_id, customer_id, kind, status, currency, period, starts_on, ends_on, time_zone, bill_to_name, subtotal, tax, total,
       energy_wh, estimated_wh, evidence_sha256, created_at)
     values ($1, $2, $3, 'USAGE', 'DRAFT', 'USD', '2026-06', '2026-06-01', '2026-07-01', 'UTC', 'Ada', 0, 0, 0, 0, 0, $4, now())`,
    [invoiceId, organizationId, customerId, sha],
  );
  await owner.query(
    `insert into billed_claim (id, organization_id, invoice_id, contract_id, component, starts_on, ends_on)
     values ($1, $2, $3, $4, 'ENERGY', '2026-06-01', $5)`,
    [newId(), organizationId, invoiceId, id, date],
  );
}
