import { expect, test } from 'vitest';
import { draftContract } from '../../../test/builders/contracts.ts';
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

async function staff(role: Parameters<typeof member>[2] = 'OWNER') {
  const organizationId = await organization(database().owner);
  const person = await member(database().owner, organizationId, role);
  return server().client().signIn(person.email, password);
}

const update = `mutation($input: UpdateBillingSettingsInput!) { updateBillingSettings(input: $input) { __typename
  ... on Organization { billingSettings { currency energyRate autoSend collectionDays dueDays noticeDays maxExtensions defaultTaxCode
    sellerName sellerAddress { lines country } sellerTaxNumber taxes { code name percent startsOn endsOn } } }
  ... on InvalidInput { issues { code path } } ... on Refusal { code } } }`;

const gst = { code: 'CA-QC', name: 'GST', percent: '5', startsOn: null, endsOn: null };
const qst = { code: 'CA-QC', name: 'QST', percent: '9.975', startsOn: '2013-01-01', endsOn: null };

test('billing settings change as typed, and the list of taxes is replaced whole, in its order', async () => {
  const client = await staff();
  const settings = {
    currency: 'CAD',
    energyRate: '0.081',
    autoSend: true,
    collectionDays: 2,
    dueDays: 30,
    noticeDays: 90,
    maxExtensions: 5,
    defaultTaxCode: 'CA-QC',
    sellerName: 'Hydro Mine Inc',
    sellerTaxNumber: '123',
    sellerAddress: { lines: ['1 rue Alpha'], country: 'CA' },
  };
  const first = await client.graphql(update, { input: { ...settings, taxes: [qst, gst] } });
  expect(first.data.updateBillingSettings.billingSettings).toEqual({
    ...settings,
    taxes: [qst, gst],
  });
  const second = await client.graphql(update, { input: { taxes: [gst], sellerTaxNumber: null } });
  expect(second.data.updateBillingSettings.billingSettings).toMatchObject({
    currency: 'CAD',
    sellerTaxNumber: null,
    taxes: [{ name: 'GST' }],
  });
});

test.each([
  {
    name: 'a negative rate',
    input: { energyRate: '-0.01' },
    issue: { code: 'NEGATIVE', path: ['input', 'energyRate'] },
  },
  {
    name: 'seven decimals',
    input: { energyRate: '0.0000001' },
    issue: { code: 'TOO_PRECISE', path: ['input', 'energyRate'] },
  },
  {
    name: 'an unknown currency',
    input: { currency: 'XXQ' },
    issue: { code: 'UNKNOWN_CURRENCY', path: ['input', 'currency'] },
  },
  { name: 'no currency', input: { currency: null }, issue: { code: 'REQUIRED', path: ['input', 'currency'] } },
  {
    name: '61 collection days',
    input: { collectionDays: 61 },
    issue: { code: 'OUT_OF_RANGE', path: ['input', 'collectionDays'] },
  },
  {
    name: 'a default tax that is not there',
    input: { defaultTaxCode: 'NO' },
    issue: { code: 'UNKNOWN_TAX_CODE', path: ['input', 'defaultTaxCode'] },
  },
  {
    name: 'a tax above 100 %',
    input: { taxes: [{ ...gst, percent: '101' }] },
    issue: { code: 'OUT_OF_RANGE', path: ['input', 'taxes', '0', 'percent'] },
  },
  {
    name: 'a tax that ends before it starts',
    input: { taxes: [{ ...qst, endsOn: '2012-12-31' }] },
    issue: { code: 'END_BEFORE_START', path: ['input', 'taxes', '0', 'endsOn'] },
  },
  {
    name: 'the same tax twice on a day',
    input: { taxes: [gst, { ...gst, startsOn: '2026-01-01' }] },
    issue: { code: 'DUPLICATE', path: ['input', 'taxes', '1'] },
  },
  {
    name: 'a line break in the name of a tax',
    input: { taxes: [{ ...gst, name: 'G\nT' }] },
    issue: { code: 'UNSAFE_TEXT', path: ['input', 'taxes', '0', 'name'] },
  },
  {
    name: 'a seller without a name',
    input: { sellerName: ' ' },
    issue: { code: 'REQUIRED', path: ['input', 'sellerName'] },
  },
  {
    name: 'a country of three letters',
    input: { sellerAddress: { lines: [], country: 'CAN' } },
    issue: { code: 'OUT_OF_RANGE', path: ['input', 'sellerAddress', 'country'] },
  },
])('$name is refused at its field', async ({ input, issue }) => {
  const client = await staff();
  const { data } = await client.graphql(update, { input });
  expect(data.updateBillingSettings).toMatchObject({ __typename: 'InvalidInput', issues: [issue] });
});

