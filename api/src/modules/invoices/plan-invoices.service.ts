import type { EntityManager } from '@mikro-orm/postgresql';
import { type Customer, CustomerFile } from '../customers/customer.entity.ts';
import { Adjustment } from './adjustment.entity.ts';
import { partsLeft } from './billed-part.ts';
import { type AdjustmentToBill, buildBundle, type Bundle, contractsIn, pricesOf } from './bundle.service.ts';
import { type FoundHold, holdsOf } from './holds.rules.ts';
import { Hold, Invoice } from './invoice.entity.ts';
import type { InvoiceKind } from './invoice.words.ts';
import type { Period } from './period.rules.ts';
import { type Rated, rateBundle } from './rate-bundle.ts';
import { changesSeenNow, type SeenChanges } from './seen-changes.ts';
import { type TrueUp, trueUpsDue } from './true-up.service.ts';
import { unusualUse } from './variance.service.ts';
import { unverifiedUse } from './unverified.service.ts';

/** An invoice as it would be written now: rated, its holds judged. `replaces`: the draft or held one that gets its lines. */
export type Plan = {
  readonly kind: InvoiceKind;
  readonly replaces: Invoice | null;
  readonly bundle: Bundle;
  readonly rated: Rated;
  readonly holds: readonly FoundHold[];
};
export type Plans = {
  readonly plans: readonly Plan[];
  /** Drafts and held invoices on which nothing is left to bill. */
  readonly emptied: readonly Invoice[];
  /** What earlier months are corrected by; the plans' bundles have their adjustments already. */
  readonly trueUps: readonly TrueUp[];
  readonly seen: SeenChanges;
};

type WhatToPlan = {
  readonly em: EntityManager;
  readonly customer: Customer;
  readonly period: Period;
  /** The customer's invoices of the month that aren't cancelled. */
  readonly existing: readonly Invoice[];
  /** One draft or held invoice alone is rated anew. */
  readonly only?: Invoice;
};

/**
 * What a customer's month comes to, as is known now: everything that billing would write, and nothing written. One invoice a
 * currency; what an issued one has left out goes onto a supplemental. Waiting adjustments and true-ups go onto the first.
 */
export async function planInvoices(what: WhatToPlan): Promise<Plans> {
  const { em, customer, period, existing, only } = what;
  const seen = await changesSeenNow(em);
  const open = only ? [only] : existing.filter(isOpen);
  const openIds = open.map(({ id }) => id);
  const trueUps = await trueUpsDue(em, customer.id);
  const waiting = await em.find(
    Adjustment,
    { customer: customer.id, $or: [{ invoice: null }, { invoice: { $in: openIds } }] },
    { orderBy: { id: 'asc' } },
  );
  const contracts = await contractsIn(em, customer.id, period);
  const prices = await pricesOf(em, contracts);
  const plans: Plan[] = [];
  const emptied: Invoice[] = [];
  for (const currency of currenciesOf([...contracts, ...waiting, ...open, ...trueUps.map(({ invoice }) => invoice)])) {
    if (only && only.currency !== currency) continue;
    const isOurs = (row: { readonly currency: string }) => row.currency === currency;
    const layers = await partsLeft(em, contracts.filter(isOurs), prices, period, openIds);
    const adjustments = [
      ...waiting.filter(isOurs).map(adjustmentToBill),
      ...trueUps.filter(({ invoice }) => isOurs(invoice)).flatMap((trueUp) => trueUp.adjustments),
    ];
    const others = trueUps.filter(({ invoice }) => isOurs(invoice)).flatMap(({ holds }) => holds);
    const places = only ? [placeOf(only)] : placesFor(existing.filter(isOurs), layers.length, adjustments.length > 0);
    for (const [index, { kind, replaces }] of places.entries()) {
      const parts = layers[index] ?? [];
      const first = index === 0;
      const bundle = await buildBundle(em, { parts, adjustments: first ? adjustments : [], currency, period, prices });
      plans.push(await planOf(what, { kind, replaces }, bundle, first ? others : []));
    }
    const taken = new Set(places.flatMap(({ replaces }) => replaces?.id ?? []));
    emptied.push(...open.filter((invoice) => isOurs(invoice) && !taken.has(invoice.id)));
  }
  return { plans, emptied, trueUps, seen };
}

const isOpen = ({ status }: Invoice): boolean => status === 'DRAFT' || status === 'HELD';

type Place = Pick<Plan, 'kind' | 'replaces'>;
const placeOf = (invoice: Invoice): Place => ({ kind: invoice.kind, replaces: invoice });

/**
 * Which invoices a currency's layers go onto: the month's own first, drafts before new ones. Adjustments alone make an
 * invoice only where the month has none yet; beside an issued one they wait.
 */
function placesFor(existing: readonly Invoice[], layers: number, hasAdjustments: boolean): Place[] {
  const usage = existing.find(({ kind }) => kind === 'USAGE');
  const drafts = existing.filter((invoice) => invoice.kind === 'SUPPLEMENTAL' && isOpen(invoice)).map(placeOf);
  const own: Place[] = usage ? (isOpen(usage) ? [placeOf(usage)] : []) : [{ kind: 'USAGE', replaces: null }];
  const count = layers === 0 && hasAdjustments ? own.length : layers;
  const places = [...own, ...drafts];
  while (places.length < count) places.push({ kind: 'SUPPLEMENTAL', replaces: null });
  return places.slice(0, count);
}

async function planOf(
  { em, customer, period }: WhatToPlan,
  place: Place,
  bundle: Bundle,
  ofTrueUps: readonly FoundHold[],
): Promise<Plan> {
  const rated = rateBundle(bundle);
  const standing = await em.findOneOrFail(CustomerFile, { id: customer.id });
  const byPerson = place.replaces
    ? await em.find(Hold, { invoiceId: place.replaces.id, reason: 'MANUAL', releasedBy: null })
    : [];
  const holds = holdsOf(rated.bill, standing, {
    undelivered: bundle.undelivered,
    unverified: await unverifiedUse(em, rated.bill, rated.usage, bundle.registerId),
    unusual: await unusualUse(em, bundle.parts, rated, period),
    others: [...ofTrueUps, ...byPerson.map(personsHold)],
  });
  return { ...place, bundle, rated, holds };
}

const personsHold = ({ note }: Hold): FoundHold => ({
  reason: 'MANUAL',
  contractNumber: null,
  register: null,
  unit: null,
  fromAt: null,
  toAt: null,
  note,
});

const adjustmentToBill = ({ description, amount, taxCode, contract }: Adjustment): AdjustmentToBill => ({
  description,
  amount,
  taxCode,
  contractId: contract?.id ?? null,
});

const currenciesOf = (rows: readonly { readonly currency: string }[]): string[] =>
  [...new Set(rows.map(({ currency }) => currency))].sort();
