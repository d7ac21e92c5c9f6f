import type pg from 'pg';
import { expect, test, vi } from 'vitest';
import { activeContract, meteredMiners, steadyLoad } from '../../../test/builders/contracts.ts';
import { julyStart, june, juneStart } from '../../../test/builders/invoices.ts';
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
import { billCustomer, issueInvoice } from './index.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

/** How many queries a request costs, on the ORM's own copy of the driver. */
async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  const pool = (await database().orm.driver.getConnection().getNativeClient()) as unknown as {
    Client: typeof pg.Client;
  };
  const query = vi.spyOn(pool.Client.prototype, 'query');
  await work();
  // A viewer's read comes in one message with the viewer's settings.
  const texts = query.mock.calls.map(([what]) =>
    (typeof what === 'string' ? what : (what as { text: string }).text).replace(/^select set_config[^;]*;/, ''),
  );
  const count = texts.filter((text) => /^(select|with)/i.test(text) && !/set_config|find_session/.test(text)).length;
  query.mockRestore();
  return count;
}

test('a list of n invoices costs as many queries as a list of one, whatever is asked of each', async () => {
  const { owner } = database();
  const organizationId = await organization(owner);
  const context = () => viewerContext(installation(database()), organizationId);
  for (const { id, outlet } of await meteredMiners(owner, organizationId, 4)) {
    const customerId = await customer(owner, organizationId);
    await steadyLoad(owner, organizationId, outlet.register.no, { from: juneStart, to: julyStart, powerW: 10 });
    await activeContract(context(), customerId, [id]);
    const { invoiceIds } = await billCustomer(context(), customerId, june, { skipExisting: true });
    await issueInvoice(context(), { invoiceId: invoiceIds[0] as string });
  }
  const client = await server()
    .client()
    .signIn((await member(owner, organizationId, 'OWNER')).email, password);
  const list = (first: number) => async () => {
    const { data, errors } = await client.graphql(
      `query($first: Int) { invoices(first: $first) { nodes { number status total { amount } changePercent customer { name portal } holds { reason } taxes { code }
         billingRun { id } lines { amount { amount } units { unit } contract { displayNumber rate terms { number } billedUntilOn timeline { kind } customer { name } } } } } }`,
      { first },
    );
    expect(errors).toBeUndefined();
    expect(data.invoices.nodes).toHaveLength(first);
  };
  await list(1)();
  const one = await queriesOf(list(1));
  expect(one).toBeGreaterThan(8);
  // A batch may fall into two by its timing; a query for each invoice would be three more.
  expect((await queriesOf(list(4))) - one).toBeLessThan(3);
});
