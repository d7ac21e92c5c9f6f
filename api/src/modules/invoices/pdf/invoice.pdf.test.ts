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
    excluded: { rows: [], more: 0 },
    appendix: [
      {
        title: 'Energy, metered, HC-000001',
        rows: names.map((unit) => [unit, '2,160.000', '0.000', '99.50 %'] as const),
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

  test.skipIf(!hasPdfReader)(
    'says what uptime leaves out, over as many pages as it takes, and wraps what is long (needs pdftotext)',
    async () => {
      const rows = Array.from(
        { length: 90 },
        (_, i) =>
          [
            `S21-${i}`,
            '2026-06-03 10:15',
            '2026-06-03 12:00',
            `not trusted: ${'a stuck register '.repeat(i % 9)}end-${i}`,
          ] as const,
      );
      const pages = read(await invoicePdf(view(2, { excluded: { rows, more: 7 } })));
      const text = pages.join('\n');
      for (let i = 0; i < 90; i++) expect(text).toContain(`end-${i}`);
      expect(text).toContain('And 7 more, in the evidence file.');
      const own = pages.filter((page) => page.includes('Uptime and what it leaves out'));
      expect(own.length).toBeGreaterThan(2);
      for (const page of own) expect(page).toMatch(/Machine +From +To +Event/);
    },
  );

  test.skipIf(!hasPdfReader)(
    'has names of 200 letters and hostile ones beside their amounts, each on its page (needs pdftotext)',
    async () => {
      const names = ['W'.repeat(200), `${'שרת '.repeat(30)}42`, '\u202e00.000,9\u202c S21', 'x\u200b'.repeat(20)];
      const rows = Array.from(
        { length: 80 },
        (_, i) => [names[i % 4] ?? '', `${i + 1}.125`, '0.000', '100.00 %'] as const,
      );
      const appendix = [{ title: 'Energy', rows, total: ['3,250.000', '0.000'] as const, blocks: [] }];
      const text = read(await invoicePdf(view(1, { appendix }))).join('\n');
      for (let i = 1; i <= 80; i++) expect(text).toMatch(new RegExp(`\\b${i}\\.125 +0\\.000 +100\\.00 %`));
      expect(text).toContain('[U+202E]00.000,9[U+202C]');
    },
  );
});
