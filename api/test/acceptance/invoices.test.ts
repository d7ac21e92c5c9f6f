import { expect, test } from 'vitest';
import { amountsOf, billOf, runOf } from './billing.ts';
import { contractOf, customerOf, type Host, metered, siteOf, speaking, useWorld } from './world.ts';

/** Generating, reviewing, sending and settling invoices: items 52 to 62 of the product's list. */
const world = useWorld();
const { host, jobs, listen, mail, at } = world;
const june = { from: '2026-06-01T05:00:00Z', to: '2026-07-01T05:00:00Z', powerW: 3_000 };

/** Customers with a machine each, metered through June. */
async function scene(names: readonly string[], parts: { autoSend?: boolean; contract?: object } = {}) {
  const us = await host();
  if (parts.autoSend) await us.do('updateBillingSettings', { autoSend: true }, '... on Organization { id }');
  const site = await siteOf(us, { machines: names.length });
  await metered(world, site.token, site.miners, june);
  const customers: { id: string; contactEmail: string }[] = [];
  for (const [index, name] of names.entries()) {
    const tag = us.organizationId.slice(-6);
    const customer = await customerOf(us, { name, contactEmail: `${name.toLowerCase()}-${tag}@example.com` });
    await contractOf(us, customer.id, [site.minerIds[index] as string], parts.contract);
    customers.push(customer);
  }
  return { us, site, customers, customer: customers[0] as (typeof customers)[0] };
}
const run = (us: Host, input: { customerIds?: readonly string[]; skipExisting?: boolean } = {}) =>
  runOf(us, world, { period: '2026-06', ...input });
const outcomes = (rows: Awaited<ReturnType<typeof run>>) => rows.map(({ outcome }) => outcome);
const issue = (us: Host, invoiceId: string) =>
  us.do('issueInvoice', { invoiceId }, '... on Invoice { number status dueOn }');
const invoiceOf = async (us: Pick<Host, 'ask'>, id: string, fields: string) =>
  (await us.ask(`query($id: ID!) { invoice(id: $id) { ${fields} } }`, { id })).invoice;
const portalOf = async (us: Host, customerId: string) => speaking(await us.person('CUSTOMER_OWNER', customerId));
const numbersIn = async (of: Pick<Host, 'ask'>) =>
  (await of.ask('{ invoices { nodes { number } } }')).invoices.nodes.map(({ number }: { number: string }) => number);

test('product 52: batch generation bills every customer with something to bill, whoever is active', async () => {
  const { us, customers } = await scene(['Ada', 'Grace', 'Joan']);
  await us.do('updateCustomer', { customerId: customers[2]?.id, active: false }, '... on Customer { id }');
  await customerOf(us, { name: 'Nobody', contactEmail: 'nobody@52.example' });
  const rows = await run(us);
  expect(rows.map(({ customer, outcome }) => [customer.id, outcome])).toEqual(
    customers.map(({ id }) => [id, 'DRAFTED']),
  );
  const portal = await portalOf(us, customers[0]?.id as string);
  expect(await portal.refused('generateInvoices', { period: '2026-06' })).toMatchObject({ code: 'FORBIDDEN' });
});

test('product 53: the period is a calendar month, and over', async () => {
  const { us, customer } = await scene(['Ada']);
  for (const period of ['2026-13', 'June', '2026-6'])
    expect(await us.refused('generateInvoices', { period })).toMatchObject({
      issues: [{ code: 'OUT_OF_RANGE', path: ['input', 'period'] }],
    });
  expect(await us.refused('generateInvoices', { period: '2026-07' })).toMatchObject({ code: 'PERIOD_OPEN' });
  const { id } = await billOf(us, world, '2026-06', customer.id);
  expect(await invoiceOf(us, id, 'period startsOn endsOn')).toEqual({
    period: '2026-06',
    startsOn: '2026-06-01',
    endsOn: '2026-07-01',
  });
});

