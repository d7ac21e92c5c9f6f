import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show } from '../../../test/show.tsx';
import { CustomerActions } from './customer-actions.tsx';

const customer = { id: 'c1', name: 'Dana', companyName: 'Whitfield Mining LLC', inDefault: false, billingHold: false };

async function choose(action: string, own: Partial<typeof customer>, answers: Record<string, object> = {}) {
  const api = fakeApi(answers);
  const onChanged = vi.fn();
  show(() => <CustomerActions customer={{ ...customer, ...own }} onChanged={onChanged} />);
  fireEvent.pointerDown(screen.getByRole('button', { name: 'Customer actions' }), { button: 0, pointerType: 'mouse' });
  const item = await screen.findByRole('menuitem', { name: action });
  fireEvent.pointerUp(item, { button: 0, pointerType: 'mouse' });
  const dialog = await screen.findByRole('dialog');
  const confirm = () => fireEvent.click(within(dialog).getByRole('button', { name: action }));
  return { api, dialog, confirm, onChanged };
}

test('a hold says what becomes of invoices and asks for the reason', async () => {
  const { api, dialog, confirm, onChanged } = await choose(
    'Set billing hold',
    {},
    {
      SetBillingHold: { setBillingHold: { __typename: 'Customer', ...customer, billingHold: true } },
    },
  );
  expect(dialog.textContent).toContain('none is issued or mailed');
  fireEvent.input(screen.getByLabelText('Reason'), { target: { value: 'Dispute' } });
  confirm();
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('SetBillingHold')).toEqual({ input: { customerId: 'c1', held: true, reason: 'Dispute' } });
});

test('a hold there is can be lifted without a reason', async () => {
  const { api, confirm, onChanged } = await choose(
    'Lift billing hold',
    { billingHold: true },
    {
      SetBillingHold: { setBillingHold: { __typename: 'Customer', ...customer } },
    },
  );
  confirm();
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('SetBillingHold')).toEqual({ input: { customerId: 'c1', held: false } });
});

test('a refusal stands at its field', async () => {
  const issue = { __typename: 'InputIssue', code: 'REQUIRED', message: 'needed', path: ['input', 'reason'] };
  const { confirm, onChanged } = await choose(
    'Set billing hold',
    {},
    {
      SetBillingHold: {
        setBillingHold: { __typename: 'InvalidInput', code: 'INVALID_INPUT', message: '', path: null, issues: [issue] },
      },
    },
  );
  confirm();
  expect(await screen.findByText('This is needed.')).toBeTruthy();
  expect(onChanged).not.toHaveBeenCalled();
});

test('a default there is can be cleared', async () => {
  const { api, confirm, onChanged } = await choose(
    'Clear default',
    { inDefault: true },
    {
      MarkInDefault: { markInDefault: { __typename: 'Customer', ...customer } },
    },
  );
  confirm();
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('MarkInDefault')).toEqual({ input: { customerId: 'c1', inDefault: false } });
});
