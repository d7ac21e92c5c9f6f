import { newId } from '../../ids.ts';
import { type Contract, Term } from './contract.entity.ts';
import type { Acting } from './contract-event.ts';
import { type FirstTerm, type TermDates, termsUntil } from './term.rules.ts';

/** A contract's terms in their order, read anew: what this manager knows of them may be from before a lock. */
export const termsOf = ({ em }: Pick<Acting, 'em'>, { id }: Contract): Promise<Term[]> =>
  em.find(Term, { contractId: id }, { orderBy: { number: 'asc' }, refresh: true });

export const firstTerm = ({ term, endsOnOverridden }: Contract, terms: readonly Term[]): FirstTerm => {
  const [first] = terms;
  if (!first) throw new Error('a contract has its first term from the draft on');
  return { startsOn: first.startsOn, endsOn: first.endsOn, term, endsOnOverridden };
};

/** Adds the terms that a renewing contract has until a date. Answers those that are new. */
export function renewUntil(scope: Acting, contract: Contract, terms: readonly Term[], date: string): TermDates[] {
  const wanted = termsUntil(firstTerm(contract, terms), date).slice(terms.length);
  addTerms(scope, contract, terms.length, wanted);
  return wanted;
}

/** Adds renewals after the `known` first ones; the contract ends with the last. */
export function addTerms({ em }: Acting, contract: Contract, known: number, wanted: readonly TermDates[]): void {
  const { organizationId, id: contractId } = contract;
  wanted.forEach((dates, index) => {
    const number = known + index + 1;
    em.create(Term, {
      id: newId(),
      organizationId,
      contractId,
      number,
      origin: 'RENEWAL',
      extensionNo: null,
      ...dates,
    });
  });
  contract.endsOn = wanted.at(-1)?.endsOn ?? contract.endsOn;
}

/** Ends a contract on a date: the term of that date ends there, later ones never were. */
export async function cutTerms({ em }: Pick<Acting, 'em'>, contract: Contract, endsOn: string): Promise<void> {
  await em.execute('delete from contract_term where contract_id = ? and starts_on >= ?', [contract.id, endsOn]);
  await em.execute('update contract_term set ends_on = ? where contract_id = ? and ends_on > ?', [
    endsOn,
    contract.id,
    endsOn,
  ]);
  contract.endsOn = endsOn;
}
