import { afterEach, expect, test, vi } from 'vitest';
import { hours, registerOf, sendRegisters } from './billing.ts';
import { contractOf, customerOf, siteOf, speaking, useWorld } from './world.ts';

/** The month so far, live: the same for the operator and for the customer, from the same evidence as the bill. */
const world = useWorld('2026-06-11T17:00:00Z');
const { host, listen } = world;
const monthSoFar = (contractId: string) =>
  `subscription { accrual(contractId: "${contractId}") { energyKwh estimatedKwh amount { amount } forecastLow { amount } forecastHigh { amount } startsOn endsOn } }`;
type Told = { accrual?: { energyKwh: string } };

afterEach(() => {
  vi.restoreAllMocks();
});

test('operator and customer are told the month so far at once, and what readings make of it; nobody else is', async () => {
  const us = await host();
  const site = await siteOf(us, { machines: 1 });
  const customer = await customerOf(us);
  const { id } = await contractOf(us, customer.id, site.minerIds, { rate: '0.07' });
  const registerId = registerOf(site.miners[0]);
  const until = '2026-06-11T17:00:00Z';
  const rows = [...hours('2026-06-01T05:00:00Z', until), until].map(
    (at, hour) => [registerId, at, hour * 3_000] as const,
  );
  await sendRegisters(world, site.token, rows);
  const portal = await us.person('CUSTOMER_OWNER', customer.id);
  const inboxes = [listen(monthSoFar(id), us.client), listen(monthSoFar(id), portal)];
  for (const inbox of inboxes)
    expect(await inbox.wait((message) => 'accrual' in message)).toEqual({
      accrual: {
        // 252 h of 720 at 3 kW, and every day was alike
        energyKwh: '756.000',
        estimatedKwh: '0.000',
        amount: { amount: '52.92' },
        forecastLow: { amount: '151.20' },
        forecastHigh: { amount: '151.20' },
        startsOn: '2026-06-01',
        endsOn: '2026-07-01',
      },
    });
  world.clock.now = new Date('2026-06-11T18:00:00Z');
  await sendRegisters(world, site.token, [[registerId, '2026-06-11T18:00:00Z', 253 * 3_000]]);
  // What was rated is kept for ten seconds; here they have passed.
  const real = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => real() + 60_000);
  for (const inbox of inboxes) {
    await inbox.wait((message) => (message as Told).accrual?.energyKwh === '759.000');
    inbox.stop();
  }
  const neighbour = await customerOf(us, { contactEmail: 'next@accrual.example' });
  for (const stranger of [await us.person('CUSTOMER_OWNER', neighbour.id), (await host()).client]) {
    expect((await speaking(stranger).ask(`{ accrual(contractId: "${id}") { energyKwh } }`)).accrual).toBeNull();
    const inbox = listen(monthSoFar(id), stranger);
    expect(await inbox.wait()).toMatchObject({ failed: 'NOT_FOUND' });
    inbox.stop();
  }
});
