import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { invoicePdf } from './invoice.pdf.ts';
import type { InvoiceView } from './invoice.view.ts';

const hasPdfReader = spawnSync('pdftotext', ['-v']).error === undefined;
const dates = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `06-${String(from + i).padStart(2, '0')}`);

/** An invoice of that many machines over June. */
function view(machines: number, own: Partial<InvoiceView> = {}): InvoiceView {
  const names = Array.from({ length: machines }, (_, i) => `S21-${String(i + 1).padStart(4, '0')}`);
  const block = (from: number, to: number) => ({
    dates: dates(from, to),
    rows: names.map((unit) => ({ unit, days: dates(from, to).map(() => '72.000') })),
  });
  return {
    number: 'INV-000042',
    issuedAt: new Date('2026-07-01T12:00:00Z'),
    logo: null,
    seller: ['Lone Star Hosting LLC', 'Austin'],
    billTo: ['Ada Miner'],
    facts: [['Invoice', 'INV-000042']],
    currency: 'USD',
    lines: [
      {
        description: 'Energy, metered',
        contract: 'HC-000001',
        detail: 'measured 1.000 kWh, estimated 0.000 kWh',
        quantity: '1.000',
        unit: 'kWh',
        rate: '0.0725',
        amount: '0.07',
      },
    ],
    sums: [['Subtotal', '0.07']],
    total: '0.07',
    exactTotal: '0.07',
    evidenceSha256: 'ab'.repeat(32),
    appendix: [
      {
        title: 'Energy, metered, HC-000001',
        rows: names.map((unit) => [unit, '2,160.000', '0.000'] as const),
        total: ['1,080,000.000', '0.000'],
        blocks: [block(1, 17), block(17, 31)],
      },
    ],
    ...own,
  };
}

const read = (pdf: Buffer): string[] =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, maxBuffer: 64e6 }).toString().split('\f').slice(0, -1);

describe('the paper of an invoice', () => {
  test('is the same bytes for the same invoice', async () => {
    expect((await invoicePdf(view(3))).equals(await invoicePdf(view(3)))).toBe(true);
  });

  test.skipIf(!hasPdfReader)(
    'of 500 machines repeats its heads on every page and leaves none out (needs pdftotext)',
    async () => {
      const pages = read(await invoicePdf(view(500)));
      expect(pages.length).toBeGreaterThan(25);
      pages.forEach((page, index) => expect(page).toContain(`INV-000042, page ${index + 1} of ${pages.length}`));
      const appendix = pages.slice(1);
      for (const page of appendix) expect(page).toMatch(/Energy, metered, HC-000001.*\n[^]*Machine +/);
      const all = appendix.join('\n');
      for (const name of ['S21-0001', 'S21-0250', 'S21-0500']) expect(all.split(name).length - 1).toBe(3);
      expect(all.match(/72\.000/g)).toHaveLength(500 * 30);
    },
  );
});
