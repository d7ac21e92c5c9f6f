import type { ViewerContext } from '../../context.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import type { DeviceAction } from '../collectors/index.ts';
import type { Contract } from '../contracts/contract.entity.ts';
import { findContract } from '../contracts/index.ts';
import type { GrantCommandsInput } from './command.inputs.ts';
import { CommandGrant } from './grant.entity.ts';

/** Says which commands a contract leaves to its customer's people, from now on. */
export function grantCommands(context: ViewerContext, input: GrantCommandsInput): Promise<Contract> {
  return inTransaction(context, async (scope) => {
    const { em, viewer } = scope;
    const contract = await findContract(scope, input.contractId);
    const actions = [...new Set(input.actions)];
    const { id } = contract;
    const known = await em.findOne(CommandGrant, { id });
    if (known && actions.length === 0) em.remove(known);
    else if (known) known.actions = actions;
    else if (actions.length > 0) em.create(CommandGrant, { id, organizationId: viewer.organizationId, actions });
    await em.flush();
    return contract;
  });
}

/**
 * Which of these machines the customer may not tell this now: what isn't under an active contract of theirs that grants it.
 * Asked with the organization's reach, so that a machine of somebody else on the same outlet counts too.
 */
export async function ungranted(
  { em, now }: Scope,
  customerId: string,
  action: DeviceAction,
  minerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const granted: { id: string }[] = await em.execute(
    `select a.miner_id as id from assignment a join contract c on c.id = a.contract_id join command_grant g on g.id = c.id
     where a.miner_id = any (?::uuid[]) and a.customer_id = ? and tstzrange(a.from_at, a.to_at) @> ?::timestamptz
       and c.status = 'ACTIVE' and ? = any (g.actions)`,
    [`{${minerIds.join(',')}}`, customerId, now(), action],
  );
  const ids = new Set(granted.map(({ id }) => id));
  return new Set(minerIds.filter((id) => !ids.has(id)));
}
