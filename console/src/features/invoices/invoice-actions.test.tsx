import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show, viewer } from '../../../test/show.tsx';
import type { InvoiceActionsFragment } from '../../gql/graphql.ts';
import { GenerateInvoices } from './generate-invoices.tsx';
import { IssueInvoice } from './issue-invoice.tsx';
import { ReleaseInvoice } from './release-invoice.tsx';

const invoice = (own: Partial<InvoiceActionsFragment> = {}): InvoiceActionsFragment => ({
  id: 'i1',
  number: null,
  status: 'DRAFT',
  period: '2026-05',
  total: { amount: '1234.50', currency: 'USD' },
  customer: { id: 'c1', name: 'Dana', companyName: 'Acme', invoiceEmail: 'bills@acme.test' },
  holds: [],
  ...own,
});
const issued = { __typename: 'Invoice', id: 'i1', number: 'INV-000007', status: 'ISSUED' };
const customers = (...nodes: object[]) => ({
  customers: {
    __typename: 'CustomerConnection',
    nodes,
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
    totalCount: nodes.length,
  },
});
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('issuing shows the amount first, and mails only when asked to', async () => {
  const api = fakeApi({ IssueInvoice: { issueInvoice: issued } });
  const onDone = vi.fn();
  show(() => <IssueInvoice invoice={invoice()} onDone={onDone} />);
  click('Issue Invoice');
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText('1,234.50 USD')).toBeTruthy();
  expect(api.sent).toEqual([]);
  click('Issue invoice');
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(api.last('IssueInvoice')).toEqual({
    input: { invoiceId: 'i1', send: false, idempotencyKey: expect.any(String) },
  });
});

test('releasing sends the reasons one looks past, the note, and what comes next', async () => {
  const api = fakeApi({ ReleaseInvoice: { releaseInvoice: issued } });
  const onDone = vi.fn();
  const hold = { contractNumber: null, register: null, unit: null, from: null, to: null, releasedBy: null, note: null };
  const held = invoice({
    status: 'HELD',
    holds: [
      { reason: 'BILLING_HOLD', ...hold },
      { reason: 'UNCOVERED', ...hold },
    ],
  });
  show(() => <ReleaseInvoice invoice={held} onDone={onDone} />);
  click('Release');
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Billing hold' }));
  fireEvent.input(screen.getByLabelText('Note'), { target: { value: 'Agreed by phone' } });
  fireEvent.click(screen.getByRole('radio', { name: /^Issue and send/ }));
  click('Release invoice');
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(api.last('ReleaseInvoice')).toMatchObject({
    input: { invoiceId: 'i1', next: 'ISSUE_AND_SEND', note: 'Agreed by phone', override: ['BILLING_HOLD'] },
  });
});

test('generating asks for month and customers, and says that nothing is mailed', async () => {
  const api = fakeApi({
    CustomerChoices: customers({
      __typename: 'Customer',
      id: 'c1',
      name: 'Dana',
      companyName: 'Acme',
      currency: 'USD',
    }),
    GenerateInvoices: { generateInvoices: { __typename: 'BillingRun', id: 'r1' } },
  });
  const { address } = show(() => <GenerateInvoices />);
  click('Generate Invoices');
  const period = await screen.findByLabelText<HTMLSelectElement>('Billing Period');
  expect(screen.getByText(/Auto-send is off/)).toBeTruthy();
  click('Generate for all customers');
  await vi.waitFor(() => expect(address()).toBe('/invoices/runs/r1'));
  expect(api.last('GenerateInvoices')).toEqual({
    input: { period: period.value, skipExisting: true, idempotencyKey: expect.any(String) },
  });
});

test('with auto-send on, generating warns that mail goes out', async () => {
  fakeApi({ CustomerChoices: customers() });
  const { organization } = viewer();
  const billingSettings = organization.billingSettings && { ...organization.billingSettings, autoSend: true };
  show(() => <GenerateInvoices />, { as: viewer({ organization: { ...organization, billingSettings } }) });
  click('Generate Invoices');
  expect(await screen.findByText(/issued and mailed to the customers/)).toBeTruthy();
});

test('who may not issue is not offered to', () => {
  show(() => <IssueInvoice invoice={invoice()} onDone={() => {}} />, { as: viewer({ permissions: ['invoice:read'] }) });
  expect(screen.queryByRole('button', { name: 'Issue Invoice' })).toBeNull();
});