test('a tax that contracts or customers name is not removed, but may end', async () => {
  const organizationId = await organization(database().owner);
  const person = await member(database().owner, organizationId, 'OWNER');
  const client = await server().client().signIn(person.email, password);
  await client.graphql(update, { input: { taxes: [gst, { ...gst, code: 'TX' }, { ...gst, code: 'NY' }] } });
  const customerId = await customer(database().owner, organizationId, { name: 'Ada Miner' });
  const context = viewerContext(installation(database()), organizationId);
  const draft = await draftContract(context, customerId, { taxCode: 'CA-QC' });
  await database().owner.query("update customer set tax_code = 'TX' where id = $1", [customerId]);
  const removed = await client.graphql(
    `mutation { updateBillingSettings(input: { taxes: [] }) { ... on Conflict { code path issues { message } } } }`,
  );
  expect(removed.data.updateBillingSettings).toEqual({
    code: 'TAX_IN_USE',
    path: ['input', 'taxes'],
    issues: [{ message: `${draft.draftNumber} names CA-QC.` }, { message: 'Ada Miner names TX.' }],
  });
  const ended = [
    { ...gst, endsOn: '2027-01-01' },
    { ...gst, code: 'TX' },
  ];
  const kept = await client.graphql(update, { input: { taxes: ended } });
  expect(kept.data.updateBillingSettings.billingSettings.taxes).toEqual(ended);
});

test('the same tax may change its percent from a day on', async () => {
  const client = await staff();
  const taxes = [
    { ...gst, endsOn: '2026-01-01' },
    { ...gst, percent: '6', startsOn: '2026-01-01' },
  ];
  expect((await client.graphql(update, { input: { taxes } })).data.updateBillingSettings.__typename).toBe(
    'Organization',
  );
});

test.each([
  { role: 'BILLING', settings: 'Organization', organization: 'Forbidden' },
  { role: 'ADMIN', settings: 'Organization', organization: 'Organization' },
  { role: 'OPERATIONS', settings: 'Forbidden', organization: 'Forbidden' },
  { role: 'READ_ONLY', settings: 'Forbidden', organization: 'Forbidden' },
] as const)('$role: billing settings $settings, the organization itself $organization', async (row) => {
  const client = await staff(row.role);
  const rename = 'mutation { updateOrganization(input: { name: "New name" }) { __typename } }';
  expect((await client.graphql(update, { input: { dueDays: 10 } })).data.updateBillingSettings.__typename).toBe(
    row.settings,
  );
  expect((await client.graphql(rename)).data.updateOrganization.__typename).toBe(row.organization);
});

test('name and time zone change; what is no zone is refused', async () => {
  const client = await staff();
  const rename = `mutation($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { ... on Organization { name timeZone } ... on InvalidInput { issues { code path } } } }`;
  const { data } = await client.graphql(rename, { input: { name: 'Polar Mine', timeZone: 'Europe/Oslo' } });
  expect(data.updateOrganization).toEqual({ name: 'Polar Mine', timeZone: 'Europe/Oslo' });
  const refused = await client.graphql(rename, { input: { name: null, timeZone: 'Mars/One' } });
  expect(refused.data.updateOrganization.issues).toEqual([
    { code: 'REQUIRED', path: ['input', 'name'] },
    { code: 'UNKNOWN_TIME_ZONE', path: ['input', 'timeZone'] },
  ]);
});
