import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show, viewer } from '../../test/show.tsx';
import { SettingsPage } from './settings.page.tsx';

const tax = { __typename: 'TaxRate', code: 'TX', name: 'Sales tax', percent: '8.25', startsOn: null, endsOn: null };
const organization = {
  __typename: 'Organization',
  id: 'o1',
  name: 'Prairie Hash',
  slug: 'prairie',
  timeZone: 'America/Chicago',
  plan: 'BUSINESS',
  addOns: ['HOSTING'],
  memberships: [],
  invites: [],
  branding: {
    __typename: 'Branding',
    displayName: 'Prairie Hash',
    logoUrl: null,
    slogan: null,
    primaryColor: null,
    accentColor: null,
    portalSlug: null,
    portalUrl: 'http://localhost/portal/',
  },
  billingSettings: {
    __typename: 'BillingSettings',
    currency: 'USD',
    energyRate: '0.0725',
    autoSend: false,
    collectionDays: 0,
    dueDays: 15,
    noticeDays: 60,
    maxExtensions: 3,
    taxes: [tax],
    defaultTaxCode: null,
    sellerName: 'Prairie Hash LLC',
    sellerTaxNumber: null,
    sellerAddress: null,
  },
};

function open(tab: string, answers: Record<string, object> = {}, as = viewer()) {
  const api = fakeApi({ Settings: { organization }, ...answers });
  show(SettingsPage, { path: '/settings', at: `/settings?tab=${tab}`, as });
  return api;
}
const type = (label: RegExp | string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('the organization’s name is saved', async () => {
  const api = open('', { UpdateOrganization: { updateOrganization: organization } });
  await screen.findByLabelText('Name');
  type('Name', 'Prairie Hash Two');
  press('Save organization');
  await vi.waitFor(() =>
    expect(api.last('UpdateOrganization')).toEqual({
      input: { name: 'Prairie Hash Two', timeZone: 'America/Chicago' },
    }),
  );
});

test('a role that may not change settings sees them and no button', async () => {
  open('billing', {}, viewer({ permissions: [] }));
  expect((await screen.findByLabelText<HTMLInputElement>(/^Energy rate/)).closest('fieldset')?.disabled).toBe(true);
  expect(screen.queryByRole('button', { name: 'Save billing' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Add tax' })).toBeNull();
});

test('adding a tax sends the whole list, its last day as the day after', async () => {
  const api = open('billing', { UpdateBillingSettings: { updateBillingSettings: organization } });
  fireEvent.click(await screen.findByRole('button', { name: 'Add tax' }));
  const dialog = await screen.findByRole('dialog');
  const put = (label: RegExp | string, value: string) =>
    fireEvent.input(within(dialog).getByLabelText(label), { target: { value } });
  put('Code', 'QST');
  put('Name', 'Quebec sales tax');
  put('Percent', '9.975');
  put(/^Last day/, '2026-12-31');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Add tax' }));
  await vi.waitFor(() =>
    expect(api.last('UpdateBillingSettings')).toEqual({
      input: {
        taxes: [
          { code: 'TX', name: 'Sales tax', percent: '8.25', startsOn: null, endsOn: null },
          { code: 'QST', name: 'Quebec sales tax', percent: '9.975', startsOn: null, endsOn: '2027-01-01' },
        ],
      },
    }),
  );
});

test('a refused tax says it at the field of the dialog', async () => {
  const path = ['input', 'taxes', '0', 'percent'];
  const issue = { __typename: 'InputIssue', code: 'OUT_OF_RANGE', message: 'At most 100 percent.', path };
  open('billing', {
    UpdateBillingSettings: {
      updateBillingSettings: {
        __typename: 'InvalidInput',
        code: 'INVALID_INPUT',
        message: '',
        path: null,
        issues: [issue],
      },
    },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Edit Sales tax' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save tax' }));
  await within(dialog).findByText('At most 100 percent.');
  expect(within(dialog).getByLabelText('Percent').getAttribute('aria-invalid')).toBe('true');
});

test('an administrator invites to every role but the owner’s', async () => {
  open('people', {}, viewer({ role: 'ADMIN' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Invite a person' }));
  const role = await screen.findByLabelText('Role');
  expect(within(role).queryByRole('option', { name: 'Owner' })).toBeNull();
  expect(within(role).getByRole('option', { name: 'Billing' })).toBeTruthy();
});

test('a key’s token is shown once, with what it may', async () => {
  const customers = { __typename: 'CustomerConnection', nodes: [], totalCount: 0 };
  const pageInfo = { __typename: 'PageInfo', hasNextPage: false, endCursor: null };
  const apiKey = {
    __typename: 'ApiKey',
    id: 'a1',
    name: 'ERP',
    permissions: ['contract:create'],
    customer: null,
    createdAt: '2026-06-01T00:00:00Z',
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
  };
  const api = open('keys', {
    ApiKeys: { apiKeys: [] },
    CustomerChoices: { customers: { ...customers, pageInfo } },
    CreateApiKey: { createApiKey: { __typename: 'ApiKeyCreated', token: 'hy_secret', apiKey } },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Create key' }));
  type('Name', 'ERP');
  fireEvent.click(screen.getByLabelText('contract:create'));
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Create key' }));
  expect((await screen.findByLabelText('Token')).textContent).toBe('hy_secret');
  expect(api.last('CreateApiKey')).toEqual({
    input: { name: 'ERP', permissions: ['contract:create'], idempotencyKey: expect.any(String) },
  });
  fireEvent.click(screen.getByRole('button', { name: 'I have kept it' }));
  await vi.waitFor(() => expect(screen.queryByText('hy_secret')).toBeNull());
});

test('a key without any permission is refused at its list', async () => {
  const message = 'A key needs at least one permission.';
  const issue = { __typename: 'InputIssue', code: 'TOO_FEW', message, path: ['input', 'permissions'] };
  open('keys', {
    ApiKeys: { apiKeys: [] },
    CreateApiKey: {
      createApiKey: { __typename: 'InvalidInput', code: 'INVALID_INPUT', message: '', path: null, issues: [issue] },
    },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Create key' }));
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Create key' }));
  expect(await screen.findByText(message)).toBeTruthy();
});

test('the branding is seen before it is saved, and a taken slug is said at its field', async () => {
  const message = 'Another portal has this name already.';
  const api = open('branding', {
    UpdateBranding: {
      updateBranding: {
        __typename: 'Conflict',
        code: 'SLUG_TAKEN',
        message,
        path: ['input', 'portalSlug'],
        issues: [],
      },
    },
  });
  await screen.findByLabelText('Display name');
  type('Display name', 'Polar Mine');
  type(/^Slogan/, 'Cold and steady');
  type(/^Primary colour/, '#facc15');
  type(/^Portal slug/, 'polar');
  const preview = screen.getByRole('group', { name: 'Preview' });
  expect(preview.textContent).toContain('Polar Mine');
  expect(preview.textContent).toContain('Cold and steady');
  expect(screen.getByText(/Contrast with white 1.5, needs 4.5/)).toBeTruthy();
  press('Save branding');
  expect(await screen.findByText(message)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>(/^Portal slug/).value).toBe('polar');
  expect(api.last('UpdateBranding')).toEqual({
    input: {
      displayName: 'Polar Mine',
      slogan: 'Cold and steady',
      primaryColor: '#facc15',
      accentColor: null,
      portalSlug: 'polar',
    },
  });
});

test('the outbox is a part for who may decide about mails', async () => {
  const who = viewer();
  open('', {}, viewer({ permissions: [...who.permissions, 'mail:manage'] }));
  expect(await screen.findByRole('tab', { name: 'Mail' })).toBeTruthy();
});

test('who may not decide about mails has no outbox', async () => {
  open('');
  await screen.findByRole('tab', { name: 'Organization' });
  expect(screen.queryByRole('tab', { name: 'Mail' })).toBeNull();
});
