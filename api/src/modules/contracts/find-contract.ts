import type { EntityManager } from '@mikro-orm/postgresql';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import { Contract } from './contract.entity.ts';
import type { ContractStatus } from './contract.words.ts';
import { type LifeEvent, transition } from './life.rules.ts';

/** The viewer's contract with this id; anything else is refused as missing. */
export async function findContract(
  { em }: { em: EntityManager },
  id: string,
  options: { refresh?: boolean } = {},
): Promise<Contract> {
  const contract = isId(id) ? await em.findOne(Contract, { id }, options) : null;
  return contract ?? refuse(new NotFound(['input', 'contractId']));
}

/**
 * The contract for a change of what is billed: its customer's row is locked first, as billing does, so that a bill sees
 * the contract before or after the change, never in between.
 */
export async function findContractToChange({ em }: { em: EntityManager }, id: string): Promise<Contract> {
  if (isId(id)) {
    await em.execute(
      'select 1 from customer where id = (select customer_id from contract where id = ?) for no key update',
      [id],
    );
    await em.execute('select 1 from contract where id = ? for no key update', [id]);
  }
  return findContract({ em }, id, { refresh: true });
}

/** What becomes of the contract when it happens; refused when it can't happen to it as it is. */
export function requireTransition(contract: Contract, event: LifeEvent): ContractStatus {
  const next = transition(contract.status, event);
  return next ?? refuse(new Conflict('WRONG_STATE', `The contract is ${contract.status}.`, ['input', 'contractId']));
}
