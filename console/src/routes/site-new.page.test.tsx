import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { SiteNewPage } from './site-new.page.tsx';

const noCustomers = {
  customers: {
    __typename: 'CustomerConnection',
    nodes: [],
    pageInfo: { hasNextPage: false, endCursor: null },
    totalCount: 0,
  },
};
const fill = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const create = () => fireEvent.click(screen.getByRole('button', { name: 'Create site' }));

test('every field is sent, in the organization’s zone unless another is chosen, and the new site opens', async () => {
  const api = fakeApi({
    CustomerChoices: noCustomers,
    CreateSite: { createSite: { __typename: 'Site', id: 's9' } },
  });
  const { address } = show(SiteNewPage, { path: '/sites/new', at: '/sites/new' });
  fill('Name', 'Panhandle 1');
  fill(/^City/, 'Amarillo');
  fill(/^Region/, 'Texas');
  fill(/^Country/, 'us');
  fill(/^Capacity/, '12000');
  fill(/^Energy costs/, '.042');
  create();
  await vi.waitFor(() => expect(address()).toBe('/sites/s9'));
  expect(api.last('CreateSite')).toEqual({
    input: {
      name: 'Panhandle 1',
      timeZone: 'America/Chicago',
      city: 'Amarillo',
      region: 'Texas',
      country: 'US',
      capacityKw: '12000',
      energyCostPerKwh: '0.042',
      idempotencyKey: expect.any(String),
    },
  });
});

test('what is no number is said at its field without a trip to the API', async () => {
  const api = fakeApi({ CustomerChoices: noCustomers });
  show(SiteNewPage);
  fill('Name', 'Panhandle 1');
  fill(/^Capacity/, '12 MW');
  create();
  await screen.findByText('This is not a number.');
  expect(screen.getByLabelText<HTMLInputElement>(/^Capacity/).value).toBe('12 MW');
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Panhandle 1');
  expect(api.last('CreateSite')).toBeUndefined();
});

test('a refusal stands at its field, and everything typed stays', async () => {
  const issue = { __typename: 'InputIssue', code: 'NAME_TAKEN', message: 'A site has this name.' };
  fakeApi({
    CustomerChoices: noCustomers,
    CreateSite: {
      createSite: {
        __typename: 'Conflict',
        code: 'NAME_TAKEN',
        message: 'A site has this name.',
        path: ['input', 'name'],
        issues: [{ ...issue, path: ['input', 'name'] }],
      },
    },
  });
  show(SiteNewPage);
  fill('Name', 'Panhandle 1');
  create();
  await screen.findByText('A site has this name.');
  expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Panhandle 1');
});
