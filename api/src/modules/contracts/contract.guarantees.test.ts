import { expect, test } from 'vitest';
import { activeContract, contractScene, draftContract } from '../../../test/builders/contracts.ts';
import { useDatabase } from '../../../test/database.ts';
import { Contract } from './contract.entity.ts';
import {
  activateContract,
  assignMiners,
  extendContract,
  suspendContract,
  terminateContract,
  updateContract,
} from './index.ts';

/** SQL as the product's own role would run it, past every check of the code. */
const database = useDatabase();

async function scene() {
  const set = await contractScene(database(), { miners: 1 });
  const { id } = await activeContract(set.context(), set.customerId, set.minerIds, {
    type: 'LEASE',
    billingMethod: 'METERED',
    lease: { monthlyFeePerUnit: '250', maxExtensions: 1 },
  });
  return { ...set, id };
}

const insertTerm = (extensionNo: string, number: number) =>
  `insert into contract_term (id, organization_id, contract_id, number, origin, starts_on, ends_on, extension_no)
   select gen_random_uuid(), organization_id, id, ${number}, 'EXTENSION', '2030-01-01', '2031-01-01', ${extensionNo} from contract`;

test.each([
  { name: 'an extension beyond those agreed', sql: insertTerm('2', 9), says: /no extension number 2/ },
  { name: 'an extension of a used number', sql: insertTerm('1', 9), says: /contract_extension_once/ },
  { name: 'an extension without a number', sql: insertTerm('null', 9), says: /check constraint/ },
  {
    name: 'a term over another',
    sql: `insert into contract_term (id, organization_id, contract_id, number, origin, starts_on, ends_on)
      select gen_random_uuid(), organization_id, id, 9, 'RENEWAL', '2026-12-01', '2027-03-01' from contract`,
    says: /exclusion constraint/,
  },
  { name: 'more extensions than agreed', sql: 'update contract set max_extensions = 9', says: /keeps what was agreed/ },
  { name: 'a draft again', sql: "update contract set status = 'DRAFT'", says: /does not go from ACTIVE to DRAFT/ },
  {
    name: 'a cancelled contract that was in force',
    sql: "update contract set status = 'CANCELLED'",
    says: /does not go from ACTIVE to CANCELLED/,
  },
  {
    name: 'two suspensions at once',
    sql: `insert into contract_suspension (id, organization_id, contract_id, starts_on, bill_fixed_fees, reason)
      select gen_random_uuid(), organization_id, id, '2026-08-01', true, 'again' from contract`,
    says: /exclusion constraint/,
  },
  {
    name: 'a suspension that costs something else afterwards',
    sql: 'update contract_suspension set bill_fixed_fees = false',
    says: /only ever ended/,
  },
  { name: 'a suspension that never was', sql: 'delete from contract_suspension', says: /permission denied/ },
  {
    name: 'a power cap in the middle of a month',
    sql: "update contract_power_cap set starts_on = '2026-08-15'",
    says: /check constraint/,
  },
])('refuses $name', async ({ sql, says }) => {
  const { context, id } = await scene();
  await extendContract(context(), { contractId: id, term: 'MONTHS_3' });
  await updateContract(context(), { contractId: id, powerCapKw: '100' });
  if (/suspension/.test(sql)) await suspendContract(context(), { contractId: id, reason: 'debt' });
  await expect(context().em.execute(sql)).rejects.toThrow(says);
});

test('an ended contract stays ended, when and as it did', async () => {
  const { context, id } = await scene();
  await terminateContract(context(), { contractId: id, endsOn: '2026-08-01', reason: 'breach' });
  for (const [sql, says] of [
    ["update contract set status = 'ACTIVE'", /does not go from TERMINATED/],
    ["update contract set ends_on = '2026-09-01'", /has ended/],
  ] as const)
    await expect(context().em.execute(sql)).rejects.toThrow(says);
});

test('eight writers of one time of one machine: one has it', async () => {
  const { context, organizationId, owner } = await scene();
  await owner.query('delete from assignment where organization_id = $1', [organizationId]);
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) =>
      context().em.execute(
        `insert into assignment (id, organization_id, contract_id, customer_id, miner_id, from_at, to_at)
         select gen_random_uuid(), c.organization_id, c.id, c.customer_id, m.id, ?::timestamptz, '2026-09-01' from contract c, miner m`,
        [`2026-07-0${index + 1}T00:00:00Z`],
      ),
    ),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const { rows } = await owner.query('select count(*)::int as n from assignment where organization_id = $1', [
    organizationId,
  ]);
  expect(rows).toEqual([{ n: 1 }]);
});

test('eight writers of overlapping prices: one day has one price', async () => {
  const { context, organizationId, owner } = await scene();
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) =>
      context().em.execute(
        `insert into contract_price (id, organization_id, contract_id, component, unit, rate, starts_on)
         select gen_random_uuid(), organization_id, id, 'SERVICE', 'MONTH', 1, ?::date from contract`,
        [`2026-08-0${index + 1}`],
      ),
    ),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const { rows } = await owner.query(
    "select count(*)::int as n from contract_price where organization_id = $1 and component = 'SERVICE'",
    [organizationId],
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test('eight activations at once, some of them refused: the numbers have no gap', async () => {
  const { context, customerId, minerIds } = await contractScene(database(), { miners: 6 });
  const ids: string[] = [];
  for (let index = 0; index < 8; index++) {
    const { id } = await draftContract(context(), customerId);
    const minerId = minerIds[index];
    if (minerId) await assignMiners(context(), { contractId: id, minerIds: [minerId] });
    ids.push(id);
  }
  await Promise.allSettled(ids.map((contractId) => activateContract(context(), { contractId })));
  const active = await context().em.find(Contract, { status: 'ACTIVE' }, { orderBy: { number: 'asc' } });
  expect(active.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6].map((no) => `HC-00000${no}`));
});

test('eight writers of extensions past every check: no more than were agreed', async () => {
  const { context, id } = await scene();
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) =>
      context().em.execute(
        `insert into contract_term (id, organization_id, contract_id, number, origin, starts_on, ends_on, extension_no)
         select gen_random_uuid(), organization_id, id, ?, 'EXTENSION', ?::date, ?::date, ? from contract where id = ?`,
        [index + 2, `203${index}-01-01`, `203${index}-06-01`, (index % 4) + 1, id],
      ),
    ),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
