import sharp from 'sharp';
import { expect, test } from 'vitest';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { mailedTo } from '../../../test/mails.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

async function staff() {
  const organizationId = await organization(database().owner);
  const person = await member(database().owner, organizationId, 'ADMIN');
  return { organizationId, client: await server().client().signIn(person.email, password) };
}

const update = `mutation($input: UpdateBrandingInput!) { updateBranding(input: $input) { __typename
  ... on Organization { branding { displayName slogan primaryColor accentColor portalSlug portalUrl logoUrl } }
  ... on InvalidInput { issues { code path } } ... on Refusal { code } } }`;
const portal = `query($slug: String!) { portalBranding(slug: $slug) { displayName primaryColor logoUrl portalUrl } }`;

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#b45309' } });
const base64 = (bytes: Buffer): string => bytes.toString('base64');

test('a portal shows its name, colours and logo to anybody at its door', async () => {
  const { client } = await staff();
  const logo = base64(
    await picture(1200, 300)
      .withExif({ IFD0: { Copyright: 'leak me' } })
      .jpeg()
      .toBuffer(),
  );
  const input = {
    displayName: 'Polar Mine',
    slogan: 'Cold and cheap',
    primaryColor: '#0F766E',
    accentColor: '#ea580c',
    portalSlug: 'polar',
    logo,
  };
  const { branding } = (await client.graphql(update, { input })).data.updateBranding;
  expect(branding).toMatchObject({
    displayName: 'Polar Mine',
    slogan: 'Cold and cheap',
    primaryColor: '#0f766e',
    accentColor: '#ea580c',
    portalUrl: `${server().url}/portal/sign-in?portal=polar`,
  });
  const stranger = server().client();
  expect((await stranger.graphql(portal, { slug: 'polar' })).data.portalBranding).toEqual({
    displayName: 'Polar Mine',
    primaryColor: '#0f766e',
    logoUrl: branding.logoUrl,
    portalUrl: branding.portalUrl,
  });
  expect((await stranger.graphql(portal, { slug: 'nobody' })).data.portalBranding).toBeNull();
  const response = await stranger.fetch(new URL(branding.logoUrl).pathname, {
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  });
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const served = Buffer.from(await response.arrayBuffer());
  expect(await sharp(served).metadata()).toMatchObject({ format: 'png', width: 640, height: 160 });
  expect(served.includes('leak me')).toBe(false);
});

test.each(['png', 'webp'] as const)('a %s is taken too', async (format) => {
  const { client } = await staff();
  const logo = base64(await picture(64, 64).toFormat(format).toBuffer());
  expect((await client.graphql(update, { input: { logo } })).data.updateBranding.branding.logoUrl).toMatch(/\.png$/);
});

test.each([
  {
    name: 'an SVG',
    bytes: async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
  },
  { name: 'a GIF', bytes: () => picture(8, 8).gif().toBuffer() },
  {
    name: 'a page that begins like a PNG',
    bytes: async () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('<script>')]),
  },
  { name: 'a broken JPEG', bytes: async () => (await picture(64, 64).jpeg().toBuffer()).subarray(0, 200) },
  {
    name: 'more than 512 kB',
    bytes: async () => Buffer.concat([await picture(8, 8).png().toBuffer(), Buffer.alloc(512 * 1024)]),
  },
  { name: 'a small file that unpacks to 25 megapixels', bytes: () => picture(5000, 5000).png().toBuffer() },
])('$name is refused as a logo, and nothing changes', async ({ bytes }) => {
  const { client } = await staff();
  const { data } = await client.graphql(update, { input: { displayName: 'Changed', logo: base64(await bytes()) } });
  expect(data.updateBranding).toEqual({
    __typename: 'InvalidInput',
    issues: [{ code: 'UNSAFE_FILE', path: ['input', 'logo'] }],
    code: 'INVALID_INPUT',
  });
  expect(
    (await client.graphql('{ organization { branding { displayName logoUrl } } }')).data.organization.branding,
  ).toEqual({
    displayName: 'Lone Star Hosting',
    logoUrl: null,
  });
});

test('what is no base64 is no file', async () => {
  const { client } = await staff();
  expect(
    (await client.graphql(update, { input: { logo: 'data:image/png;base64,xx' } })).data.updateBranding.issues[0].code,
  ).toBe('UNSAFE_FILE');
});

test.each([
  {
    name: 'a primary colour that white text vanishes on',
    input: { primaryColor: '#fde047' },
    path: ['input', 'primaryColor'],
  },
  { name: 'an accent that vanishes on white', input: { accentColor: '#f5f5f5' }, path: ['input', 'accentColor'] },
  { name: 'a colour by name', input: { primaryColor: 'red' }, path: ['input', 'primaryColor'] },
  { name: 'a slug with a space', input: { portalSlug: 'my portal' }, path: ['input', 'portalSlug'] },
])('$name is refused', async ({ input, path }) => {
  const { client } = await staff();
  expect((await client.graphql(update, { input })).data.updateBranding.issues).toEqual([
    { code: 'OUT_OF_RANGE', path },
  ]);
});

test('a slug belongs to one portal, also when two want it at once', async () => {
  const [one, two] = [await staff(), await staff()];
  const answers = await Promise.all(
    [one, two].map(({ client }) => client.graphql(update, { input: { portalSlug: 'wanted' } })),
  );
  expect(answers.map(({ data }) => data.updateBranding.code ?? data.updateBranding.__typename).sort()).toEqual([
    'Organization',
    'SLUG_TAKEN',
  ]);
});

test('mails are headed with the logo', async () => {
  const { client, organizationId } = await staff();
  const logo = base64(await picture(64, 64).png().toBuffer());
  const { branding } = (await client.graphql(update, { input: { logo } })).data.updateBranding;
  const customerId = await customer(database().owner, organizationId, { contactEmail: 'logo@example.com' });
  await client.graphql(
    'mutation($customerId: ID!) { sendPortalInvite(input: { customerId: $customerId }) { __typename } }',
    { customerId },
  );
  expect(await mailedTo(database(), 'logo@example.com', 'html')).toContain(
    `<img src="${branding.logoUrl}" alt="Lone Star Hosting"`,
  );
});
