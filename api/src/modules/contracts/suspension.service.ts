import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Conflict, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { requireHosting } from '../organizations/index.ts';
import { type Contract, Suspension } from './contract.entity.ts';
import { note } from './contract-event.ts';
import type { ResumeContractInput, SuspendContractInput } from './contract.inputs.ts';
import { findContractToChange, requireTransition } from './find-contract.ts';
import { localDate, renews } from './term.rules.ts';

/** Suspends from today on. Energy is billed on, as it was used; fees go on for a Lease and stop for others, unless said. */
export async function suspendContract(context: ViewerContext, input: SuspendContractInput): Promise<Contract> {
  await requireHosting(context);
  const faults = new Faults();
  const reason = faults.line(input.reason, 'reason', { max: 2_000, required: true });
  faults.refuseIfAny();
  return inTransaction(context, async (scope) => {
    const contract = await findContractToChange(scope, input.contractId);
    contract.status = requireTransition(contract, 'SUSPEND');
    const billFixedFees = input.billFixedFees ?? contract.type === 'LEASE';
    scope.em.create(Suspension, {
      id: newId(),
      organizationId: contract.organizationId,
      contractId: contract.id,
      startsOn: localDate(scope.now(), contract.timeZone),
      endsOn: null,
      billFixedFees,
      reason: reason ?? '',
    });
    note(scope, contract.id, 'SUSPENDED', `${reason} (fees ${billFixedFees ? 'go on' : 'stop'})`);
    await scope.em.flush();
    return contract;
  });
}

/** Ends a suspension: fees that stopped go on from today. */
export async function resumeContract(context: ViewerContext, input: ResumeContractInput): Promise<Contract> {
  await requireHosting(context);
  const faults = new Faults();
  const text = faults.line(input.note, 'note', { max: 2_000 });
  faults.refuseIfAny();
  return inTransaction(context, async (scope) => {
    const contract = await findContractToChange(scope, input.contractId);
    const status = requireTransition(contract, 'RESUME');
    const today = localDate(scope.now(), contract.timeZone);
    if (!renews(contract) && contract.endsOn <= today)
      refuse(new Conflict('ENDED', `The contract ended on ${contract.endsOn}.`, ['input', 'contractId']));
    const open = await scope.em.findOneOrFail(Suspension, { contractId: contract.id, endsOn: null });
    open.endsOn = today;
    contract.status = status;
    note(scope, contract.id, 'RESUMED', text);
    await scope.em.flush();
    return contract;
  });
}
