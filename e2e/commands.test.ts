import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { signInTo } from './support/apps.ts';
import { useBrowser } from './support/browser.ts';
import { userOf } from './support/world.ts';

const browser = useBrowser();

test('an outlet that is switched in the console takes its machine with it, and gives it back', async () => {
  const operator = await browser.person();
  await signInTo(operator, 'console', userOf('OWNER'));
  const { pdu, outlet, miner } = await someOutlet(operator);
  expect(await drawnW(miner)).toBeGreaterThan(1_000);

  await operator.goto(`${inject('ready').console}power/${pdu}`);
  await operator.getByRole('row').filter({ hasText: miner }).getByRole('checkbox').check();
  await command(operator, 'Switch off', true);
  expect(await drawnW(miner)).toBe(0);
  // The collector looks at once, without waiting for the next poll.
  await operator.getByRole('row').filter({ hasText: miner }).getByText('Off', { exact: true }).waitFor();

  await command(operator, 'Switch on', false);
  expect(await drawnW(miner)).toBeGreaterThan(1_000);
  await operator.getByRole('heading', { name: 'Commands' }).waitFor();
  expect(await operator.getByText(`Switch off outlet ${outlet}`).count()).toBe(1);
});

/** Gives a command to what is selected and waits until the dialog says that it is done. */
async function command(page: Page, verb: string, isDanger: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Switch 1 outlet' }).click();
  await page.getByRole('menuitem', { name: verb, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/kW$/).waitFor();
  await dialog.getByLabel('Reason').fill('Breaker test');
  if (isDanger) await dialog.getByLabel(`Type "${verb}" to confirm`).fill(verb);
  await dialog.getByRole('button', { name: `${verb} 1 outlet` }).click();
  await dialog.getByText('Done', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}

/** An outlet on which a machine hangs, as the API tells it. */
async function someOutlet(page: Page): Promise<{ pdu: string; outlet: string; miner: string }> {
  const query = '{ pdus { nodes { id outlets { number label feeds { miner { name } } } } } }';
  const response = await page.request.post(inject('ready').graphql, { data: { query } });
  type Outlet = { number: number; label: string | null; feeds: { miner: { name: string } | null }[] };
  const { data } = (await response.json()) as { data: { pdus: { nodes: { id: string; outlets: Outlet[] }[] } } };
  for (const { id, outlets } of data.pdus.nodes)
    for (const { number, label, feeds } of outlets) {
      const miner = feeds[0]?.miner?.name;
      if (miner) return { pdu: id, outlet: label ?? String(number), miner };
    }
  throw new Error('no outlet of the demo feeds a machine');
}

/** What the simulated machine itself draws. */
async function drawnW(miner: string): Promise<number> {
  const response = await fetch(new URL('/devices', inject('ready').simulator));
  type Device = { readonly name: string; readonly kind: string; readonly state: { readonly powerW: number } };
  const { devices } = (await response.json()) as { devices: Device[] };
  const device = devices.find(({ name, kind }) => name === miner && kind === 'MINER');
  if (!device) throw new Error(`the farm has no ${miner}`);
  return device.state.powerW;
}
