import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { ApiClient } from './support/api.ts';
import { signInTo } from './support/apps.ts';
import { useBrowser } from './support/browser.ts';
import { mailTo, userOf } from './support/world.ts';

const browser = useBrowser();
/** Names of this run's own: the system may have seen the tests before. In lists they stand after the demo's. */
const run = Date.now().toString(36);

test('a Lease goes from its customer into force: machines of the operator, a fee for each', async () => {
  const page = await operator();
  const customer = await recordCustomer(page, 'Lease');
  await beginContract(page, /Lease/);
  await page.getByRole('radio', { name: /Calculated/ }).check();
  await page.getByRole('textbox', { name: /^Rate/ }).fill('0.0725');
  await page.getByRole('textbox', { name: /^Loss factor/ }).fill('1.03');
  await page.getByRole('textbox', { name: /^Monthly lease per machine/ }).fill('85');
  await page.getByRole('button', { name: 'Next: Assign Equipment' }).click();
  const machine = page.getByRole('grid', { name: 'Machines to assign' }).getByRole('row').nth(1);
  await machine.getByRole('checkbox').check();
  await page
    .getByRole('status', { name: 'Chosen machines' })
    .filter({ hasText: /1\s*machine(?!s)/ })
    .waitFor();
  await page.getByRole('button', { name: 'Complete Setup' }).click();
  await activate(page, { customer, equipment: '1 machine' });
});

test('an Infinity contract goes from its customer into force: hash streams out of what a site may sell', async () => {
  const page = await operator();
  const site = await createSite(page, 'West Hall', (form) => form.getByLabel('Sellable hashrate').fill('500'));
  const customer = await recordCustomer(page, 'Infinity');
  await beginContract(page, /Infinity/);
  await page.getByLabel('Site', { exact: true }).selectOption({ label: site });
  await page.getByText('500.0 TH/s of this site may be sold').waitFor();
  await page.getByRole('textbox', { name: /^Hashrate/ }).fill('500');
  await page.getByRole('textbox', { name: /^Price per TH\/s and day/ }).fill('0.055');
  await page.getByRole('textbox', { name: /^Guaranteed/ }).fill('97.5');
  await page.getByRole('button', { name: 'Complete Setup' }).click();
  await activate(page, { customer, equipment: '500.0 TH/s of hash streams' });
});

test("an O&M contract goes from its customer into force: the customer's own site, a fee for it", async () => {
  const page = await operator();
  const customer = await recordCustomer(page, 'Operations');
  const customerUrl = page.url();
  const site = await createSite(page, 'Yard', async (form) => {
    await form.getByLabel('Belongs to').selectOption({ label: customer });
  });
  await page.goto(customerUrl);
  await beginContract(page, /O&M/);
  await page.getByRole('radio', { name: /Fixed/ }).check();
  await page.getByRole('textbox', { name: /^Monthly fee per site/ }).fill('4500');
  await page.getByRole('button', { name: 'Next: Assign Sites' }).click();
  await page.getByRole('checkbox', { name: site }).check();
  await page.getByRole('button', { name: 'Complete Setup' }).click();
  await activate(page, { customer, equipment: '1 site' });
});

test('without a mouse an invitation is sent, and accepted, and the machines are looked at', async () => {
  const { companyName, contactEmail } = await customerOfTheApi();
  const inviting = await browser.person();
  const { email, password } = userOf('OWNER');
  await inviting.goto(inject('ready').console);
  await typeInto(inviting, inviting.getByLabel('Email'), email);
  await typeInto(inviting, inviting.getByLabel('Password'), password);
  await inviting.keyboard.press('Enter');
  await press(inviting, inviting.getByRole('link', { name: 'Customers', exact: true }).first());
  await typeInto(inviting, inviting.getByRole('main').getByRole('searchbox').first(), companyName);
  await press(inviting, inviting.getByRole('main').getByRole('link', { name: companyName }));
  await press(inviting, inviting.getByRole('button', { name: 'Send Portal Invite' }));

  const { links } = await mailTo(contactEmail);
  const invited = await browser.person();
  await invited.goto(links.find((link) => link.includes('/portal/invite#')) as string);
  await typeInto(invited, invited.getByLabel('Password'), 'a password of my own');
  await invited.keyboard.press('Enter');
  await press(invited, invited.getByRole('link', { name: 'Machines', exact: true }).first());
  await invited.waitForURL(new URL('machines', inject('ready').portal).href);
  await invited.getByRole('heading', { name: 'Machines' }).waitFor();
});

async function operator(): Promise<Page> {
  const page = await browser.person();
  await signInTo(page, 'console', userOf('OWNER'));
  return page;
}

/** Answers the company's name; the page is the customer's. */
async function recordCustomer(page: Page, kind: string): Promise<string> {
  const company = `${kind} Partners ${run}`;
  await page.goto(new URL('customers/new', inject('ready').console).href);
  await page.getByLabel('Customer Name').fill('Willa Pool');
  await page.getByLabel('Company Name').fill(company);
  await page.getByLabel('Contact Email').fill(`${kind.toLowerCase()}-${run}@pool.example`);
  await page.getByRole('button', { name: 'Create Customer' }).click();
  await page.getByRole('heading', { name: company }).first().waitFor();
  return company;
}

/** Answers the site's name. */
async function createSite(page: Page, kind: string, fill: (form: Page) => Promise<void>): Promise<string> {
  const name = `${kind} ${run}`;
  await page.goto(new URL('sites/new', inject('ready').console).href);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await fill(page);
  await page.getByRole('button', { name: 'Create site' }).click();
  await page.getByRole('heading', { name }).first().waitFor();
  return name;
}

/** From the customer's page into the wizard; a contract of a year from today. */
async function beginContract(page: Page, type: RegExp): Promise<void> {
  await page.getByRole('tab', { name: 'Contracts' }).click();
  await page.getByRole('link', { name: 'New Contract' }).first().click();
  await page.getByRole('radio', { name: type }).check();
  await page.getByLabel('Contract Term').selectOption({ label: '1 year' });
}

/** Puts the draft that is open into force, after a look at what the question before it names. */
async function activate(page: Page, { customer, equipment }: { customer: string; equipment: string }): Promise<void> {
  const head = page.getByRole('main').locator('header');
  await head.getByRole('heading', { name: /^DRAFT-/ }).waitFor();
  await head.getByText('Draft', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Activate', exact: true }).click();
  const question = page.getByRole('dialog');
  await question.getByText(customer).waitFor();
  await question.getByText(equipment, { exact: true }).waitFor();
  await question.getByRole('button', { name: 'Activate contract' }).click();
  await head.getByRole('heading', { name: /^HC-\d{6}$/ }).waitFor();
  await head.getByText('Active', { exact: true }).waitFor();
}

async function customerOfTheApi(): Promise<{ companyName: string; contactEmail: string }> {
  const api = new ApiClient(inject('ready').graphql);
  const { email, password } = userOf('OWNER');
  await api.do('signIn', { email, password }, '... on SignedIn { __typename }');
  const customer = { companyName: `Keyboard Partners ${run}`, contactEmail: `keyboard-${run}@pool.example` };
  await api.do('createCustomer', { name: 'Kay Board', ...customer }, '... on Customer { id }');
  return customer;
}

/** Goes on by Tab until the element has the focus. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  await element.waitFor();
  const isFocused = () => element.evaluate((node) => node === document.activeElement);
  for (let stops = 0; !(await isFocused()); stops++) {
    expect(stops, `stops on the way to ${element}`).toBeLessThan(60);
    await page.keyboard.press('Tab');
  }
}

async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

async function press(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}
