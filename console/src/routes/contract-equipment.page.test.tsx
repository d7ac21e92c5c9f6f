import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { ContractEquipmentPage } from './contract-equipment.page.tsx';

const machine = (id: string, owner: object | null = null) => ({
  __typename: 'Miner',
  id,
  name: `M-${id}`,
  serial: null,
  status: 'ACTIVE',
  ratedHashrateThs: '200',
  ratedPowerW: '3500',
  site: { __typename: 'Site', id: 's1', name: 'Site 1' },
  model: { __typename: 'MinerModel', id: 's21', make: 'Bitmain', name: 'Antminer S21' },
  slot: null,
  owner,
});
const customer = (id: string) => ({ __typename: 'Customer', id, name: 'Dana', companyName: `Company ${id}` });
const site = { __typename: 'Site', id: 's9', name: 'Their yard', city: 'Pecos', region: 'TX', country: 'US' };
const nodes = [machine('1'), machine('2'), machine('theirs', customer('c2'))];

function open(answer: object = { __typename: 'Contract', id: 'k1' }, own: object = {}) {
  const contract = {
    __typename: 'Contract',
    id: 'k1',
    displayNumber: 'DRAFT-1001',
    type: 'HOSTED',
    status: 'DRAFT',
    startsOn: '2026-05-01',
    timeZone: 'America/Chicago',
    powerCapKw: '5',
    customer: customer('c1'),
    assignments: { __typename: 'AssignmentConnection', totalCount: 0 },
    ...own,
  };
  const api = fakeApi({
    ContractEquipment: { contract },
    FreeMachines: { miners: { __typename: 'MinerConnection', nodes, totalCount: nodes.length } },
    AssignMiners: { assignMiners: answer },
    CustomerSites: { sites: { __typename: 'SiteConnection', nodes: [site] } },
    AssignSites: { assignSites: answer },
  });
  return { api, ...show(ContractEquipmentPage, { path: '/contracts/:id/equipment', at: '/contracts/k1/equipment' }) };
}
const complete = () => fireEvent.click(screen.getByRole('button', { name: 'Complete Setup' }));
const choose = async (name: string) => fireEvent.click(await screen.findByLabelText(`Select ${name}`));

test('what is chosen adds up, and more than the cap is said', async () => {
  open();
  await choose('M-1');
  const totals = screen.getByLabelText('Chosen machines');
  expect(totals.textContent).toContain('3.50 kW');
  expect(screen.queryByText(/above the contract’s power cap/)).toBeNull();
  await choose('M-2');
  expect(within(totals).getByText(/machines/)).toBeTruthy();
  expect(totals.textContent).toContain('400.0 TH/s');
  expect(screen.getByText(/above the contract’s power cap/)).toBeTruthy();
});

test('another customer’s machine is not offered', async () => {
  open();
  await screen.findByLabelText('Select M-1');
  expect(screen.queryByText('M-theirs')).toBeNull();
});

test('completing assigns from the contract’s start and leaves the draft', async () => {
  const { api, address } = open();
  await choose('M-1');
  complete();
  await vi.waitFor(() => expect(address()).toBe('/contracts/k1'));
  expect(api.last('AssignMiners')).toEqual({ input: { contractId: 'k1', minerIds: ['1'] } });
});

test('another day begins at its midnight in the contract’s zone', async () => {
  const { api } = open();
  await choose('M-1');
  fireEvent.input(screen.getByLabelText('Assigned from'), { target: { value: '2026-05-10' } });
  complete();
  await vi.waitFor(() => expect(api.last('AssignMiners')).toMatchObject({ input: { from: '2026-05-10T05:00:00Z' } }));
});

test('a refusal names the machines at fault, and the choice stays', async () => {
  const issue = { __typename: 'InputIssue', code: 'ALREADY_ASSIGNED', message: 'is under HC-000001 until 10 May.' };
  const { address } = open({
    __typename: 'Conflict',
    code: 'ALREADY_ASSIGNED',
    message: 'One machine is under another contract.',
    path: null,
    issues: [{ ...issue, path: ['input', 'minerIds', '1'] }],
  });
  await choose('M-1');
  await choose('M-2');
  complete();
  expect(await screen.findByText('M-2: is under HC-000001 until 10 May.')).toBeTruthy();
  expect(screen.getByText('2 selected')).toBeTruthy();
  expect(address()).toBe('/contracts/k1/equipment');
});

test('a lease takes the operator’s machines only', async () => {
  nodes.push(machine('own', customer('c1')));
  open(undefined, { type: 'LEASE' });
  await screen.findByLabelText('Select M-1');
  expect(screen.queryByText('M-own')).toBeNull();
  nodes.pop();
});

test('operating a site assigns sites of the customer instead of machines', async () => {
  const { api, address } = open(undefined, { type: 'OM' });
  fireEvent.click(await screen.findByLabelText(/Their yard/));
  complete();
  await vi.waitFor(() => expect(address()).toBe('/contracts/k1'));
  expect(api.last('CustomerSites')).toEqual({ customerId: 'c1' });
  expect(api.last('AssignSites')).toEqual({ input: { contractId: 'k1', siteIds: ['s9'] } });
});

test('hash streams have no step 2', async () => {
  open(undefined, { type: 'INFINITY' });
  expect(await screen.findByText(/it has no equipment/)).toBeTruthy();
});
