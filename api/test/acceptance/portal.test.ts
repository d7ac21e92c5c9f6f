import sharp from 'sharp';
import { expect, test } from 'vitest';
import { mutate } from '../builders/operator.ts';
import { member, password } from '../builders/organization.ts';
import type { Client } from '../client.ts';
import { contractOf, customerOf, type Host, siteOf, useWorld } from './world.ts';

/** From the invitation to live hashrate in the portal: items 41 to 47 of the product's list. */
const world = useWorld();
const { host, guest, listen, mail, at, server } = world;

const invite = (us: Host, customerId: string) =>
  us.do('sendPortalInvite', { customerId }, '... on Invite { id email role expiresAt }');
const linkOf = async (email: string) => /(\S+\/portal\/invite)#([\w-]{43})/.exec(await mail(email))?.slice(1) ?? [];
const tokenOf = async (email: string) => (await linkOf(email))[1] as string;
const entered = '... on SignedIn { viewer { kind role organization { branding { displayName } } customer { id } } }';
const accept = (client: Client, token: string) =>
  mutate(client, 'acceptInvite', { token, password: 'a long enough one' }, entered);
const signIn = (client: Client, input: object) =>
  mutate(client, 'signIn', { password, ...input }, `${entered} ... on ChooseMembership { memberships { id } }`);
const picture = async (side: number, type: 'png' | 'jpeg' = 'png') =>
  (
    await sharp({ create: { width: side, height: side, channels: 3, background: '#0f766e' } })
      [type]()
      .toBuffer()
  ).toString('base64');

test("product 41: Send Portal Invite mails the customer's contact address", async () => {
  const us = await host();
  const { id } = await customerOf(us, { contactEmail: 'contact@41.example', billingEmail: 'bills@41.example' });
  expect(await invite(us, id)).toMatchObject({
    email: 'contact@41.example',
    role: 'CUSTOMER_OWNER',
    expiresAt: '2026-07-08T12:00:00Z',
  });
  expect(await mail('contact@41.example')).toContain('Hello Grace Hash');
  await expect(mail('bills@41.example')).rejects.toThrow('no mail');
});

test('product 42: the mail carries the logo, name and colour of the branding', async () => {
  const us = await host();
  const branding = { displayName: 'Polar & Sons', primaryColor: '#0f766e', logo: await picture(256) };
  const set = await us.do('updateBranding', branding, '... on Organization { branding { logoUrl } }');
  await invite(us, (await customerOf(us, { contactEmail: 'contact@42.example' })).id);
  const html = await mail('contact@42.example', 'html');
  for (const part of ['Polar &amp; Sons', '#0f766e', set.branding.logoUrl]) expect(html).toContain(part);
  expect(await mail('contact@42.example')).toContain('Polar & Sons');
});

test('product 43: the link works once; a password is set, and the customer is inside the portal with its machines', async () => {
  const us = await host();
  const { minerIds } = await siteOf(us, { machines: 1 });
  const { id } = await customerOf(us, { contactEmail: 'contact@43.example' });
  await contractOf(us, id, minerIds);
  await invite(us, id);
  const [page, token] = (await linkOf('contact@43.example')) as [string, string];
  // What a mail scanner does: it opens the page, any number of times. The token is behind the #, which is never sent.
  for (const method of ['GET', 'HEAD']) await guest().fetch(new URL(page).pathname, { method });
  const browser = guest();
  expect(await accept(browser, token)).toMatchObject({ viewer: { kind: 'CUSTOMER', customer: { id } } });
  expect((await browser.graphql('{ miners { nodes { id } } }')).data.miners.nodes).toEqual([{ id: minerIds[0] }]);
  expect(await accept(guest(), token)).toMatchObject({ code: 'LINK_INVALID' });
  const again = await signIn(guest(), { email: 'contact@43.example', password: 'a long enough one' });
  expect(again).toMatchObject({ viewer: { customer: { id } } });
});

test('product 43: sent again, the link before is dead; after seven days each is', async () => {
  const us = await host();
  const { id } = await customerOf(us, { contactEmail: 'again@43.example' });
  await invite(us, id);
  const first = await tokenOf('again@43.example');
  await invite(us, id);
  const second = await tokenOf('again@43.example');
  expect(await accept(guest(), first)).toMatchObject({ code: 'LINK_INVALID' });
  await at('2026-07-08T12:00:01Z', async () => {
    expect(await accept(guest(), second)).toMatchObject({ code: 'LINK_INVALID' });
  });
  expect(await accept(guest(), second)).toMatchObject({ __typename: 'SignedIn' });
});

