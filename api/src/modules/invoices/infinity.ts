import type { EntityManager } from '@mikro-orm/postgresql';
import type { ContractRow } from '@hashyard/rating';
import { type Contract, InfinityTerms, type Suspension } from '../contracts/contract.entity.ts';
import { startOfDate } from '../contracts/index.ts';
import { plainDecimal } from '../metering/index.ts';
import type { BilledPart } from './billed-part.ts';
import { deliveredTo } from './delivered.service.ts';
import type { Period } from './period.rules.ts';
import { without } from './suspension.rules.ts';

/** What Infinity contracts sold in a period, and of what they guarantee what was delivered. */
export async function infinityIn(em: EntityManager, parts: readonly BilledPart[], period: Period) {
  const sold = parts.filter(({ contract }) => contract.type === 'INFINITY');
  const rows =
    sold.length === 0 ? [] : await em.find(InfinityTerms, { id: { $in: sold.map(({ contract }) => contract.id) } });
  const terms = new Map(rows.map((one) => [one.id, one]));
  const delivered = new Map<string, string | null>();
  for (const { contract, startsOn, endsOn } of sold) {
    const of = terms.get(contract.id);
    if (!of?.guaranteedPercent) continue;
    const until = startOfDate(endsOn, contract.timeZone);
    delivered.set(contract.id, await deliveredTo(em, contract, of, { ...period, startsOn, endsOn }, until));
  }
  return {
    streams: ({ id }: Contract, pauses: readonly Suspension[]): ContractRow['hashStreams'] => {
      const of = terms.get(id);
      if (!of) return [];
      const ths = plainDecimal(of.hashrateThs);
      return without({ from: null, to: null }, pauses).map((dates) => ({ ...dates, ths }));
    },
    delivered: ({ id }: Contract): ContractRow['deliveredPercent'] => {
      const [guaranteed, share] = [terms.get(id)?.guaranteedPercent, delivered.get(id)];
      return guaranteed && share ? { guaranteed: plainDecimal(guaranteed), delivered: plainDecimal(share) } : null;
    },
    unknown: sold.flatMap(({ contract: { id, number } }) => (delivered.get(id) === null ? [number as string] : [])),
  };
}
