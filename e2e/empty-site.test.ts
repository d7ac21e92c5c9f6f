import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { ApiClient } from './support/api.ts';
import { useBrowser } from './support/browser.ts';
import { type EmptyInstallation, startEmpty } from './support/empty.ts';

const browser = useBrowser();
let installation: EmptyInstallation | null = null;
afterEach(async () => {
  await installation?.stop();
  installation = null;
});

const owner = { name: 'Olga Owner', email: 'olga@bitvolt.example', password: 'a long enough password' };
const zone = 'America/Chicago';
/** An installation is built, started and filled; a busy machine takes its time for it. */
const withinMs = 300_000;

type Slot = { id: string; label: string; row: number; column: number; miner: Machine | null };
type Machine = {
  name: string;
  serial: string | null;
  status: string;
  statusReason: string;
  latest: { hashrateThs: number | null; powerW: number | null; powerKind: string | null } | null;
  feeds: { to: string | null; outlet: { number: number; powerW: number | null; pdu: { name: string } } | null }[];
};

test('240 machines, 12 PDUs and 2 meters come on line through the API alone', { timeout: withinMs }, async () => {
  installation = await startEmpty('miners=240,pdus=12,meters=2');
  const { farm, networks, ports } = installation;
  const api = new ApiClient(installation.graphql);
  const token = new URL(installation.setupLink).hash.slice(1);
  await api.do(
    'setUpInstallation',
    {
      token,
      owner,
      organization: { name: 'Bitvolt', timeZone: zone, currency: 'USD', energyRate: '0.07' },
      site: { name: 'Odessa', timeZone: zone, capacityKw: '1000' },
    },
    '... on SignedIn { viewer { __typename } }',
  );
  const { sites } = await api.ask('{ sites { nodes { id } } }');
  const siteId = sites.nodes[0].id as string;

  const racks: { id: string; slots: Slot[] }[] = [];
  for (let n = 1; n <= 12; n++)
    racks.push(
      await api.do(
        'createRack',
        { siteId, name: `R${String(n).padStart(2, '0')}`, rows: 5, columns: 4 },
        '... on Rack { id slots { id } }',
      ),
    );
  const created = await api.do('createCollector', { siteId, name: 'Container 1' }, '... on CollectorCreated { token }');
  installation.runCollector(created.token);

  const collectors = async () =>
    (await api.ask('{ collectors { nodes { id online scan { done total found finishedAt } } } }')).collectors.nodes;
  await api.until('the collector', collectors, ([one]) => one.online);
  await api.do('startDiscovery', { siteId, networks, ports }, '__typename');
  await api.until('the end of the scan', collectors, ([{ scan }]) => scan?.finishedAt != null);
  const found = await discoveriesOf(api);
  const ofKind = (kind: string) => found.filter((one) => one.kind === kind).length;
  expect([ofKind('MINER'), ofKind('PDU'), ofKind('METER')]).toEqual([240, 12, 2]);

  // Everything is accepted at once, in the order of the addresses: so the racks were filled.
  const ordered = [...found].sort((a, b) => placeOf(a.address) - placeOf(b.address));
  const slots = racks.flatMap((rack) => rack.slots);
  const counts = { MINER: 0, PDU: 0, METER: 0 } as Record<string, number>;
  const models = await modelsFor(api, farm, found);
  const accept = ordered.map(({ id, kind, address, make, model }) => {
    const n = (counts[kind] = (counts[kind] ?? 0) + 1);
    if (kind === 'MINER')
      return {
        discoveryId: id,
        name: `M-${String(n).padStart(3, '0')}`,
        slotId: slots[n - 1]?.id,
        modelId: models.get(`${make} ${model}`),
      };
    if (kind === 'PDU') return { discoveryId: id, name: `PDU-${String(n).padStart(2, '0')}`, rackId: racks[n - 1]?.id };
    return { discoveryId: id, name: `Meter ${n}`, profile: address.startsWith('modbus:') ? 'eastron-sdm630' : null };
  });
  await api.do('decideDiscoveries', { accept }, '__typename');

  const pdus = () =>
    api.ask(
      '{ pdus(first: 50) { nodes { id name profile model rack { id } phases { currentA } outlets { number register { id } } } } }',
    );
  const { pdus: answered } = await api.until('every outlet', pdus, ({ pdus: { nodes } }) =>
    nodes.every(({ outlets }: { outlets: unknown[] }) => outlets.length === 24),
  );
  expect(answered.nodes).toHaveLength(12);
  expect(answered.nodes[0]).toMatchObject({ profile: 'raritan-pdu2', model: expect.stringMatching(/^Raritan PX/) });
  expect(
    answered.nodes.flatMap(({ outlets }: { outlets: { register: object | null }[] }) => outlets),
  ).not.toContainEqual(expect.objectContaining({ register: null }));

  // Half by a file, half by pattern.
  const from = new Date().toISOString();
  const rows = farm.flatMap(({ kind, name, outlets }) =>
    kind === 'PDU' && Number(name.slice(-2)) <= 6
      ? (outlets ?? []).map(({ number }) => {
          const rack = Number(name.slice(-2));
          const machine = number <= 20 ? `M-${String((rack - 1) * 20 + number).padStart(3, '0')}` : '';
          return { pdu: `PDU-${String(rack).padStart(2, '0')}`, outlet: String(number), machine };
        })
      : [],
  );
  const mapped = '... on OutletMapping { mapped freed }';
  expect(await api.do('importOutletMap', { siteId, rows, from, dryRun: true }, mapped)).toMatchObject({ mapped: 120 });
  expect(await api.do('importOutletMap', { siteId, rows, from }, mapped)).toMatchObject({ mapped: 120, freed: 0 });
  const patterns = answered.nodes
    .slice(6)
    .map((pdu: { id: string; rack: { id: string } }) => ({ pduId: pdu.id, rackId: pdu.rack.id }));
  expect(await api.do('mapOutletsByPattern', { patterns, from }, mapped)).toMatchObject({ mapped: 120 });
  const rest = await api.ask('{ miners(filter: { unmapped: true }) { totalCount } }');
  expect(rest.miners.totalCount).toBe(0);

  const seen = await api.until(
    'live values of every slot',
    () => slotsOf(api),
    (all) => all.every(({ miner }) => miner?.latest?.hashrateThs != null && miner.feeds[0]?.outlet?.powerW != null),
  );
  expect(seen).toHaveLength(240);
  for (const [index, { miner }] of seen.entries()) {
    // Each machine stands and hangs where it does in the farm.
    const real = farm.find(({ serial }) => serial === miner?.serial) ?? farm[0];
    const rack = Math.floor(index / 20) + 1;
    expect(miner?.feeds).toMatchObject([
      { to: null, outlet: { number: (index % 20) + 1, pdu: { name: `PDU-${String(rack).padStart(2, '0')}` } } },
    ]);
    if (miner?.serial) expect(Number(real?.position?.rack.slice(1))).toBe(rack);
    expect(miner?.status).toMatch(/ACTIVE|DEGRADED/);
    expect(miner?.statusReason).toMatch(/^Hashing at \d+ % of its rated/);
    // Who tells its own power tells what its outlet does, but for what it estimates.
    const outletW = miner?.feeds[0]?.outlet?.powerW ?? 0;
    if (miner?.latest?.powerW != null) expect(Math.abs(miner.latest.powerW - outletW) / outletW).toBeLessThan(0.15);
  }
  const { meters } = await api.until(
    'the meters',
    () => api.ask('{ meters { nodes { powerW phases { name } register { latest { registerWh } } } } }'),
    ({ meters: { nodes } }) => nodes.every(({ powerW }: { powerW: number | null }) => powerW !== null),
  );
  expect(meters.nodes).toHaveLength(2);
});

