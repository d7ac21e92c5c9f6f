import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Conflict, refuse } from '../../graphql/refusals.ts';
import { requireHosting } from '../organizations/index.ts';
import { Acceptance, type Contract } from './contract.entity.ts';
import { note } from './contract-event.ts';
import type { AcceptContractInput } from './contract.inputs.ts';
import { findContract, findContractToChange, requireTransition } from './find-contract.ts';
import { onBehalf } from './on-behalf.ts';

/** The customer's owner accepts the document that the hash names, once, under a name. */
export async function acceptContract(context: ViewerContext, input: AcceptContractInput): Promise<Contract> {
  await requireHosting(context);
  const faults = new Faults();
  const name = faults.line(input.name, 'name', { required: true });
  faults.refuseIfAny();
  await findContract(context, input.contractId);
  await inTransaction(onBehalf(context), (scope) => accept(scope, input, name ?? ''));
  return findContract(context, input.contractId, { refresh: true });
}

async function accept(scope: ViewerContext, input: AcceptContractInput, name: string): Promise<void> {
  const { em, now, viewer } = scope;
  const contract = await findContractToChange(scope, input.contractId);
  requireTransition(contract, 'ACCEPT');
  const before = await em.findOne(Acceptance, { id: contract.id });
  if (before) conflict('ALREADY_ACCEPTED', `${before.name} accepted this contract.`, 'contractId');
  const { id, organizationId, documentSha256 } = contract;
  if (!documentSha256 || documentSha256 !== input.documentSha256.toLowerCase())
    conflict('DOCUMENT_CHANGED', "That is not the contract's document: read it again.", 'documentSha256');
  em.create(Acceptance, {
    id,
    organizationId,
    customerId: contract.customer.id,
    name,
    documentSha256,
    acceptedAt: now(),
    userId: viewer.userId,
  });
  note(scope, id, 'ACCEPTED', `as ${name}, SHA-256 ${documentSha256}`);
  await em.flush();
}

function conflict(code: string, message: string, field: string): never {
  refuse(new Conflict(code, message, ['input', field]));
}
