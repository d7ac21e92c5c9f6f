import { expect, test } from 'vitest';
import { activeContract, meteredMiners } from '../../../test/builders/contracts.ts';
import { miner, rack, site } from '../../../test/builders/fleet.ts';
import { operator } from '../../../test/builders/operator.ts';
import {
  customer,
  installation,
  member,
  organization,
  password,
  viewerContext,
} from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

/** Commas within quotes are a cell's own. */
const cellsOf = (line: string): string[] => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);

async function scene() {
  const { owner } = database();
  const { client, organizationId } = await operator(database(), server().client());
  const siteId = await site(owner, organizationId, { name: 'North' });
  const read = async (query = '') => {
    const response = await client.fetch(`/exports/miners.csv${query}`);
    const [head, ...lines] = (await response.text()).trim().split('\r\n');
    const columns = (head ?? '').split(',');
    return {
      response,
      rows: lines.map((line) => Object.fromEntries(cellsOf(line).map((cell, at) => [columns[at], cell]))),
    };
  };
  return { owner, client, organizationId, siteId, read };
}

test('machines are exported as a filter leaves them, formulas made harmless, with what is unknown left empty', async () => {
  const { owner, organizationId, siteId, read } = await scene();
  const { slotIds } = await rack(owner, organizationId, siteId, { name: 'R1' });
  const [bound] = await meteredMiners(owner, organizationId, 1, { siteId });
  const customerId = await customer(owner, organizationId, { name: 'Ada' });
  await activeContract(viewerContext(installation(database()), organizationId), customerId, [bound?.id as string]);
  await miner(owner, organizationId, { siteId, name: '=HYPERLINK(1)', slotId: slotIds[0] as string });
  await miner(owner, organizationId, { siteId: await site(owner, organizationId), name: 'elsewhere' });
  const { response, rows } = await read(`?siteIds=${siteId}&orderBy=NAME_DESC`);
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="machines.csv"');
  expect(rows.map(({ name }) => name)).toEqual([bound?.name, "'=HYPERLINK(1)"]);
  expect(rows[0]).toMatchObject({
    site: 'North',
    customer: 'Ada',
    contract: expect.stringMatching(/./),
    rated_power_w: '3500',
  });
  expect(rows[1]).toMatchObject({
    rack: 'R1',
    slot: '1-1',
    status: 'LOST',
    hashrate_ths: '',
    power_w: '',
    contract: '',
  });
  expect((await read('?unassigned=true&search=hyperlink')).rows).toHaveLength(1);
  expect((await read('?makes=antminer&statuses=ACTIVE,DEGRADED')).rows).toEqual([]);
});

test('2,500 machines come in several batches, each once', async () => {
  const { owner, organizationId, siteId, read } = await scene();
  const { id } = await miner(owner, organizationId, { siteId, name: 'm0' });
  await owner.query(
    `insert into miner (id, organization_id, site_id, model_id, name, created_at)
     select gen_random_uuid(), organization_id, site_id, model_id, 'm' || n, created_at from miner, generate_series(1, 2499) n where id = $1`,
    [id],
  );
  const { rows } = await read();
  expect(new Set(rows.map(({ name }) => name)).size).toBe(2_500);
  expect(rows).toHaveLength(2_500);
});

test('they are the staff’s own: not a customer’s, another organization’s or anybody’s; a word that is none is said', async () => {
  const { owner, organizationId, siteId, read } = await scene();
  await miner(owner, organizationId, { siteId });
  expect((await read('?statuses=HAPPY')).response.status).toBe(400);
  expect((await server().client().fetch('/exports/miners.csv')).status).toBe(404);
  const { email } = await member(owner, organizationId, 'CUSTOMER_OWNER', await customer(owner, organizationId));
  expect((await (await server().client().signIn(email, password)).fetch('/exports/miners.csv')).status).toBe(404);
  const stranger = await operator(database(), server().client(), { organizationId: await organization(owner) });
  expect((await (await stranger.client.fetch('/exports/miners.csv')).text()).trim().split('\r\n')).toHaveLength(1);
});
