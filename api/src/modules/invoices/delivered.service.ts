import type { EntityManager } from '@mikro-orm/postgresql';
import { Contract, InfinityTerms, Suspension } from '../contracts/contract.entity.ts';
import { startOfDate } from '../contracts/index.ts';
import { poolHours } from '../metering/index.ts';
import { datesWithin, isOpenEnded } from './contract-window.ts';
import { deliveredPercent, type SoldStream } from './delivered.rules.ts';
import type { Period } from './period.rules.ts';
import { without } from './suspension.rules.ts';

/**
 * What an Infinity contract was delivered in a period until an instant, percent of what it bought; null while nothing is
 * known of its site's pool. All of one site's contracts are delivered the same share. Needs to see every customer's.
 */
export async function deliveredTo(
  em: EntityManager,
  contract: Contract,
  terms: InfinityTerms,
  period: Period,
  until: Date,
): Promise<string | null> {
  const dates = datesWithin(contract, period);
  const from = startOfDate(dates.startsOn, contract.timeZone);
  const end = startOfDate(dates.endsOn, contract.timeZone);
  const to = end < until ? end : until;
  if (to <= from) return null;
  const pool = await poolHours(em, terms.site.id, { from, to });
  return deliveredPercent(pool, await soldAt(em, terms.site.id));
}

/** What is sold of a site, when. A suspended contract whose fees stop buys nothing meanwhile. */
async function soldAt(em: EntityManager, siteId: string): Promise<SoldStream[]> {
  const terms = await em.find(InfinityTerms, { site: siteId });
  const ids = terms.map(({ id }) => id);
  const contracts = await em.find(Contract, { id: { $in: ids }, activatedAt: { $ne: null } });
  const pauses = await em.find(Suspension, { contractId: { $in: ids }, billFixedFees: false });
  const byId = new Map(terms.map((one) => [one.id, one]));
  return contracts.flatMap((contract) => {
    const ths = Number(byId.get(contract.id)?.hashrateThs);
    const inForce = { from: contract.startsOn, to: isOpenEnded(contract) ? null : contract.endsOn };
    const own = pauses.filter(({ contractId }) => contractId === contract.id);
    const instant = (date: string) => startOfDate(date, contract.timeZone).getTime();
    return without(inForce, own).map(({ from, to }) => ({
      fromMs: instant(from ?? contract.startsOn),
      toMs: to === null ? Number.POSITIVE_INFINITY : instant(to),
      ths,
    }));
  });
}
