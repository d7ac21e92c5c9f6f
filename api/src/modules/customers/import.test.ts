import { describe, expect, test } from 'vitest';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

const fields = `... on CustomersImported { dryRun created updated unchanged rejected
  rows { row outcome issues { code path } customer { id name companyName billingEmail phone active portalAccess notes address { lines city country } } } }`;

async function scene() {
  const { client, organizationId } = await operator(database(), server().client());
  const bring = (rows: object[], parts: object = {}) => mutate(client, 'importCustomers', { rows, ...parts }, fields);
  const count = async () =>
    Number(
      (await database().owner.query('select count(*) from customer where organization_id = $1', [organizationId]))
        .rows[0].count,
    );
  return { client, organizationId, bring, count };
}

const row = (name: string, parts: object = {}) => ({ name, contactEmail: `${name}@example.com`, ...parts });

describe('a file of customers', () => {
  test('makes new ones, changes those with the same contact email, and leaves what a cell leaves empty', async () => {
    const { bring, organizationId } = await scene();
    const id = await customer(database().owner, organizationId, { name: 'Ada', contactEmail: 'Ada@Example.com' });
    const rows = [
      row('ada', { companyName: 'Ada Ltd', street: '1 Main St\nUnit 2', city: 'Austin', country: 'us', phone: ' ' }),
      row('bob', { billingEmail: 'bills@example.com', notes: '=2+5', portalAccess: false, phone: '+1 555' }),
    ];
    const answer = await bring(rows);
    expect(answer).toMatchObject({ dryRun: false, created: 1, updated: 1, unchanged: 0, rejected: 0 });
    expect(answer.rows).toMatchObject([
      { outcome: 'UPDATED', customer: { id, name: 'ada', address: { lines: ['1 Main St', 'Unit 2'], country: 'US' } } },
      {
        outcome: 'CREATED',
        customer: {
          billingEmail: 'bills@example.com',
          notes: '=2+5',
          active: true,
          portalAccess: false,
          phone: '+1 555',
        },
      },
    ]);
    expect(await bring(rows)).toMatchObject({ unchanged: 2 });
    const moved = await bring([row('ada', { city: 'Houston' })]);
    expect(moved.rows[0].customer).toMatchObject({
      companyName: 'Ada Ltd',
      address: { lines: ['1 Main St', 'Unit 2'], city: 'Houston' },
    });
    const { rows: mails } = await database().owner.query('select 1 from mail where organization_id = $1', [
      organizationId,
    ]);
    expect(mails).toEqual([]);
  });

  test('run dry tells what it would do and does nothing; with a key it is done once', async () => {
    const { bring, count } = await scene();
    const dry = await bring([row('ada'), row('bob')], { dryRun: true });
    expect(dry).toMatchObject({ dryRun: true, created: 2, rows: [{ customer: null }, { customer: null }] });
    expect(await count()).toBe(0);
    const first = await bring([row('ada')], { idempotencyKey: 'k' });
    const again = await bring([row('ada')], { idempotencyKey: 'k' });
    expect(again).toMatchObject({ created: 1, rows: [{ customer: { id: first.rows[0].customer.id } }] });
    expect(await bring([row('bob')], { idempotencyKey: 'k' })).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    expect(await count()).toBe(1);
  });

  test.each([
    { name: 'no name', bad: { name: ' ' }, code: 'REQUIRED', field: 'name' },
    { name: 'a name of two lines', bad: { name: 'a\nb' }, code: 'UNSAFE_TEXT', field: 'name' },
    { name: 'no address', bad: { contactEmail: '' }, code: 'REQUIRED', field: 'contactEmail' },
    { name: 'what is no address', bad: { contactEmail: 'ada' }, code: 'NOT_AN_EMAIL', field: 'contactEmail' },
    {
      name: 'an earlier row’s address',
      bad: { contactEmail: 'FIRST@example.com' },
      code: 'DUPLICATE',
      field: 'contactEmail',
    },
    {
      name: 'an address of two',
      bad: { contactEmail: 'twins@example.com' },
      code: 'EXACTLY_ONE',
      field: 'contactEmail',
    },
    { name: 'a bad billing email', bad: { billingEmail: 'x@' }, code: 'NOT_AN_EMAIL', field: 'billingEmail' },
    {
      name: 'an unknown currency',
      bad: { billingCurrency: 'XXQ' },
      code: 'UNKNOWN_CURRENCY',
      field: 'billingCurrency',
    },
    { name: 'an unknown tax', bad: { taxCode: 'NO' }, code: 'UNKNOWN_TAX_CODE', field: 'taxCode' },
    { name: 'a phone of 51 signs', bad: { phone: '5'.repeat(51) }, code: 'TOO_LONG', field: 'phone' },
  ])(
    '$name is named with its row, and nothing is written unless bad rows may be skipped',
    async ({ bad, code, field }) => {
      const { bring, count, organizationId } = await scene();
      for (const twin of ['One', 'Two'])
        await customer(database().owner, organizationId, { name: twin, contactEmail: 'twins@example.com' });
      const rows = [row('first'), row('second', bad)];
      expect(await bring(rows)).toMatchObject({
        __typename: 'InvalidInput',
        issues: [{ code, path: ['input', 'rows', '1', field] }],
      });
      expect(await count()).toBe(2);
      const rest = await bring(rows, { skipBadRows: true });
      expect(rest).toMatchObject({
        created: 1,
        rejected: 1,
        rows: [{ outcome: 'CREATED' }, { outcome: 'REJECTED', issues: [{ code }] }],
      });
      expect(await count()).toBe(3);
    },
  );

  test('of 5,000 rows is one transaction; 5,001 are too many', async () => {
    const { client, bring, count } = await scene();
    const rows = Array.from({ length: 5_001 }, (_, index) => row(`c${index}`));
    expect(await bring(rows)).toMatchObject({ issues: [{ code: 'TOO_MANY', path: ['input', 'rows'] }] });
    const lean = '... on CustomersImported { created }';
    expect(await mutate(client, 'importCustomers', { rows: rows.slice(1) }, lean)).toMatchObject({ created: 5_000 });
    expect(await count()).toBe(5_000);
  }, 60_000);

  test('needs what customer management needs, and touches nobody else’s customers', async () => {
    const { bring, organizationId } = await scene();
    const theirs = await organization(database().owner);
    await customer(database().owner, theirs, { contactEmail: 'ada@example.com' });
    expect(await bring([row('ada')])).toMatchObject({ created: 1 });
    await database().owner.query("update organization set add_ons = '{}' where id = $1", [organizationId]);
    expect(await bring([row('bob')])).toMatchObject({ __typename: 'PlanRequired', code: 'ADD_ON_REQUIRED' });
  });
});

