import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { ContractNewPage } from './contract-new.page.tsx';

const customer = { __typename: 'Customer', id: 'c1', name: 'Dana', companyName: null, currency: 'USD', active: true };
const infinityChoices = {
  sites: {
    __typename: 'SiteConnection',
    nodes: [
      { __typename: 'Site', id: 's1', name: 'Prairie', sellableHashrateThs: '50000', customer: null },
      {
        __typename: 'Site',
        id: 's2',
        name: 'Theirs',
        sellableHashrateThs: null,
        customer: { __typename: 'Customer', id: 'c1' },
      },
    ],
  },
  minerModels: { __typename: 'MinerModelConnection', nodes: [] },
};

function open() {
  const api = fakeApi({
    ContractCustomer: { customer },
    InfinityChoices: infinityChoices,
    CreateContract: { createContract: { __typename: 'Contract', id: 'k1' } },
  });
  return { api, ...show(ContractNewPage, { path: '/contracts/new', at: '/contracts/new?customer=c1' }) };
}
const type = (label: RegExp | string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const choose = async (label: RegExp) => fireEvent.click(await screen.findByLabelText(label));
const next = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('a hosted contract goes on to its machines', async () => {
  const { api, address } = open();
  await choose(/^Hosted/);
  next('Next: Assign Equipment');
  await vi.waitFor(() => expect(address()).toBe('/contracts/k1/equipment'));
  expect(api.last('CreateContract')).toMatchObject({
    input: { type: 'HOSTED', billingMethod: 'METERED', rate: '0.0725', hosted: {} },
  });
});

test('a lease names its price for a machine and how often it may be extended', async () => {
  const { api, address } = open();
  await choose(/^Lease/);
  type('Monthly lease per machine', '180');
  type(/^Extensions at most/, '2');
  next('Next: Assign Equipment');
  await vi.waitFor(() => expect(address()).toBe('/contracts/k1/equipment'));
  expect(api.last('CreateContract')).toMatchObject({
    input: { type: 'LEASE', lease: { monthlyFeePerUnit: '180', maxExtensions: 2 } },
  });
  expect(api.last('CreateContract')).not.toHaveProperty('input.autoRenew');
});

test('hash streams are complete after step 1', async () => {
  const { api, address } = open();
  await choose(/^Infinity/);
  await screen.findByRole('option', { name: 'Prairie' });
  expect(screen.queryByRole('option', { name: 'Theirs' })).toBeNull();
  fireEvent.change(screen.getByLabelText('Site'), { target: { value: 's1' } });
  expect(screen.getByText(/^50.* PH\/s of this site may be sold/)).toBeTruthy();
  type('Hashrate', '1500');
  type('Price per TH/s and day', '0.06');
  next('Complete Setup');
  await vi.waitFor(() => expect(address()).toBe('/contracts/k1'));
  expect(api.last('CreateContract')).toMatchObject({
    input: { type: 'INFINITY', infinity: { siteId: 's1', hashrateThs: '1500', ratePerThsDay: '0.06' } },
  });
});

test('operating a site goes on to the customer’s sites', async () => {
  const { api, address } = open();
  await choose(/^O&M/);
  await choose(/^Fixed/);
  expect(screen.queryByLabelText('Rate')).toBeNull();
  type(/^Monthly fee per site/, '900');
  next('Next: Assign Sites');
  await vi.waitFor(() => expect(address()).toBe('/contracts/k1/equipment'));
  expect(api.last('CreateContract')).toMatchObject({
    input: { type: 'OM', billingMethod: 'FIXED', operations: { monthlyFeePerSite: '900' } },
  });
});

test('what is needed and was left out is said at its field, and nothing is sent', async () => {
  const { api } = open();
  await choose(/^Infinity/);
  type('Hashrate', '1500');
  next('Complete Setup');
  await vi.waitFor(() => expect(screen.getByLabelText('Site').getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByLabelText<HTMLInputElement>('Hashrate').value).toBe('1500');
  expect(api.last('CreateContract')).toBeUndefined();
});
