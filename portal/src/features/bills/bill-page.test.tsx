// @vitest-environment jsdom
import { MemoryRouter, Route } from '@solidjs/router';
import { render, screen, within } from '@solidjs/testing-library';
import { expect, test } from 'vitest';
import type { BillDetailsFragment } from '../../gql/graphql';
import { BillPage } from './bill-page.tsx';

const usd = (amount: string) => ({ amount, currency: 'USD' });

const bill = (own: Partial<BillDetailsFragment> = {}): BillDetailsFragment => ({
  id: 'b1',
  number: 'INV-000009',
  kind: 'USAGE',
  status: 'ISSUED',
  period: '2026-10',
  startsOn: '2026-10-01',
  endsOn: '2026-11-01',
  issuedOn: '2026-11-02',
  dueOn: '2026-11-17',
  billToName: 'Whitfield Mining LLC',
  billToAddress: null,
  lines: [
    {
      position: 1,
      contractNumber: 'HC-000001',
      contract: { id: 'k1', billingMethod: 'METERED' },
      meteredKwh: '53929.870',
      variancePercent: '0.1',
      component: 'ENERGY',
      description: 'Energy, metered',
      quantity: '53961.120',
      unit: 'KWH',
      rate: '0.0725',
      estimatedKwh: '31.250',
      amount: usd('3912.18'),
      units: [{ unit: 'S21-001' }],
    },
  ],
  taxes: [{ code: 'TX-SALES', percent: '8.25', amount: usd('322.75') }],
  subtotal: usd('3912.18'),
  total: usd('4234.93'),
  paid: usd('0.00'),
  credited: usd('0.00'),
  balance: usd('4234.93'),
  energyKwh: '53961.120',
  estimatedKwh: '31.250',
  changePercent: null,
  pdfUrl: '/files/invoices/b1.pdf',
  evidenceUrl: '/files/invoices/b1.json',
  evidenceSha256: null,
  cancelReason: null,
  creditNotes: [],
  adjustments: [],
  ...own,
});

const show = (own?: Partial<BillDetailsFragment>) =>
  render(() => (
    <MemoryRouter>
      <Route path="*" component={() => <BillPage bill={bill(own)} />} />
    </MemoryRouter>
  ));

test('the statement says what it comes to, how, and until when', async () => {
  show();
  expect(await screen.findByText('Due on 17 Nov 2026')).toBeTruthy();
  expect(screen.getAllByText('4,234.93 USD').length).toBeGreaterThan(0);
  expect(screen.getByText(/53,961\.120 kWh × 0\.0725 USD/)).toBeTruthy();
  expect(screen.getByText('1 Oct 2026 to 31 Oct 2026')).toBeTruthy();
});

test('estimated energy is said apart from measured', async () => {
  show();
  expect(await screen.findByText('measured 53,929.870 kWh')).toBeTruthy();
  expect(screen.getByText('estimated 31.250 kWh')).toBeTruthy();
});

test('PDF and evidence are links to the bill’s own paths, past the router', async () => {
  show();
  const pdf = await screen.findByRole('link', { name: 'Download PDF' });
  expect(pdf.getAttribute('href')).toBe('/files/invoices/b1.pdf');
  expect(pdf.getAttribute('rel')).toBe('external');
  expect(screen.getByRole('link', { name: 'Download evidence' }).getAttribute('href')).toBe(
    '/files/invoices/b1.json.gz',
  );
});

test('what was credited is shown, nothing credited is not', async () => {
  const { unmount } = show({ credited: usd('100.00'), balance: usd('4134.93') });
  const credited = (await screen.findByText('Credited')).parentElement;
  expect(credited && within(credited).getByText('100.00 USD')).toBeTruthy();
  unmount();
  show();
  await screen.findByText('Subtotal');
  expect(screen.queryByText('Credited')).toBeNull();
});

test('a cancelled bill says why and that nothing is due', async () => {
  show({ status: 'CANCELLED', cancelReason: 'Wrong rate.', balance: usd('0.00') });
  expect((await screen.findByRole('status')).textContent).toContain('Wrong rate.');
});

test('a credit note is listed with its amount and its paper', async () => {
  const note = {
    id: 'n1',
    number: 'CN-000001',
    reason: 'Outage',
    issuedOn: '2026-11-05',
    pdfUrl: '/documents/credit-notes/n1.pdf',
    total: usd('100.00'),
  };
  show({ creditNotes: [note] });
  const card = (await screen.findByText('CN-000001')).closest('li');
  expect(card && within(card).getByText('100.00 USD')).toBeTruthy();
  expect(card && within(card).getByRole('link', { name: 'PDF' }).getAttribute('href')).toBe(note.pdfUrl);
});