test('customers are exported as the import reads them, formulas made harmless, for the staff alone', async () => {
  const { client, bring, organizationId } = await scene();
  await bring([row('ada', { companyName: '=cmd()', street: 'A\nB', notes: 'says "no"', active: false }), row('bob')]);
  await customer(database().owner, await organization(database().owner), { name: 'Stranger' });
  const response = await client.fetch('/exports/customers.csv');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="customers.csv"');
  expect(await response.text()).toBe(
    'name,company_name,contact_email,billing_email,phone,billing_currency,active,portal_access,street,city,region,postal_code,country,tax_code,notes,created_at\r\n' +
      `ada,'=cmd(),ada@example.com,,,,no,yes,"A\nB",,,,,,"says ""no""",2026-07-01T12:00:00Z\r\n` +
      'bob,,bob@example.com,,,,yes,yes,,,,,,,,2026-07-01T12:00:00Z\r\n',
  );
  const buyer = await customer(database().owner, organizationId);
  const portal = await member(database().owner, organizationId, 'CUSTOMER_OWNER', buyer);
  const theirs = await server().client().signIn(portal.email, password);
  expect((await theirs.fetch('/exports/customers.csv')).status).toBe(404);
  expect((await server().client().fetch('/exports/customers.csv')).status).toBe(404);
});
