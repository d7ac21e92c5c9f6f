import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show, viewer } from '../../../test/show.tsx';
import type { InvoiceActionsFragment } from '../../gql/graphql.ts';
import { GenerateInvoices } from './generate-invoices.tsx';
import { InvoiceLife } from './invoice-life.tsx';
import { IssueInvoice } from './issue-invoice.tsx';
import { ReleaseInvoice } from './release-invoice.tsx';

const invoice = (own: Partial<InvoiceActionsFragment> = {}): InvoiceActionsFragment => ({
  id: 'i1',
  number: null,
  status: 'DRAFT',
  period: '2026-05',
  total: { amount: '1234.50', currency: 'USD' },
  balance: { amount: '1234.50', currency: 'USD' },
  sentAt: null,
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

test('a dry run says what would be billed, and what would be held and why', async () => {
  const one = { __typename: 'Customer', id: 'c1', name: 'Dana', companyName: 'Acme', currency: 'USD' };
  const billed = { ...one, id: 'c2', name: 'Ben' };
  const api = fakeApi({
    CustomerChoices: customers(one, billed),
    PreviewInvoices: {
      previewInvoices: [
        {
          __typename: 'InvoicePreview',
          kind: 'USAGE',
          currency: 'USD',
          changePercent: '12.5',
          customer: one,
          total: { __typename: 'Money', amount: '1234.50', currency: 'USD' },
          holds: [{ __typename: 'Hold', reason: 'UNCOVERED' }],
        },
      ],
    },
  });
  show(() => <GenerateInvoices />);
  click('Generate Invoices');
  const dryRun = await screen.findByRole<HTMLButtonElement>('button', { name: 'Dry run' });
  await vi.waitFor(() => expect(dryRun.disabled).toBe(false));
  fireEvent.click(dryRun);
  expect(
    await screen.findByText('1 invoice over 1,234.50 USD, 1 of them held. 1 customer with nothing left to bill.'),
  ).toBeTruthy();
  expect(api.last('PreviewInvoices')).toMatchObject({ customerIds: ['c1', 'c2'], skipExisting: true });
  expect(api.sent.some(({ operationName }) => operationName === 'GenerateInvoices')).toBe(false);
});

test('a credit note takes back what was typed, line by line', async () => {
  const api = fakeApi({
    CreateCreditNote: {
      createCreditNote: {
        __typename: 'CreditNote',
        id: 'n1',
        number: 'CN-000001',
        total: { __typename: 'Money', amount: '108.25', currency: 'USD' },
      },
    },
  });
  const onDone = vi.fn();
  const line = { position: 2, description: 'Hosting', amount: { amount: '100.00', currency: 'USD' } };
  const issuedOne = {
    ...invoice({ status: 'ISSUED', number: 'INV-000007' }),
    currency: 'USD',
    lines: [line],
    creditNotes: [],
  };
  show(
    () => (
      <InvoiceLife invoice={issuedOne as unknown as Parameters<typeof InvoiceLife>[0]['invoice']} onDone={onDone} />
    ),
    {
      as: viewer({ permissions: ['invoice:credit'] }),
    },
  );
  fireEvent.keyDown(screen.getByRole('button', { name: 'More actions' }), { key: 'Enter' });
  fireEvent.pointerUp(await screen.findByRole('menuitem', { name: 'Credit' }), { button: 0 });
  fireEvent.click(await screen.findByRole('button', { name: 'All of it' }));
  expect(screen.getByText('100.00 USD')).toBeTruthy();
  fireEvent.input(screen.getByLabelText('Reason'), { target: { value: 'Outage in June' } });
  click('Create credit note');
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(api.last('CreateCreditNote')).toMatchObject({
    input: {
      invoiceId: 'i1',
      reason: 'Outage in June',
      send: true,
      lines: [{ position: 2, amount: { amount: '100.00', currency: 'USD' } }],
    },
  });
});
