import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Invoice } from '../invoice.entity.ts';
import { creditNotePdf } from './credit-note.pdf.ts';

const hasPdfReader = spawnSync('pdftotext', ['-v']).error === undefined;
const read = (pdf: Buffer) =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString().split('\f').slice(0, -1);

const pdfOf = (currency: string, lines: number) => {
  const address = { lines: ['1 Main St'], city: 'Austin', region: 'TX', postalCode: '78701', country: 'US' };
  const invoice = {
    number: 'INV-000042',
    issuedOn: '2026-07-01',
    currency,
    billToName: '株式会社マイニング',
    billToAddress: address,
    seller: { name: 'Lone Star Hosting LLC', address, taxNumber: 'TX-1' },
  } as unknown as Invoice;
  const amount = 1_234_567n;
  const note = {
    number: 'CN-000007',
    reason: 'Outage',
    issuedOn: '2026-07-03',
    issuedAt: new Date('2026-07-03T12:00:00Z'),
    subtotal: amount * BigInt(lines),
    tax: 0n,
    total: amount * BigInt(lines),
  };
  const line = (_: unknown, index: number) => ({
    position: index + 1,
    amount,
    taxes: [],
    description: `Energy ${index + 1}`,
  });
  return creditNotePdf(invoice, { note, lines: Array.from({ length: lines }, line), logo: null });
};

test.skipIf(!hasPdfReader).each([
  { currency: 'USD', line: '12,345.67', total: '24,691.34' },
  { currency: 'JPY', line: '1,234,567', total: '2,469,134' },
  { currency: 'KWD', line: '1,234.567', total: '2,469.134' },
])(
  'a credit note in $currency has its names, addresses and its amounts in its decimals (needs pdftotext)',
  async ({ currency, line, total }) => {
    const [page, ...others] = read(await pdfOf(currency, 2));
    expect(others).toEqual([]);
    for (const words of [
      'Lone Star Hosting LLC',
      'Tax number TX-1',
      '株式会社マイニング',
      'Austin, TX, 78701',
      'INV-000042, issued',
      'CN-000007, page 1 of 1',
    ])
      expect(page).toContain(words);
    expect(page).toMatch(new RegExp(`Line 1: Energy 1 +${line}\\n`));
    expect(page).toMatch(new RegExp(`Total credited ${currency} +${total}\\n`));
  },
);

test.skipIf(!hasPdfReader)('a long one goes over pages, its sums beside its last lines (needs pdftotext)', async () => {
  const pages = read(await pdfOf('USD', 120));
  expect(pages.length).toBeGreaterThan(2);
  for (const page of pages) expect(page).toMatch(/Taken back +Amount USD/);
  expect(pages.at(-1)).toMatch(/Line 119: [^]*Line 120: [^]*Total credited/);
});
