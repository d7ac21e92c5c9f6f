import { expect, test } from 'vitest';
import { installation, organization } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { newToken } from '../identity/index.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

const setUp = `mutation($input: SetUpInstallationInput!) { setUpInstallation(input: $input) { __typename
  ... on SignedIn { viewer { kind role name user { email } organization { name slug timeZone plan addOns branding { displayName portalSlug }
    billingSettings { currency energyRate noticeDays sellerName } } } }
  ... on InvalidInput { issues { code path } } ... on Refusal { code } } }`;
const owner = { name: 'Olive Owner', email: 'olive@example.com', password: 'a long enough one' };
const company = { name: 'Lone Star, LLC', timeZone: 'America/Chicago', currency: 'USD', energyRate: '0.0725' };
const site = {
  name: 'Abilene One',
  city: 'Abilene',
  region: 'Texas',
  country: 'US',
  timeZone: 'America/Chicago',
  capacityKw: '2500.5',
};

/** As a start does: a new link, which takes the place of the former. Null when there is nothing to set up. */
async function offered(): Promise<string | null> {
  const { token, hash } = newToken();
  const { rows } = await database().owner.query('select offer_setup($1) as offered', [hash]);
  return rows[0].offered ? token : null;
}

async function send(token: string | null, parts: { owner?: object; organization?: object; site?: object } = {}) {
  const client = server().client();
  const input = {
    token,
    owner: { ...owner, ...parts.owner },
    organization: { ...company, ...parts.organization },
    site: { ...site, ...parts.site },
  };
  return { client, answer: (await client.graphql(setUp, { input })).data.setUpInstallation };
}

async function countRows(): Promise<Record<string, number>> {
  const tables = ['organization', 'branding', 'billing_settings', 'app_user', 'membership', 'site', 'session'];
  const counts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  return (await database().owner.query(`select ${counts.join(', ')}`)).rows[0];
}

test("the link's token is nowhere in the database, and the servers' role can neither read nor make one", async () => {
  const token = await offered();
  const { rows } = await database().owner.query('select token_hash, i::text as row from installation_setup i');
  expect(rows).toHaveLength(1);
  expect(rows[0].token_hash).toHaveLength(32);
  expect(rows[0].row).not.toContain(token);
  const app = database().orm.em.fork();
  await expect(app.execute('select * from installation_setup')).rejects.toThrow(/permission denied/);
  await expect(app.execute("select offer_setup('x')")).rejects.toThrow(/permission denied/);
});

test.each([
  { name: 'no name of the owner', parts: { owner: { name: ' ' } }, issue: ['REQUIRED', 'owner', 'name'] },
  { name: 'an address without @', parts: { owner: { email: 'olive' } }, issue: ['NOT_AN_EMAIL', 'owner', 'email'] },
  {
    name: 'a password of 11',
    parts: { owner: { password: 'x'.repeat(11) } },
    issue: ['WEAK_PASSWORD', 'owner', 'password'],
  },
  { name: 'no organization', parts: { organization: { name: '' } }, issue: ['REQUIRED', 'organization', 'name'] },
  {
    name: 'an unknown zone',
    parts: { organization: { timeZone: 'Texas' } },
    issue: ['UNKNOWN_TIME_ZONE', 'organization', 'timeZone'],
  },
  {
    name: 'an unknown currency',
    parts: { organization: { currency: 'XXQ' } },
    issue: ['UNKNOWN_CURRENCY', 'organization', 'currency'],
  },
  {
    name: 'a negative rate',
    parts: { organization: { energyRate: '-1' } },
    issue: ['NEGATIVE', 'organization', 'energyRate'],
  },
  { name: 'no name of the site', parts: { site: { name: '' } }, issue: ['REQUIRED', 'site', 'name'] },
  { name: 'no zone of the site', parts: { site: { timeZone: '' } }, issue: ['REQUIRED', 'site', 'timeZone'] },
  { name: 'a negative capacity', parts: { site: { capacityKw: '-1' } }, issue: ['NEGATIVE', 'site', 'capacityKw'] },
])('$name is refused at its field, and nothing is written', async ({ parts, issue: [code, ...path] }) => {
  const { answer } = await send(await offered(), parts);
  expect(answer).toEqual({
    __typename: 'InvalidInput',
    code: 'INVALID_INPUT',
    issues: [{ code, path: ['input', ...path] }],
  });
  expect(Object.values(await countRows()).every((count) => count === 0)).toBe(true);
});

test('a link that a later start replaced, or that nobody printed, opens nothing', async () => {
  const replaced = await offered();
  await offered();
  for (const token of [replaced, newToken().token, ''])
    expect((await send(token)).answer).toEqual({ __typename: 'Forbidden', code: 'LINK_INVALID' });
});

test('of two browsers at once one gets in and owns what it named, whole; from then on no link works', async () => {
  const token = await offered();
  const tries = await Promise.all(['Ann', 'Bob'].map((name) => send(token, { owner: { name } })));
  expect(tries.map(({ answer }) => answer.__typename).sort()).toEqual(['Forbidden', 'SignedIn']);
  const winner = tries.find(({ answer }) => answer.__typename === 'SignedIn');
  expect(winner?.answer.viewer).toEqual({
    kind: 'STAFF',
    role: 'OWNER',
    name: expect.stringMatching(/Ann|Bob/),
    user: { email: owner.email },
    organization: {
      name: 'Lone Star, LLC',
      slug: 'lone-star-llc',
      timeZone: 'America/Chicago',
      plan: 'BUSINESS',
      addOns: ['HOSTING'],
      branding: { displayName: 'Lone Star, LLC', portalSlug: 'lone-star-llc' },
      billingSettings: { currency: 'USD', energyRate: '0.072500', noticeDays: 60, sellerName: 'Lone Star, LLC' },
    },
  });
  const { data } = await (winner as (typeof tries)[0]).client.graphql(
    '{ sites(first: 9) { nodes { name city region country timeZone capacityKw energyCostPerKwh } } }',
  );
  expect(data.sites.nodes).toEqual([{ ...site, energyCostPerKwh: null }]);
  expect(Object.values(await countRows()).every((count) => count === 1)).toBe(true);
  expect(await offered()).toBeNull();
  expect((await send(token)).answer).toMatchObject({ code: 'LINK_INVALID' });
  await server().client().signIn(owner.email, owner.password);
});

test('a link from before somebody made the first organization at the terminal opens nothing', async () => {
  await database().owner.query('truncate organization, app_user cascade');
  const token = await offered();
  await organization(database().owner);
  expect((await send(token)).answer).toMatchObject({ code: 'LINK_INVALID' });
});
