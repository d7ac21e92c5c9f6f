import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show } from '../../../test/show.tsx';
import type { ContractLifeFragment } from '../../gql/graphql.ts';
import { ContractLife } from './contract-life.tsx';

const contract = (own: Partial<ContractLifeFragment> = {}): ContractLifeFragment => ({
  id: 'k1',
  displayNumber: 'HC-000001',
  type: 'HOSTED',
  status: 'ACTIVE',
  term: 'YEARS_1',
  endsOn: '2099-01-01',
  autoRenew: true,
  renews: true,
  noticeDays: 60,
  noticeBy: '2098-11-02',
  noticeGivenOn: null,
  timeZone: 'America/Chicago',
  currency: 'USD',
  billingMethod: 'METERED',
  powerCapKw: '100.000000',
  capPolicy: 'OVERAGE',
  overageRate: '0.120000',
  notes: null,
  customer: { id: 'c1' },
  lease: null,
  prices: [{ component: 'ENERGY', unit: 'KWH', rate: '0.0725', startsOn: null, endsOn: null }],
  assignments: { totalCount: 240 },
  ...own,
});

const done = (own: object = {}) => ({ __typename: 'Contract', ...contract(), ...own });

async function choose(action: string, own: Partial<ContractLifeFragment> = {}, answers: Record<string, object> = {}) {
  const api = fakeApi(answers);
  const onChanged = vi.fn();
  show(() => <ContractLife contract={contract(own)} onChanged={onChanged} />);
  const menu = screen.getByRole('button', { name: 'Contract actions' });
  fireEvent.pointerDown(menu, { button: 0, pointerType: 'mouse' });
  fireEvent.pointerUp(menu, { button: 0, pointerType: 'mouse' });
  const item = await screen.findByRole('menuitem', { name: action });
  fireEvent.pointerDown(item, { button: 0, pointerType: 'mouse' });
  fireEvent.pointerUp(item, { button: 0, pointerType: 'mouse' });
  const dialog = await screen.findByRole('dialog');
  const confirm = (verb: string) => fireEvent.click(within(dialog).getByRole('button', { name: verb }));
  return { api, dialog, confirm, onChanged };
}
const type = (label: RegExp | string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

test('suspending says that energy is billed on, and asks for the reason', async () => {
  const { api, dialog, confirm, onChanged } = await choose(
    'Suspend contract',
    {},
    {
      SuspendContract: { suspendContract: done({ status: 'SUSPENDED' }) },
    },
  );
  expect(dialog.textContent).toContain('is billed on');
  type('Reason', 'Two bills are open');
  confirm('Suspend contract');
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('SuspendContract')).toEqual({
    input: { contractId: 'k1', reason: 'Two bills are open', billFixedFees: false },
  });
});

test('a lease goes on being billed while suspended, unless said otherwise', async () => {
  await choose('Suspend contract', { type: 'LEASE' });
  expect(screen.getByLabelText<HTMLInputElement>(/Bill fixed fees/).checked).toBe(true);
});

test('a refusal stands at its field, and what was typed stays', async () => {
  const issue = { __typename: 'InputIssue', code: 'REQUIRED', message: 'Say why.', path: ['input', 'reason'] };
  const { confirm, onChanged } = await choose(
    'Terminate contract',
    {},
    {
      TerminateContract: {
        terminateContract: {
          __typename: 'InvalidInput',
          code: 'INVALID_INPUT',
          message: '',
          path: null,
          issues: [issue],
        },
      },
    },
  );
  type('Last day', '2026-12-31');
  confirm('Terminate contract');
  await screen.findByText('This is needed.');
  expect(screen.getByLabelText('Reason').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByLabelText<HTMLInputElement>('Last day').value).toBe('2026-12-31');
  expect(onChanged).not.toHaveBeenCalled();
});

test('terminating sends the day after the last one and says how many assignments end', async () => {
  const { api, dialog, confirm, onChanged } = await choose(
    'Terminate contract',
    {},
    {
      TerminateContract: { terminateContract: done({ status: 'TERMINATED' }) },
    },
  );
  expect(dialog.textContent).toContain('240 assignments end');
  type('Last day', '2026-12-31');
  type('Reason', 'Site closes');
  confirm('Terminate contract');
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('TerminateContract')).toEqual({
    input: { contractId: 'k1', endsOn: '2027-01-01', reason: 'Site closes' },
  });
});

test('notice in time needs no override; late notice may be accepted', async () => {
  await choose('Give notice');
  expect(screen.queryByLabelText(/although it is late/)).toBeNull();
});

test('late notice may be accepted', async () => {
  const { api, confirm, onChanged } = await choose(
    'Give notice',
    { noticeBy: '2020-01-01' },
    {
      GiveNotice: { giveNotice: done() },
    },
  );
  fireEvent.click(screen.getByLabelText(/although it is late/));
  confirm('Give notice');
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('GiveNotice')).toEqual({ input: { contractId: 'k1', override: true } });
});

test('a price changes from a day on, for its component and unit', async () => {
  const { api, confirm, onChanged } = await choose('Change price', {}, { ChangePrice: { changePrice: done() } });
  type('New price', '.081');
  type('From', '2026-12-01');
  confirm('Change price');
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('ChangePrice')).toEqual({
    input: {
      contractId: 'k1',
      component: 'ENERGY',
      unit: 'KWH',
      rate: '0.081',
      startsOn: '2026-12-01',
      idempotencyKey: expect.any(String),
    },
  });
});

test('an extension of own dates is named by its last day', async () => {
  const { api, dialog, confirm, onChanged } = await choose(
    'Extend lease',
    { type: 'LEASE', renews: false, lease: { maxExtensions: 3, extensionsUsed: 1 } },
    { ExtendContract: { extendContract: done() } },
  );
  expect(dialog.textContent).toContain('2 of 3 extensions are left');
  fireEvent.change(screen.getByLabelText('Contract Term'), { target: { value: 'CUSTOM' } });
  type('End Date', '2099-06-30');
  confirm('Extend lease');
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('ExtendContract')).toMatchObject({ input: { term: 'CUSTOM', endsOn: '2099-07-01' } });
});

test('a draft can be discarded, and nothing else', async () => {
  const { api, confirm, onChanged } = await choose(
    'Discard draft',
    { status: 'DRAFT' },
    {
      DiscardContract: { discardContract: done({ status: 'CANCELLED' }) },
    },
  );
  confirm('Discard draft');
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('DiscardContract')).toEqual({ input: { contractId: 'k1' } });
});

test('another power cap is sent with its policy, and none without', async () => {
  const answers = { ChangePowerCap: { updateContract: done() } };
  const { api, dialog, confirm, onChanged } = await choose('Change power cap', {}, answers);
  expect(dialog.textContent).toContain('the next month on');
  expect(screen.getByLabelText<HTMLInputElement>(/^Power Cap/).value).toBe('100');
  type(/^Power Cap/, '80.5');
  confirm('Change power cap');
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('ChangePowerCap')).toEqual({
    input: { contractId: 'k1', powerCapKw: '80.5', capPolicy: 'OVERAGE', overageRate: '0.12' },
  });
});

test('a blank power cap is none', async () => {
  const { api, confirm, onChanged } = await choose(
    'Change power cap',
    {},
    { ChangePowerCap: { updateContract: done() } },
  );
  type(/^Power Cap/, '');
  confirm('Change power cap');
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('ChangePowerCap')).toEqual({
    input: { contractId: 'k1', powerCapKw: null, capPolicy: null, overageRate: null },
  });
});
