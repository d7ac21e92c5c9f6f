import type { EntityManager } from '@mikro-orm/postgresql';
import { Contract, InfinityTerms } from '../contracts/contract.entity.ts';
import { startOfDate } from '../contracts/index.ts';
import { poolHours } from '../metering/index.ts';
import { datesWithin, isOpenEnded } from './contract-window.ts';
import { deliveredPercent, type SoldStream } from './delivered.rules.ts';
import type { Period } from './period.rules.ts';

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

async function soldAt(em: EntityManager, siteId: string): Promise<SoldStream[]> {
  const terms = await em.find(InfinityTerms, { site: siteId });
  const contracts = await em.find(Contract, { id: { $in: terms.map(({ id }) => id) }, activatedAt: { $ne: null } });
  const byId = new Map(terms.map((one) => [one.id, one]));
  return contracts.map((contract) => ({
    fromMs: startOfDate(contract.startsOn, contract.timeZone).getTime(),
    toMs: isOpenEnded(contract) ? Number.POSITIVE_INFINITY : startOfDate(contract.endsOn, contract.timeZone).getTime(),
    ths: Number(byId.get(contract.id)?.hashrateThs),
  }));
}
