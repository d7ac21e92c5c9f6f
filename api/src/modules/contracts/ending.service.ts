import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Conflict, refuse } from '../../graphql/refusals.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { requireHosting } from '../organizations/index.ts';
import { billedUntilOn } from './assigning.ts';
import { endAssignments } from './assignment.service.ts';
import { Assignment, type Contract } from './contract.entity.ts';
import { note } from './contract-event.ts';
import type { DiscardContractInput, GiveNoticeInput, TerminateContractInput } from './contract.inputs.ts';
import { findContract, findContractToChange, requireTransition } from './find-contract.ts';
import { onBehalf } from './on-behalf.ts';
import { giveNotice as answerNotice, localDate, renews, startOfDate } from './term.rules.ts';
import { cutTerms, firstTerm, renewUntil, termsOf } from './terms.service.ts';

/** Gives a draft up; its units are free again. */
export async function discardContract(context: ViewerContext, input: DiscardContractInput): Promise<Contract> {
  await requireHosting(context);
  return inTransaction(context, async (scope) => {
    const contract = await findContractToChange(scope, input.contractId);
    contract.status = requireTransition(contract, 'DISCARD');
    await scope.em.nativeDelete(Assignment, { contract: contract.id });
    note(scope, contract.id, 'DISCARDED');
    await scope.em.flush();
    return contract;
  });
}

/** Stops the renewal, for staff or the customer's owner. Only staff may take a notice that comes too late. */
export async function giveNotice(context: ViewerContext, input: GiveNoticeInput): Promise<Contract> {
  await requireHosting(context);
  const faults = new Faults();
  const reason = faults.line(input.reason, 'reason', { max: 2_000 });
  faults.refuseIfAny();
  await findContract(context, input.contractId);
  const override = !isCustomers(context) && input.override === true;
  await inTransaction(onBehalf(context), (scope) => notice(scope, input.contractId, { reason, override }));
  return findContract(context, input.contractId, { refresh: true });
}

async function notice(
  scope: ViewerContext,
  contractId: string,
  { reason, override }: { reason: string | null; override: boolean },
): Promise<void> {
  const contract = await findContractToChange(scope, contractId);
  requireTransition(contract, 'GIVE_NOTICE');
  const terms = await termsOf(scope, contract);
  const current = terms.at(-1) ?? contract;
  const { autoRenew, noticeGivenOn, noticeDays, endsOn } = contract;
  const facts = { autoRenew, noticeGivenOn, noticeDays, startsOn: current.startsOn, endsOn };
  const today = localDate(scope.now(), contract.timeZone);
  const answer = answerNotice(facts, firstTerm(contract, terms), today, override);
  switch (answer.kind) {
    case 'already-given':
      return conflict('ALREADY_GIVEN', `Notice was given on ${answer.on}.`);
    case 'not-renewing':
      return conflict('WRONG_STATE', `The contract doesn't renew: it ends on ${contract.endsOn}.`);
    case 'too-late':
      return conflict('NOTICE_TOO_LATE', `The last day for notice was ${answer.lastDay}.`);
    case 'accepted':
      renewUntil(scope, contract, terms, answer.endsOn);
      contract.noticeGivenOn = today;
      note(scope, contract.id, 'NOTICE_GIVEN', [`ends on ${answer.endsOn}`, reason].filter(Boolean).join(': '));
      await scope.em.flush();
  }
}

/** Ends a contract on a date of the staff's choosing; its units are free from there on. */
export async function terminateContract(context: ViewerContext, input: TerminateContractInput): Promise<Contract> {
  await requireHosting(context);
  return inTransaction(context, async (scope) => {
    const contract = await findContractToChange(scope, input.contractId);
    const status = requireTransition(contract, 'TERMINATE');
    const reason = readTermination(contract, input);
    const { endsOn } = input;
    const billed = await billedUntilOn(scope, contract);
    if (billed && endsOn < billed)
      conflict('PERIOD_BILLED', `The contract is billed until ${billed}: credit what is beyond ${endsOn} first.`);
    renewUntil(scope, contract, await termsOf(scope, contract), endsOn);
    await scope.em.flush();
    await cutTerms(scope, contract, endsOn);
    await endAssignments(scope, contract, startOfDate(endsOn, contract.timeZone));
    contract.status = status;
    note(scope, contract.id, 'TERMINATED', `on ${endsOn}: ${reason}`);
    await scope.em.flush();
    return contract;
  });
}

function readTermination(contract: Contract, { endsOn, reason }: TerminateContractInput): string | null {
  const faults = new Faults();
  const why = faults.line(reason, 'reason', { max: 2_000, required: true });
  if (endsOn <= contract.startsOn)
    faults.add('END_BEFORE_START', ['endsOn'], `The contract starts on ${contract.startsOn}.`);
  const latest = renews(contract) ? '2200-01-01' : contract.endsOn;
  if (endsOn > latest) faults.add('OUT_OF_RANGE', ['endsOn'], `The contract ends on ${latest} anyway.`);
  faults.refuseIfAny();
  return why;
}

function conflict(code: string, message: string): never {
  refuse(new Conflict(code, message, ['input', 'contractId']));
}
