import { gunzipSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { signInTo } from './support/apps.ts';
import { useBrowser } from './support/browser.ts';
import { userOf } from './support/world.ts';

const browser = useBrowser();
const evidence = '**/evidence.json.gz';

/** The demo's customer, before its bill of last month. */
async function openBill(): Promise<Page> {
  const page = await browser.person();
  await signInTo(page, 'portal', userOf('CUSTOMER_OWNER'));
  await page.goto(new URL('bills', inject('ready').portal).href);
  await page
    .getByRole('link', { name: /\d{4}$/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Recompute' }).waitFor();
  return page;
}

const secondRow = (page: Page, grid: string | RegExp) => page.getByRole('grid', { name: grid }).getByRole('row').nth(1);

test('a bill opens to its raw readings in three clicks, and comes out the same to the cent', async () => {
  const page = await openBill();
  await page
    .getByRole('button', { name: /machines? behind it/ })
    .first()
    .click();
  const machine = secondRow(page, 'Energy by machine');
  await machine.click();
  const interval = secondRow(page, /^Intervals of/);
  await interval.click();
  const readings = page.getByRole('region', { name: 'Readings' });
  await readings.getByText('Measured').waitFor();
  expect(await readings.getByText(/^[\d,]+ Wh$/).count()).toBe(3);
  await page.getByRole('button', { name: 'Recompute' }).click();
  await page.getByText('The same, to the cent.').waitFor();
});

test('evidence that was tampered with does not come out the same', async () => {
  const page = await openBill();
  await page.route(evidence, async (route) => {
    const response = await route.fetch();
    const file = JSON.parse(gunzipSync(await response.body()).toString());
    const last = file.registers[0].readings.at(-1);
    last[1] = String(BigInt(last[1]) + 50_000n);
    await route.fulfill({ response, body: gzipSync(JSON.stringify(file)) });
  });
  await page.getByRole('button', { name: 'Recompute' }).click();
  await page.getByText('Not the same.').waitFor();
  await page.getByText(/not the one whose fingerprint/).waitFor();
  await page.getByRole('cell', { name: 'total', exact: true }).waitFor();
  expect(await page.getByText('The same, to the cent.').count()).toBe(0);
});