test("product 44: customers sign in at an address of the host's slug; the organization's own slug keeps working", async () => {
  const us = await host();
  const { id } = await customerOf(us);
  const { email } = await member(world.database().owner, us.organizationId, 'CUSTOMER_OWNER', id);
  const slug = `polar-${us.organizationId.slice(-6)}`;
  const face = '... on Organization { slug branding { portalUrl } }';
  const set = await us.do('updateBranding', { displayName: 'Polar', portalSlug: slug }, face);
  expect(set.branding.portalUrl).toBe(`${server().url}/portal/sign-in?portal=${slug}`);
  const door = 'query($slug: String!) { portalBranding(slug: $slug) { displayName } }';
  for (const known of [slug, set.slug]) {
    expect((await guest().graphql(door, { slug: known })).data.portalBranding).toEqual({ displayName: 'Polar' });
    expect(await signIn(guest(), { email, portalSlug: known })).toMatchObject({ viewer: { customer: { id } } });
  }
  expect(await signIn(guest(), { email, portalSlug: 'nobody' })).toMatchObject({ code: 'BAD_CREDENTIALS' });
  const other = await host();
  expect(await other.refused('updateBranding', { displayName: 'Other', portalSlug: set.slug })).toMatchObject({
    code: 'SLUG_TAKEN',
  });
});

test('product 45: branding has a logo, a slogan of at most 150 characters and two colours that can be read', async () => {
  const us = await host();
  const branding = { displayName: 'Polar', slogan: 'x'.repeat(150), primaryColor: '#0F766E', accentColor: '#ea580c' };
  const fields = '... on Organization { branding { slogan primaryColor accentColor logoUrl } }';
  const set = await us.do('updateBranding', { ...branding, logo: await picture(200, 'jpeg') }, fields);
  expect(set.branding).toMatchObject({ slogan: branding.slogan, primaryColor: '#0f766e', accentColor: '#ea580c' });
  const logo = await guest().fetch(new URL(set.branding.logoUrl).pathname);
  expect([logo.headers.get('content-type'), logo.headers.get('x-content-type-options')]).toEqual([
    'image/png',
    'nosniff',
  ]);
  for (const [field, value, code] of [
    ['slogan', 'x'.repeat(151), 'TOO_LONG'],
    ['primaryColor', '#ffff00', 'OUT_OF_RANGE'],
    ['logo', Buffer.from('<svg/>').toString('base64'), 'UNSAFE_FILE'],
    ['logo', Buffer.alloc(513 * 1024, 1).toString('base64'), 'UNSAFE_FILE'],
  ] as const)
    expect(await us.refused('updateBranding', { [field]: value })).toMatchObject({
      issues: [{ code, path: ['input', field] }],
    });
});

test('product 46: a portal is one host’s and one customer’s: no other is visible, also to a person of two', async () => {
  const [one, two] = [await host(), await host()];
  const [here, there] = [await customerOf(one, { name: 'Here' }), await customerOf(two, { name: 'There' })];
  const neighbour = await customerOf(one, { name: 'Neighbour', contactEmail: 'next@46.example' });
  const { owner } = world.database();
  const person = await member(owner, one.organizationId, 'CUSTOMER_OWNER', here.id);
  await owner.query(
    `insert into membership (id, organization_id, user_id, customer_id, role, created_at) values (gen_random_uuid(), $1, $2, $3, 'CUSTOMER_MEMBER', '2026-01-01')`,
    [two.organizationId, person.userId, there.id],
  );
  const browser = guest();
  expect(await signIn(browser, { email: person.email })).toMatchObject({ __typename: 'ChooseMembership' });
  await signIn(browser, { email: person.email, membershipId: person.membershipId });
  const all =
    'query($ids: ID!, $there: ID!) { customers { nodes { name } } next: customer(id: $ids) { name } there: customer(id: $there) { name } sites { nodes { id } } organization { name memberships { id } } }';
  const { data } = await browser.graphql(all, { ids: neighbour.id, there: there.id });
  expect(data).toMatchObject({
    customers: { nodes: [{ name: 'Here' }] },
    next: null,
    there: null,
    sites: { nodes: [] },
    organization: { memberships: null },
  });
});

test('product 47: the customer sees the assigned miners and their hashrate live', async () => {
  const us = await host();
  const { miners, minerIds, token } = await siteOf(us, { machines: 2 });
  const { id } = await customerOf(us);
  await contractOf(us, id, minerIds.slice(0, 1));
  const portal = await us.person('CUSTOMER_OWNER', id);
  const query = 'subscription { minerReadings { snapshot readings { minerId hashrateThs status } } }';
  const inbox = listen(query, portal);
  await inbox.wait();
  const heard = {
    minerId: minerIds,
    takenAt: minerIds.map(() => '2026-07-01T11:59:58Z'),
    answered: [true, true],
    hashing: [true, true],
    hashrateThs: [201.5, 199],
  };
  const report = { sequence: 1, sentAt: '2026-07-01T11:59:59Z', miners: heard };
  await mutate(guest(token), 'recordReadings', report, '... on ReadingsRecorded { accepted }');
  const update = (await inbox.wait((message) => JSON.stringify(message).includes('201.5'))) as {
    minerReadings: { readings: object[] };
  };
  inbox.stop();
  expect(update.minerReadings.readings).toMatchObject([{ minerId: minerIds[0], hashrateThs: 201.5, status: 'ACTIVE' }]);
  const latest = (await portal.graphql('{ miners { nodes { name latest { hashrateThs } } } }')).data.miners.nodes;
  expect(latest).toEqual([{ name: miners[0]?.name, latest: { hashrateThs: 201.5 } }]);
});
