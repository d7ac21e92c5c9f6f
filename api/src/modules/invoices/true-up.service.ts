import type { EntityManager } from '@mikro-orm/postgresql';
import { prepared } from '../../database/prepared.ts';
import { newId } from '../../ids.ts';
import { Contract } from '../contracts/contract.entity.ts';
import { keepEvidence } from '../documents/index.ts';
import { Adjustment } from './adjustment.entity.ts';
import { partsOf } from './billed-part.ts';
import { type AdjustmentToBill, buildBundle, type Bundle, pricesOf } from './bundle.service.ts';
import { evidenceText } from './evidence-text.ts';
import { type FoundHold, heldByRating, sameHold } from './holds.rules.ts';
import { Hold, Invoice, InvoiceLine } from './invoice.entity.ts';
import { periodOf } from './period.rules.ts';
import { type Rated, rateBundle } from './rate-bundle.ts';
import { changesSeenNow, invoicesWithNews, noteSeen, type SeenChanges } from './seen-changes.ts';
import { correctionsOf } from './true-up.rules.ts';

/** What became of a billed month with what is known of it now. */
export type TrueUp = {
  readonly invoice: Invoice;
  readonly adjustments: readonly (AdjustmentToBill & { readonly position: number })[];
  /** Why the month can't be rated again without a look: then it has no adjustments. */
  readonly holds: readonly FoundHold[];
  readonly bundle: Bundle;
  readonly rated: Rated;
  readonly seen: SeenChanges;
};

/** True-ups of a customer's issued invoices, in a currency, of which something was learnt since. Writes nothing. */
export async function trueUpsDue(em: EntityManager, customerId: string): Promise<TrueUp[]> {
  const due = await prepared<{ id: string }>(em, ...invoicesWithNews(customerId));
  const trueUps: TrueUp[] = [];
  for (const { id } of due) trueUps.push(await trueUpOf(em, await em.findOneOrFail(Invoice, { id })));
  return trueUps;
}

/** Rates the days that an invoice billed once more, from the readings as they are now. */
async function trueUpOf(em: EntityManager, invoice: Invoice): Promise<TrueUp> {
  const seen = await changesSeenNow(em);
  const lines = await em.find(InvoiceLine, { invoiceId: invoice.id }, { orderBy: { position: 'asc' } });
  const contracts = await em.find(
    Contract,
    { id: { $in: lines.flatMap(({ contract }) => contract?.id ?? []) } },
    { orderBy: { number: 'asc' } },
  );
  const period = periodOf(invoice.period);
  const prices = await pricesOf(em, contracts);
  const parts = await partsOf(em, invoice.id, contracts, prices, period);
  const bundle = await buildBundle(em, { parts, adjustments: [], currency: invoice.currency, period, prices });
  const rated = rateBundle(bundle);
  const known = await em.find(Hold, { invoiceId: invoice.id });
  const holds = rated.bill.held.map(heldByRating).filter((hold) => !known.some((old) => sameHold(hold, old)));
  const adjustments = holds.length > 0 ? [] : await adjustmentsOf(em, invoice, lines, rated);
  return { invoice, adjustments, holds, bundle, rated, seen };
}

async function adjustmentsOf(
  em: EntityManager,
  invoice: Invoice,
  lines: readonly InvoiceLine[],
  { bill }: Rated,
): Promise<TrueUp['adjustments']> {
  const before = await em.find(Adjustment, { corrects: invoice.id });
  const billed = lines.map((line) => ({
    ...line,
    corrected: before.reduce(
      (sum, { correctsPosition, amount }) => sum + (correctsPosition === line.position ? amount : 0n),
      0n,
    ),
  }));
  return correctionsOf(bill, billed).map(({ position, amount, kwh, billedKwh }) => {
    const line = lines.find((one) => one.position === position) as InvoiceLine;
    return {
      position,
      amount,
      description: `Correction of ${invoice.number}, line ${position}: ${kwh} kWh in ${invoice.period}, billed ${billedKwh} kWh`,
      taxCode: line.taxCode,
      contractId: line.contract?.id ?? null,
    };
  });
}

/** Keeps what true-ups came to: adjustments that wait for the customer's next invoice, and that they were looked at. */
export async function keepTrueUps(
  { em, at }: { em: EntityManager; at: Date },
  trueUps: readonly TrueUp[],
): Promise<void> {
  for (const { invoice, adjustments, bundle, rated, seen } of trueUps) {
    const { organizationId, customer, currency } = invoice;
    if (adjustments.length > 0) {
      const evidenceSha256 = await keepEvidence({ em, organizationId, at }, evidenceText(bundle, rated.bill));
      for (const { position, contractId, ...adjustment } of adjustments)
        em.create(Adjustment, {
          ...adjustment,
          id: newId(at.getTime()),
          organizationId,
          customer,
          contract: contractId === null ? null : em.getReference(Contract, contractId, { wrapped: true }),
          currency,
          invoice: null,
          corrects: invoice,
          correctsPosition: position,
          evidenceSha256,
          createdBy: 'Hashyard',
          createdAt: at,
        });
      await em.flush();
    }
    await noteSeen(em, invoice, seen);
  }
}
