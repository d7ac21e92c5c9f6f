import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { signInTo } from './support/apps.ts';
import { useBrowser } from './support/browser.ts';
import { devices, mailTo, setDevice, userOf } from './support/world.ts';

const browser = useBrowser();
const contactEmail = 'grace@hashandsons.example';
const company = 'Hash & Sons';

/** The first of last month at the demo's site, as a date field takes it. */
function firstOfLastMonth(): string {
  const [year, month] = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/Chicago',
    year: 'numeric',
    month: '2-digit',
  })
    .format(new Date())
    .split('-')
    .map(Number) as [number, number];
  const last = new Date(Date.UTC(year, month - 2, 1));
  return last.toISOString().slice(0, 10);
}

test('from a new customer to the PDF in their hands, on the screens that people use', async () => {
  const operator = await browser.person();
  await signInTo(operator, 'console', userOf('OWNER'));
  await recordCustomer(operator);
  const machine = await draftContract(operator);
  await activate(operator);
  const customer = await acceptInvitation(operator);
  await seesLiveHashrate(operator, customer, machine);
  const invoiceNumber = await billLastMonth(operator);
  await downloadsTheBill(customer, invoiceNumber);
});

async function recordCustomer(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Customers', exact: true }).first().click();
  await page.getByRole('link', { name: 'Add Customer' }).first().click();
  await page.getByLabel('Customer Name').fill('Grace Hash');
  await page.getByLabel('Company Name').fill(company);
  await page.getByLabel('Contact Email').fill(contactEmail);
  await page.getByLabel('Notes').fill('Met at the Abilene expo.');
  await page.getByRole('button', { name: 'Create Customer' }).click();
  await page.getByRole('heading', { name: company }).first().waitFor();
}

/** Answers the name of a machine that went under the contract. */
async function draftContract(page: Page): Promise<string> {
  await page.getByRole('tab', { name: 'Contracts' }).click();
  await page.getByRole('link', { name: 'New Contract' }).first().click();
  await page.getByRole('radio', { name: /Hosted/ }).check();
  await choose(page, 'Contract Term', '1 year');
  await page.getByLabel('Start Date').fill(firstOfLastMonth());
  await page.getByRole('radio', { name: /Metered/ }).check();
  await page.getByRole('textbox', { name: /^Rate/ }).fill('0.0725');
  await page.getByRole('button', { name: 'Next: Assign Equipment' }).click();

  const table = page.getByRole('grid', { name: 'Machines to assign' });
  const rows = table.getByRole('row').filter({ has: page.getByRole('checkbox') });
  await rows.nth(1).waitFor();
  const names: string[] = [];
  for (const index of [1, 2, 3]) {
    const row = rows.nth(index);
    names.push((await row.innerText()).match(/R\d\d-\d+-\d+/)?.[0] ?? '');
    await row.getByRole('checkbox').check();
  }
  await page.getByRole('button', { name: /Complete Setup/ }).click();
  await page
    .getByText(/^DRAFT-/)
    .first()
    .waitFor();
  return names[0] as string;
}

/** A select of the design system: a native one, or a button with a list. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label).first().selectOption({ label: option });
}

async function activate(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Activate', exact: true }).first().click();
  await page.getByRole('button', { name: 'Activate contract' }).click();
  await page
    .getByText(/HC-\d{6}/)
    .first()
    .waitFor();
}

async function acceptInvitation(operator: Page): Promise<Page> {
  await operator.getByRole('link', { name: 'Customers', exact: true }).first().click();
  await operator.getByText(company).first().click();
  await operator.getByRole('button', { name: 'Send Portal Invite' }).first().click();
  const mail = await mailTo(contactEmail);
  const link = mail.links.find((one) => one.includes('/portal/invite#'));
  const customer = await browser.person();
  await customer.goto(link as string);
  const fields = customer.locator('input[type=password]');
  await fields.first().waitFor();
  for (const field of await fields.all()) await field.fill('a password of my own');
  await customer
    .getByRole('button', { name: /password|portal|account/i })
    .first()
    .click();
  await customer.getByRole('navigation').first().waitFor();
  return customer;
}

async function seesLiveHashrate(operator: Page, customer: Page, machine: string): Promise<void> {
  const device = (await devices()).find(({ name }) => name === machine);
  await customer.goto(new URL('machines', inject('ready').portal).href);
  await operator.goto(new URL('machines', inject('ready').console).href);
  await customer.getByText(machine).first().waitFor();
  await setDevice(device?.serial as string, { hashrateThs: 123.4, wander: false });
  // The next poll is at most 30 s away; nothing is reloaded.
  await customer
    .getByText(/^123\.4/)
    .first()
    .waitFor({ timeout: 60_000 });
  await operator
    .getByText(/^123\.4/)
    .first()
    .waitFor({ timeout: 60_000 });
}

async function billLastMonth(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Invoices', exact: true }).first().click();
  await page.getByRole('button', { name: 'Generate Invoices' }).click();
  await choose(page, 'Customers', company);
  await page.getByRole('button', { name: 'Generate for this customer' }).click();
  await page.getByText(company).first().click();
  await page.getByText('Draft', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Issue Invoice' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: /Issue/ }).last().click();
  const number = page.getByText(/INV-\d{6}/).first();
  await number.waitFor();
  return /INV-\d{6}/.exec(await number.innerText())?.[0] ?? '';
}

async function downloadsTheBill(page: Page, invoiceNumber: string): Promise<void> {
  await page.goto(new URL('bills', inject('ready').portal).href);
  await page.getByText(invoiceNumber).first().click();
  const folder = mkdtempSync(join(tmpdir(), 'hashyard-bill-'));
  try {
    const pdf = await download(page, /PDF/, folder);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const evidence = await download(page, /evidence/i, folder);
    const root = fileURLToPath(new URL('..', import.meta.url));
    const verified = spawnSync(process.execPath, ['rating/src/cli.ts', 'verify', evidence.path], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(`${verified.stdout}${verified.stderr}`).not.toMatch(/differ/);
    expect(verified.status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function download(page: Page, name: RegExp, folder: string): Promise<{ path: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).first().click()]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return { path, bytes: readFileSync(path) };
}
