import { Temporal } from 'temporal-polyfill';
import type { Installation } from '../context.ts';
import { jobContext } from '../jobs.ts';
import { commandKey } from '../modules/collectors/index.ts';
import { seedCustomer } from './customer.ts';
import { readFarm } from './farm.ts';
import { seedHistory } from './history.ts';
import { type DemoUser, seedOrganization } from './organizations.ts';
import { seedSite } from './site.ts';

const siteZone = 'America/Chicago';
const progressEveryMs = 2_000;

/**
 * The demo: an organization with the whole simulated farm at its one site and two months of history, there a customer with a
 * contract on a third of the machines and last month's bill; beside it a second organization of its own.
 */
export async function seedDemo(
  installation: Installation,
  simulatorUrl: string,
  say: (line: string) => void,
): Promise<{ users: DemoUser[]; collectorToken: string; commandKey: string }> {
  const farm = await readFarm(simulatorUrl);
  const first = await seedOrganization(installation, {
    name: 'Lone Star Hosting',
    slug: 'lone-star',
    timeZone: siteZone,
    currency: 'USD',
    energyRate: '0.072500',
    ownerEmail: 'owner@lonestar.example',
    ownerName: 'Olivia Ortega',
    color: '#b45309',
    address: { lines: ['4100 Switchyard Rd'], city: 'Abilene', region: 'TX', postalCode: '79601', country: 'US' },
  });
  const second = await seedOrganization(installation, {
    name: 'Fjord Compute',
    slug: 'fjord',
    timeZone: 'Europe/Oslo',
    currency: 'NOK',
    energyRate: '0.680000',
    ownerEmail: 'owner@fjord.example',
    ownerName: 'Nils Nordby',
    color: '#0f766e',
    address: { lines: ['Havnegata 9'], city: 'Narvik', region: null, postalCode: '8514', country: 'NO' },
  });
  const context = jobContext(installation, first.id, 'seed');
  const thisMonth = Temporal.Instant.fromEpochMilliseconds(installation.now().getTime())
    .toZonedDateTimeISO(siteZone)
    .toPlainDate()
    .with({ day: 1 });
  const from = startOf(thisMonth.subtract({ months: 2 }));
  const site = await context.em.transactional((em) =>
    seedSite({ ...context, em: em as typeof context.em }, farm, {
      name: 'Site 1',
      timeZone: siteZone,
      mappedFrom: from,
    }),
  );
  say(`seeding ${farm.miners.length} miners and their history since ${from.toISOString().slice(0, 10)}`);
  await seedHistory(
    context,
    site,
    simulatorUrl,
    { from, to: installation.now() },
    everySoOften((done, total) => say(`history of ${done} of ${total} devices`)),
  );
  const portalOwner = await seedCustomer(installation, first, site, {
    farm,
    lastMonth: thisMonth.subtract({ months: 1 }),
    say,
  });
  return {
    users: [first.owner, portalOwner, second.owner],
    collectorToken: site.collectorToken,
    commandKey: await commandKey(context, installation),
  };
}

/** The first instant of a day at the demo's site. */
const startOf = (date: Temporal.PlainDate): Date => new Date(date.toZonedDateTime(siteZone).epochMilliseconds);

function everySoOften(report: (done: number, total: number) => void): (done: number, total: number) => void {
  let last = 0;
  return (done, total) => {
    if (Date.now() - last < progressEveryMs && done < total) return;
    last = Date.now();
    report(done, total);
  };
}
