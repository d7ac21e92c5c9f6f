import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import type { Contract } from './contract.entity.ts';
import {
  AcceptContractInput,
  ChangePriceInput,
  DiscardContractInput,
  ExtendContractInput,
  GiveNoticeInput,
  ResumeContractInput,
  SuspendContractInput,
  TerminateContractInput,
} from './contract.inputs.ts';
import { acceptContract } from './acceptance.service.ts';
import { ContractType } from './contract.type.ts';
import { discardContract, giveNotice, terminateContract } from './ending.service.ts';
import { extendContract } from './extension.service.ts';
import { changePrice } from './price-change.service.ts';
import { resumeContract, suspendContract } from './suspension.service.ts';

const SuspendContractResult = result('SuspendContract', () => ContractType);
const ResumeContractResult = result('ResumeContract', () => ContractType);
const ChangePriceResult = result('ChangePrice', () => ContractType);
const GiveNoticeResult = result('GiveNotice', () => ContractType);
const ExtendContractResult = result('ExtendContract', () => ContractType);
const TerminateContractResult = result('TerminateContract', () => ContractType);
const AcceptContractResult = result('AcceptContract', () => ContractType);
const DiscardContractResult = result('DiscardContract', () => ContractType);

/** What happens to a contract after it was made. */
@Resolver()
export class ContractLifeResolver {
  @Authorized('contract:suspend')
  @Mutation(() => SuspendContractResult, { description: 'ACTIVE to SUSPENDED. Metered energy is billed on.' })
  suspendContract(
    @Arg('input', () => SuspendContractInput) input: SuspendContractInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return suspendContract(context, input);
  }

  @Authorized('contract:suspend')
  @Mutation(() => ResumeContractResult, { description: 'SUSPENDED to ACTIVE. Conflict `ENDED`.' })
  resumeContract(
    @Arg('input', () => ResumeContractInput) input: ResumeContractInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return resumeContract(context, input);
  }

  @Authorized('contract:price')
  @Mutation(() => ChangePriceResult, {
    description:
      'A price from a local date on; earlier days keep theirs, a change that was planned for later is given up. Conflict `PERIOD_BILLED`, `WRONG_STATE`.',
  })
  changePrice(
    @Arg('input', () => ChangePriceInput) input: ChangePriceInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return changePrice(context, input);
  }

  @Authorized('contract:notice')
  @Mutation(() => GiveNoticeResult, {
    description:
      "Stops the renewal; by staff, or by the customer's owner in the portal. Conflict `NOTICE_TOO_LATE` after `noticeBy` (the message names the day; staff may `override`), " +
      '`ALREADY_GIVEN`. A term shorter than the notice ends at the first term boundary that is `noticeDays` or more away.',
  })
  giveNotice(
    @Arg('input', () => GiveNoticeInput) input: GiveNoticeInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return giveNotice(context, input);
  }

  @Authorized('contract:accept')
  @Mutation(() => AcceptContractResult, {
    description:
      "The portal's owner accepts the document as it stands, under a name. Conflict `DOCUMENT_CHANGED` (another hash), `ALREADY_ACCEPTED`, `WRONG_STATE` (not ACTIVE).",
  })
  acceptContract(
    @Arg('input', () => AcceptContractInput) input: AcceptContractInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return acceptContract(context, input);
  }

  @Authorized('contract:extend')
  @Mutation(() => ExtendContractResult, {
    description: 'Lease, before its end: one more term. Conflict `NOT_A_LEASE`, `EXTENSIONS_USED`, `ENDED`.',
  })
  extendContract(
    @Arg('input', () => ExtendContractInput) input: ExtendContractInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return extendContract(context, input);
  }

  @Authorized('contract:terminate')
  @Mutation(() => TerminateContractResult, {
    description:
      'ACTIVE or SUSPENDED to TERMINATED on a date; closes assignments there. Conflict `PERIOD_BILLED` (credit what is invoiced beyond it first).',
  })
  terminateContract(
    @Arg('input', () => TerminateContractInput) input: TerminateContractInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return terminateContract(context, input);
  }

  @Authorized('contract:discard')
  @Mutation(() => DiscardContractResult, { description: 'DRAFT to CANCELLED.' })
  discardContract(
    @Arg('input', () => DiscardContractInput) input: DiscardContractInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return discardContract(context, input);
  }
}
