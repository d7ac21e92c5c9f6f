import type { Contract } from '../contracts/contract.entity.ts';
import { renews } from '../contracts/index.ts';
import type { Period } from './period.rules.ts';

type Dates = { readonly startsOn: string; readonly endsOn: string };

/** One that renews goes on past the end of its current term. */
export const isOpenEnded = (contract: Contract): boolean =>
  renews(contract) && (contract.status === 'ACTIVE' || contract.status === 'SUSPENDED');

/** The dates of a period that a contract is in force. */
export function datesWithin(contract: Contract, period: Period): Dates {
  const startsOn = contract.startsOn > period.startsOn ? contract.startsOn : period.startsOn;
  const endsOn = !isOpenEnded(contract) && contract.endsOn < period.endsOn ? contract.endsOn : period.endsOn;
  return { startsOn, endsOn };
}