test('product 54: for all customers, or for those that are chosen', async () => {
  const { us, customers } = await scene(['Ada', 'Grace']);
  const [ada, grace] = customers.map(({ id }) => id) as [string, string];
  expect((await run(us, { customerIds: [grace] })).map(({ customer }) => customer.id)).toEqual([grace]);
  expect((await run(us)).map(({ customer, outcome }) => [customer.id, outcome])).toEqual([
    [ada, 'DRAFTED'],
    [grace, 'SKIPPED'],
  ]);
  const other = await host();
  expect(await other.refused('generateInvoices', { period: '2026-06', customerIds: [ada] })).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('products 55 and 60: who has an invoice of the month is skipped, be it held, draft, issued or paid; a cancelled one counts as none', async () => {
  // A run goes by the customers' names.
  const { us } = await scene(['Cancelled', 'Draft', 'Held', 'Issued', 'Paid']);
  const ids = (await run(us)).map(({ invoices }) => invoices[0]?.id as string);
  const [cancelled, , held, issued, paid] = ids;
  await us.do('holdInvoice', { invoiceId: held, reason: 'look' }, '... on Invoice { id }');
  await us.do('cancelInvoice', { invoiceId: cancelled, reason: 'wrong' }, '... on Invoice { id }');
  for (const id of [issued, paid]) await issue(us, id as string);
  const all = { position: 1, amount: { amount: '156.60', currency: 'USD' } };
  await us.do(
    'createCreditNote',
    { invoiceId: paid, lines: [all], reason: 'goodwill' },
    '... on CreditNote { invoice { status } }',
  );
  expect(outcomes(await run(us))).toEqual(['DRAFTED', ...Array(4).fill('SKIPPED')]);
  // Without skipping: what is open is rated anew, of what is issued nothing is left.
  const again = await run(us, { skipExisting: false });
  expect(outcomes(again)).toEqual(['DRAFTED', 'DRAFTED', 'HELD', 'SKIPPED', 'SKIPPED']);
  expect(again.slice(1).map(({ invoices }) => invoices[0]?.id)).toEqual(ids.slice(1));
});

test('product 56: the dialog knows whether auto-send is on; if so, the mail leaves at generation', async () => {
  const { us, customer } = await scene(['Ada'], { autoSend: true });
  const settings = await us.ask('{ organization { billingSettings { autoSend collectionDays } } }');
  expect(settings.organization.billingSettings).toEqual({ autoSend: true, collectionDays: 0 });
  const [row] = await run(us);
  expect(row).toMatchObject({ outcome: 'ISSUED', invoices: [{ number: 'INV-000001', status: 'ISSUED' }] });
  expect(await mail(customer.contactEmail)).toContain('INV-000001');
  expect(await invoiceOf(us, row?.invoices[0]?.id as string, 'sentTo mails { recipient }')).toMatchObject({
    sentTo: customer.contactEmail,
    mails: [{ recipient: customer.contactEmail }],
  });
});

test('product 57: in default or with a billing hold a customer gets a Held invoice, and no mail by itself', async () => {
  const { us, customers } = await scene(['Ada', 'Grace', 'Joan'], { autoSend: true });
  const [ada, grace] = customers.map(({ id }) => id);
  await us.do('markInDefault', { customerId: ada, inDefault: true }, '... on Customer { inDefault }');
  await us.do(
    'setBillingHold',
    { customerId: grace, held: true, reason: 'disputes May' },
    '... on Customer { billingHold }',
  );
  const rows = await run(us);
  expect(rows.map(({ outcome, invoices }) => [outcome, invoices[0]?.holds.map(({ reason }) => reason)])).toEqual([
    ['HELD', ['IN_DEFAULT']],
    ['HELD', ['BILLING_HOLD']],
    ['ISSUED', []],
  ]);
  for (const index of [0, 1]) await expect(mail(customers[index]?.contactEmail as string)).rejects.toThrow('no mail');
  expect(await numbersIn(await portalOf(us, ada as string))).toEqual([]);
  const invoiceId = rows[0]?.invoices[0]?.id;
  const release = { invoiceId, next: 'ISSUE', note: 'paid by wire' };
  expect(await us.refused('releaseInvoice', release)).toMatchObject({ code: 'HOLDS_REMAIN' });
  await us.do('markInDefault', { customerId: ada, inDefault: false }, '... on Customer { inDefault }');
  expect(await us.do('releaseInvoice', release, '... on Invoice { status }')).toMatchObject({ status: 'ISSUED' });
  await expect(mail(customers[0]?.contactEmail as string)).rejects.toThrow('no mail');
});

test('product 58: with auto-send off a run leaves drafts to review, which no customer sees', async () => {
  const { us, customer } = await scene(['Ada']);
  const [row] = await run(us);
  expect(row).toMatchObject({ outcome: 'DRAFTED', invoices: [{ status: 'DRAFT', number: null }] });
  await expect(mail(customer.contactEmail)).rejects.toThrow('no mail');
  const portal = await portalOf(us, customer.id);
  const id = row?.invoices[0]?.id as string;
  expect(await numbersIn(portal)).toEqual([]);
  expect(await invoiceOf(portal, id, 'id')).toBeNull();
  await issue(us, id);
  expect(await numbersIn(portal)).toEqual(['INV-000001']);
});

test('product 59: one customer is previewed and issued; a batch runs in the background, and the list follows it', async () => {
  const { us, customer } = await scene(['Ada', 'Grace']);
  const { previewInvoices } = await us.ask(
    'query($ids: [ID!]!) { previewInvoices(period: "2026-06", customerIds: $ids) { total { amount } lines { quantity amount { amount } } } }',
    { ids: [customer.id] },
  );
  expect(previewInvoices).toEqual([
    { total: { amount: '156.60' }, lines: [{ quantity: '2160.000', amount: { amount: '156.60' } }] },
  ]);
  expect(await us.ask('{ invoices { totalCount } }')).toEqual({ invoices: { totalCount: 0 } });
  const one = await billOf(us, world, '2026-06', customer.id);
  expect(amountsOf(one)).toEqual(['2160.000 = 156.60']);
  expect(await issue(us, one.id)).toMatchObject({ number: 'INV-000001' });
  const batch = await us.do(
    'generateInvoices',
    { period: '2026-06' },
    '... on BillingRun { id state progress { done total } }',
  );
  expect(batch).toMatchObject({ state: 'QUEUED', progress: { done: 0, total: 2 } });
  const query = `subscription { billingRunProgress(id: "${batch.id}") { state progress { done } } }`;
  const inbox = listen(query, us.client);
  await inbox.wait((message) => 'billingRunProgress' in message);
  await jobs();
  await inbox.wait((message) => JSON.stringify(message).includes('FINISHED'));
  inbox.stop();
  expect(await us.ask('{ invoices { totalCount } }')).toEqual({ invoices: { totalCount: 2 } });
});

test('product 61: draft, issued, paid, overdue, held, written off, cancelled; several are changed at once, along what is legal', async () => {
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  const { us, customers } = await scene(names);
  const ids = (await run(us)).map(({ invoices }) => invoices[0]?.id as string);
  const change = (word: string, invoiceIds: unknown[], parts: object = {}) => ({ change: word, invoiceIds, ...parts });
  const all = '... on InvoicesChanged { invoices { id } }';
  const [draft, held, issued, paid, overdue, off, cancelled] = ids;
  await us.do('changeInvoices', change('ISSUE', [issued, paid, overdue, off, cancelled]), all);
  await us.do('changeInvoices', change('HOLD', [held], { reason: 'look' }), all);
  await us.do('changeInvoices', change('WRITE_OFF', [off], { reason: 'bankrupt' }), all);
  await us.do('changeInvoices', change('CANCEL', [cancelled], { reason: 'twice' }), all);
  const line = { position: 1, amount: { amount: '156.60', currency: 'USD' } };
  await us.do('createCreditNote', { invoiceId: paid, lines: [line], reason: 'x' }, '... on CreditNote { id }');
  const statuses = async () => Promise.all(ids.map(async (id) => (await invoiceOf(us, id, 'status')).status as string));
  expect(await statuses()).toEqual(['DRAFT', 'HELD', 'ISSUED', 'PAID', 'ISSUED', 'WRITTEN_OFF', 'CANCELLED']);
  // All or none: one that can't be held keeps the draft from it.
  expect(await us.refused('changeInvoices', change('HOLD', [draft, issued], { reason: 'x' }))).toMatchObject({
    code: 'WRONG_STATE',
    issues: [{ path: ['input', 'invoiceIds', '1'] }],
  });
  const dueOn = (await invoiceOf(us, overdue as string, 'dueOn')).dueOn as string;
  await at(`${dueOn}T12:00:00Z`, async () => {
    const later = speaking(await us.person('BILLING'));
    expect((await invoiceOf(later, overdue as string, 'status')).status).toBe('ISSUED');
  });
  const portal = await at(`${dueOn.slice(0, 8)}28T12:00:00Z`, async () => {
    const later = speaking(await us.person('BILLING'));
    expect((await invoiceOf(later, overdue as string, 'status')).status).toBe('OVERDUE');
    const { invoices } = await later.ask('{ invoices(filter: { statuses: [OVERDUE] }) { totalCount } }');
    expect(invoices.totalCount).toBe(2);
    const customer = await portalOf(us, customers[4]?.id as string);
    return (await customer.ask('{ invoices { nodes { status balance { amount } } } }')).invoices.nodes;
  });
  expect(portal).toEqual([{ status: 'OVERDUE', balance: { amount: '156.60' } }]);
});

test('product 62: for review each line has its method and kWh, how far it is from the PDU meters, taxes, discounts and credits', async () => {
  const { us, customer } = await scene(['Ada'], { contract: { billingMethod: 'CALCULATED', rate: '0.07' } });
  const taxes = [{ code: 'TX', name: 'Sales tax', percent: '8.25' }];
  await us.do('updateBillingSettings', { taxes }, '... on Organization { id }');
  await us.do(
    'addAdjustment',
    { customerId: customer.id, description: 'Discount', amount: { amount: '-10.00', currency: 'USD' }, taxCode: 'TX' },
    '... on Adjustment { id }',
  );
  const { id } = await billOf(us, world, '2026-06', customer.id);
  const fields = `variancePercent energyKwh lines { description contract { billingMethod } quantity meteredKwh variancePercent amount { amount } }
    taxes { code percent amount { amount } } tax { amount } total { amount }`;
  // 3,500 W by the nameplate, 3,000 W by the PDU.
  const review = {
    variancePercent: '16.7',
    energyKwh: '2520.000',
    lines: [
      {
        description: 'Energy, from rated power',
        contract: { billingMethod: 'CALCULATED' },
        quantity: '2520.000',
        meteredKwh: '2160.000',
        variancePercent: '16.7',
        amount: { amount: '176.40' },
      },
      {
        description: 'Discount',
        contract: null,
        quantity: '1.000000',
        meteredKwh: null,
        variancePercent: null,
        amount: { amount: '-10.00' },
      },
    ],
    // Only the discount is taxed: the customer has no tax code.
    taxes: [{ code: 'TX', percent: '8.25', amount: { amount: '-0.83' } }],
    tax: { amount: '-0.83' },
    total: { amount: '165.57' },
  };
  expect(await invoiceOf(us, id, fields)).toEqual(review);
  await issue(us, id);
  const portal = await portalOf(us, customer.id);
  expect(await invoiceOf(portal, id, fields)).toEqual(review);
  expect(await invoiceOf(portal, id, 'mails { id } timeline { kind }')).toEqual({ mails: [], timeline: [] });
  const stranger = speaking(
    await us.person('CUSTOMER_OWNER', (await customerOf(us, { contactEmail: 'x@62.example' })).id),
  );
  expect(await invoiceOf(stranger, id, 'id')).toBeNull();
});
