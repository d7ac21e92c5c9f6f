import { afterEach, expect, test } from 'vitest';
import { activeContract, contractScene } from '../../../test/builders/contracts.ts';
import { useDatabase } from '../../../test/database.ts';
import { startJobs } from '../../job-runner.ts';
import { Contract } from './contract.entity.ts';
import { turnTerms } from './index.ts';

const database = useDatabase();
let stop: (() => Promise<void>) | null = null;
afterEach(async () => {
  await stop?.();
  stop = null;
});

test('a worker that starts makes up for the terms that ended while none ran', async () => {
  const set = await contractScene(database(), { miners: 2 });
  const [first, second] = set.minerIds as [string, string];
  const renewing = await activeContract(set.context(), set.customerId, [first], { term: 'MONTH_TO_MONTH' });
  const ending = await activeContract(set.context(), set.customerId, [second], { overrideEndsOn: '2026-07-15' });
  set.clock.now = new Date('2026-08-15T12:00:00Z');
  const jobs = await startJobs(set.context().installation, database().ownerUrl, null);
  stop = () => jobs.stop();
  const read = async (id: string) => {
    const { status, endsOn } = await set.context().em.findOneOrFail(Contract, { id });
    return `${status} ${endsOn}`;
  };
  await expect.poll(() => read(renewing.id), { timeout: 15_000 }).toBe('ACTIVE 2026-09-01');
  await expect.poll(() => read(ending.id), { timeout: 15_000 }).toBe('EXPIRED 2026-07-15');
});

test('one contract that can not be turned keeps no other, and the job says so to be tried again', async () => {
  const set = await contractScene(database(), { miners: 2 });
  const [first, second] = set.minerIds as [string, string];
  const broken = await activeContract(set.context(), set.customerId, [first], { term: 'MONTH_TO_MONTH' });
  const sound = await activeContract(set.context(), set.customerId, [second], { term: 'MONTH_TO_MONTH' });
  // A term that nobody could have made stands in the way of the next.
  await set.owner.query(
    `insert into contract_term (id, organization_id, contract_id, number, origin, starts_on, ends_on)
     values (gen_random_uuid(), $1, $2, 99, 'RENEWAL', '2026-08-10', '2026-08-20')`,
    [set.organizationId, broken.id],
  );
  set.clock.now = new Date('2026-08-15T12:00:00Z');
  await expect(turnTerms(set.job(), {})).rejects.toThrow('1 of 2 contracts stay due');
  const ends = (id: string) => set.context().em.findOneOrFail(Contract, { id });
  expect(await ends(sound.id)).toMatchObject({ endsOn: '2026-09-01' });
  expect(await ends(broken.id)).toMatchObject({ endsOn: broken.endsOn, status: 'ACTIVE' });
});
