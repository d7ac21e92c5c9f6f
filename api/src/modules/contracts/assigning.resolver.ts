import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import { assignSites } from './assign-sites.service.ts';
import { assignMiners } from './assignment.service.ts';
import type { Contract } from './contract.entity.ts';
import { AssignMinersInput, AssignSitesInput, UnassignMinersInput, UnassignSitesInput } from './contract.inputs.ts';
import { ContractType } from './contract.type.ts';
import { unassignMiners, unassignSites } from './unassign.service.ts';

const AssignMinersResult = result('AssignMiners', () => ContractType);
const AssignSitesResult = result('AssignSites', () => ContractType);
const UnassignMinersResult = result('UnassignMiners', () => ContractType);
const UnassignSitesResult = result('UnassignSites', () => ContractType);

/** Which machines or sites are under a contract, and from when to when. */
@Resolver()
export class AssigningResolver {
  @Authorized('contract:assign')
  @Mutation(() => AssignMinersResult, {
    description:
      "Hosted and Lease. May lie in the past, back to the contract's start, while nothing overlaps. Conflict, with an issue for each miner: `ALREADY_ASSIGNED` " +
      "(overlaps another contract), `OWNED_BY_OTHER` (Hosted: another customer's; Lease: not the operator's), `BEFORE_START`, `AFTER_END`, `PERIOD_BILLED`, `WRONG_TYPE`. All or none.",
  })
  assignMiners(
    @Arg('input', () => AssignMinersInput) input: AssignMinersInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return assignMiners(context, input);
  }

  @Authorized('contract:assign')
  @Mutation(() => AssignSitesResult, { description: "O&M. As `assignMiners`, with sites of the contract's customer." })
  assignSites(
    @Arg('input', () => AssignSitesInput) input: AssignSitesInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return assignSites(context, input);
  }

  @Authorized('contract:assign')
  @Mutation(() => UnassignMinersResult, { description: 'Conflict `NOT_ASSIGNED`, `PERIOD_BILLED`.' })
  unassignMiners(
    @Arg('input', () => UnassignMinersInput) input: UnassignMinersInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return unassignMiners(context, input);
  }

  @Authorized('contract:assign')
  @Mutation(() => UnassignSitesResult, { description: 'O&M. Conflict `NOT_ASSIGNED`, `PERIOD_BILLED`.' })
  unassignSites(
    @Arg('input', () => UnassignSitesInput) input: UnassignSitesInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return unassignSites(context, input);
  }
}
