import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { requireHosting } from '../organizations/index.ts';
import { type Contract, Term } from './contract.entity.ts';
import { note } from './contract-event.ts';
import type { ExtendContractInput } from './contract.inputs.ts';
import { findContract, findContractToChange, requireTransition } from './find-contract.ts';
import { localDate, termEnd } from './term.rules.ts';
import { termsOf } from './terms.service.ts';

/** One more term for a Lease, from its end on; as often as was agreed. */
export async function extendContract(context: ViewerContext, input: ExtendContractInput): Promise<Contract> {
  await requireHosting(context);
  return once(context, 'extendContract', input, (scope) => extend(scope, input), findContract);
}

async function extend(scope: ViewerContext, input: ExtendContractInput): Promise<Contract> {
  const contract = await findContractToChange(scope, input.contractId);
  if (contract.type !== 'LEASE') conflict('NOT_A_LEASE', 'Only a Lease is extended; others renew.');
  requireTransition(contract, 'EXTEND');
  const { id, organizationId, endsOn: startsOn } = contract;
  if (startsOn <= localDate(scope.now(), contract.timeZone)) conflict('ENDED', `The Lease ended on ${startsOn}.`);
  const terms = await termsOf(scope, contract);
  const extensionNo = terms.filter(({ origin }) => origin === 'EXTENSION').length + 1;
  if (extensionNo > (contract.maxExtensions ?? 0))
    conflict('EXTENSIONS_USED', `The Lease may be extended ${contract.maxExtensions ?? 0} times.`);
  const endsOn = readEnd(contract, input);
  const number = terms.length + 1;
  scope.em.create(Term, {
    id: newId(),
    organizationId,
    contractId: id,
    number,
    origin: 'EXTENSION',
    extensionNo,
    startsOn,
    endsOn,
  });
  contract.endsOn = endsOn;
  note(scope, id, 'EXTENDED', `until ${endsOn}`);
  await scope.em.flush();
  return contract;
}

function readEnd({ endsOn: startsOn }: Contract, { term, endsOn }: ExtendContractInput): string {
  const faults = new Faults();
  if (term === 'CUSTOM' && !endsOn) faults.add('REQUIRED', ['endsOn'], 'A CUSTOM term needs its end.');
  if (endsOn && endsOn <= startsOn) faults.add('END_BEFORE_START', ['endsOn'], `The extension starts on ${startsOn}.`);
  if (endsOn && endsOn > '2200-01-01') faults.add('OUT_OF_RANGE', ['endsOn'], 'endsOn is out of range.');
  faults.refuseIfAny();
  return endsOn ?? termEnd(startsOn, term === 'CUSTOM' ? 'MONTH_TO_MONTH' : term);
}

function conflict(code: string, message: string): never {
  refuse(new Conflict(code, message, ['input', 'contractId']));
}