test('and on the screens that an operator has on the first day', { timeout: withinMs }, async () => {
  installation = await startEmpty('miners=240,pdus=12,meters=2');
  const page = await browser.person();
  // What devices say comes with their polls.
  page.setDefaultTimeout(60_000);
  await setsUp(page, installation.setupLink);
  const siteUrl = await makesRacks(page);
  installation.runCollector(await makesCollector(page));
  await acceptsAllThatIsFound(page, siteUrl, installation);
  await mapsHalfByFile(page, siteUrl, installation);
  await mapsTheRestByPattern(page, siteUrl);
  await seesLiveValuesBySlot(page, siteUrl, installation);
});

async function setsUp(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(owner.name);
  await page.getByLabel('Email').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByLabel('Organization').fill('Bitvolt');
  await page.getByLabel('Time zone', { exact: false }).first().selectOption(zone);
  await page.getByLabel('Site', { exact: true }).fill('Odessa');
  await page.getByLabel('Site’s time zone').selectOption(zone);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByRole('heading', { name: 'Bring this site on line' }).waitFor();
}

/** Answers the address of the site's page. */
async function makesRacks(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Add racks' }).click();
  const fields = { Racks: '12', Names: 'R{nn}', Rows: '5', Columns: '4' };
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Create 12 racks' }).click();
  await page.waitForURL(/\/sites\/[0-9a-f-]+(\?|$)/);
  return new URL(page.url()).origin + new URL(page.url()).pathname;
}

/** Answers the token, which is shown this once. */
async function makesCollector(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Create collector' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Container 1');
  await dialog.getByLabel('Networks it may reach').fill('127.0.0.0/8');
  await dialog.getByRole('button', { name: 'Create collector' }).click();
  await dialog.getByText('The token is shown this once').waitFor();
  const token = /printf %s '([^']+)'/.exec(await dialog.innerText())?.[1] ?? '';
  await dialog.getByRole('button', { name: 'I have copied the token' }).click();
  return token;
}

async function acceptsAllThatIsFound(page: Page, siteUrl: string, farm: EmptyInstallation): Promise<void> {
  await page.getByText('Online', { exact: true }).first().waitFor();
  await page.goto(`${siteUrl}/discovery`);
  await page.getByLabel('Networks').fill(farm.networks.join('\n'));
  await page.getByLabel('Ports').fill(farm.ports.join(', '));
  await page.getByRole('button', { name: 'Start scan' }).click();
  await page.getByText(/looked at \d+ addresses and found 254/).waitFor();
  await page.getByRole('checkbox', { name: 'Select all 254 found devices' }).check();
  await page.getByRole('button', { name: 'Accept 254 devices' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Free slots from').selectOption({ label: 'R01' });
  for (const model of await dialog.getByRole('group', { name: 'Models' }).getByRole('combobox').all())
    if ((await model.inputValue()) === '') await model.selectOption({ index: 1 });
  const profile = dialog.getByText('For meters that don’t say what they are');
  if ((await profile.count()) > 0) await dialog.getByLabel('Profile').selectOption('eastron-sdm630');
  await dialog.getByRole('button', { name: 'Accept 254 devices' }).click();
  await page.getByText('Accepted', { exact: true }).waitFor();
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

async function mapsHalfByFile(page: Page, siteUrl: string, { farm }: EmptyInstallation): Promise<void> {
  // The outlets come with each PDU's first answer.
  await page.goto(`${siteUrl}/outlets?way=pattern`);
  const answered = page.getByText('24 outlets', { exact: true });
  for (let looks = 0; (await answered.count()) < 12; looks++) {
    expect(looks, 'PDUs that have answered').toBeLessThan(60);
    await page.waitForTimeout(1_000);
    await page.reload();
    await page.getByRole('table', { name: 'Pairs' }).waitFor();
  }
  const lines = farm.flatMap(({ kind, name, outlets }) => {
    const rack = Number(name.slice(-2));
    if (kind !== 'PDU' || rack > 6) return [];
    return (outlets ?? []).flatMap(({ number, minerSerial }) =>
      minerSerial ? [`PDU-${twoDigits(rack)},${number},M-${String((rack - 1) * 20 + number).padStart(3, '0')}`] : [],
    );
  });
  await page.getByRole('tab', { name: 'From a file' }).click();
  const file = page.getByLabel('PDU, outlet, machine');
  await file.fill(['pdu,outlet,machine', ...lines, 'PDU-99,1,M-001'].join('\n'));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText(`Line ${lines.length + 2}: There is no PDU “PDU-99” at this site.`).waitFor();
  await file.fill(['pdu,outlet,machine', ...lines].join('\n'));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByRole('button', { name: 'Map 120 outlets' }).click();
  await page.getByText('120 outlets mapped').waitFor();
}

async function mapsTheRestByPattern(page: Page, siteUrl: string): Promise<void> {
  await page.goto(`${siteUrl}/outlets?way=pattern`);
  await page.getByRole('table', { name: 'Pairs' }).waitFor();
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText(/120 outlets will feed what is named, 0 will be free, 120 stay as they are/).waitFor();
  await page.getByRole('button', { name: 'Map 120 outlets' }).click();
  await page.getByText('120 outlets mapped').waitFor();
}

/** The first slot shows the machine that stands there in the farm, on its outlet, and moves as it does. */
async function seesLiveValuesBySlot(page: Page, siteUrl: string, farm: EmptyInstallation): Promise<void> {
  const real = farm.farm.find(({ name }) => name === 'R01-1-1');
  await page.goto(`${siteUrl}?tab=map`);
  await page.getByText('240 of 240 slots taken').waitFor();
  await page.getByRole('option', { name: 'R01 1-1', exact: true }).click();
  const slot = page.getByRole('complementary', { name: 'Slot 1-1 in R01' });
  await slot.getByText('PDU-01, outlet 1').waitFor();
  await slot.getByText(/^Hashing at \d+ % of its rated/).waitFor();
  await farm.setDevice(real?.serial ?? '', { hashrateThs: 87.6, wander: false });
  await slot.getByText(/^87\.6 TH\/s/).waitFor();
}

type Found = {
  readonly id: string;
  readonly kind: string;
  readonly address: string;
  readonly make: string | null;
  readonly model: string | null;
  readonly knownModel: { readonly id: string } | null;
};

async function discoveriesOf(api: ApiClient): Promise<Found[]> {
  const found: Found[] = [];
  for (let after: string | null = null; ; ) {
    const { discoveries } = await api.ask(
      `query($after: String) { discoveries(first: 200, after: $after) { nodes { id kind address make model knownModel { id } }
        pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    found.push(...discoveries.nodes);
    if (!discoveries.pageInfo.hasNextPage) return found;
    after = discoveries.pageInfo.endCursor;
  }
}

/** A miner's, PDU's or meter's place in the farm, from its address. */
const placeOf = (address: string): number =>
  (/\/\/([\d.]+):/.exec(address)?.[1] ?? '').split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** Models that didn't come along are made from the farm's nameplates. */
async function modelsFor(
  api: ApiClient,
  farm: EmptyInstallation['farm'],
  found: readonly Found[],
): Promise<ReadonlyMap<string, string>> {
  const models = new Map<string, string>();
  for (const { make, model, knownModel } of found) if (knownModel) models.set(`${make} ${model}`, knownModel.id);
  for (const { kind, address, make, model } of found) {
    const key = `${make} ${model}`;
    if (kind !== 'MINER' || models.has(key)) continue;
    const real = farm.find((device) => device.address === address) as unknown as {
      make: string;
      model: string;
      ratedHashrateThs: number;
      ratedPowerW: number;
      ratedEfficiencyJPerTh: number;
    };
    const input = {
      make: real.make,
      name: `${real.model} ${models.size}`,
      ratedHashrateThs: String(real.ratedHashrateThs),
      ratedPowerW: String(real.ratedPowerW),
      ratedEfficiencyJPerTh: String(real.ratedEfficiencyJPerTh),
    };
    models.set(key, (await api.do('createMinerModel', input, '... on MinerModel { id }')).id);
  }
  return models;
}

async function slotsOf(api: ApiClient): Promise<Slot[]> {
  const { racks } =
    await api.ask(`{ racks(first: 50) { nodes { name slots { id label row column miner { name serial status statusReason
    latest { hashrateThs powerW powerKind } feeds { to outlet { number powerW pdu { name } } } } } } } }`);
  return racks.nodes.flatMap(({ slots }: { slots: Slot[] }) => slots);
}
