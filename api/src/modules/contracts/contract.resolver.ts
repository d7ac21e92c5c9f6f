import type { FilterQuery } from '@mikro-orm/postgresql';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { type Order, PageArgs, pageOf } from '../../graphql/connection.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { DateTime, Decimal, LocalDate } from '../../graphql/scalars.ts';
import { staffOnly } from '../../graphql/staff-only.ts';
import { isId } from '../../ids.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { activateContract } from './activation.service.ts';
import { Assignment, Contract, type InfinityTerms, type Price, type Term } from './contract.entity.ts';
import { contractFilter } from './contract.filter.ts';
import { ActivateContractInput, ContractFilter, CreateContractInput, UpdateContractInput } from './contract.inputs.ts';
import { contractLoaders } from './contract.loader.ts';
import { createContract, updateContract } from './contract.service.ts';
import {
  AssignmentConnection,
  ContractConnection,
  ContractEventType,
  ContractType,
  InfinityDetails,
  LeaseDetails,
  PriceType,
  TermType,
} from './contract.type.ts';
import { CapPolicy, ContractOrder } from './contract.words.ts';
import { type CapFacts, capOn } from './power-cap.rules.ts';
import { priceOn } from './price.rules.ts';
import { isExpiring, localDate, noticeBy, renews } from './term.rules.ts';

registerNode(Contract, 'Contract');

const CreateContractResult = result('CreateContract', () => ContractType);
const UpdateContractResult = result('UpdateContract', () => ContractType);
const ActivateContractResult = result('ActivateContract', () => ContractType);

const orders: Record<ContractOrder, Order> = {
  NUMBER_ASC: { by: 'number', nullable: true },
  NUMBER_DESC: { by: 'number', nullable: true, descending: true },
  STARTS_ON_ASC: { by: 'startsOn' },
  STARTS_ON_DESC: { by: 'startsOn', descending: true },
  ENDS_ON_ASC: { by: 'endsOn' },
  ENDS_ON_DESC: { by: 'endsOn', descending: true },
};
export const newestFirst: Order = { by: 'createdAt', descending: true };

@Resolver(() => ContractType)
export class ContractResolver {
  @Authorized('contract:read')
  @Query(() => ContractConnection, { description: 'A customer sees its own from activation on.' })
  async contracts(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ContractFilter, { nullable: true }) filter: ContractFilter | null,
    @Arg('orderBy', () => ContractOrder, { nullable: true }) orderBy: ContractOrder | null,
    @Ctx() { em, now }: ViewerContext,
  ): Promise<object> {
    const where = await contractFilter(em, filter, now());
    return new ContractConnection(await pageOf(em, Contract, where, page, orderBy ? orders[orderBy] : newestFirst));
  }

  @Authorized('contract:read')
  @Query(() => ContractType, { nullable: true })
  async contract(@Arg('id', () => ID) id: string, @Ctx() { em }: ViewerContext): Promise<Contract | null> {
    return isId(id) ? em.findOne(Contract, { id }) : null;
  }

  @Authorized('contract:create')
  @Mutation(() => CreateContractResult, {
    description: 'A DRAFT with a temporary number. Conflict `CUSTOMER_INACTIVE`.',
  })
  createContract(
    @Arg('input', () => CreateContractInput) input: CreateContractInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return createContract(context, input);
  }

  @Authorized('contract:update')
  @Mutation(() => UpdateContractResult, {
    description:
      'A DRAFT: everything. Afterwards only `autoRenew` and `notes`, and the power cap from the next billing period on; prices by `changePrice`. Else `WRONG_STATE`.',
  })
  updateContract(
    @Arg('input', () => UpdateContractInput) input: UpdateContractInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return updateContract(context, input);
  }

  @Authorized('contract:activate')
  @Mutation(() => ActivateContractResult, {
    description:
      'DRAFT to ACTIVE, with a permanent number, gapless in the organization. Conflict `WRONG_STATE`, `CUSTOMER_INACTIVE`, `NO_EQUIPMENT` (Hosted, Lease: a miner; ' +
      'O&M: a site), `PRICE_MISSING`, `NO_REGISTER` (METERED on units without one), `CAPACITY_EXCEEDED` (Infinity, unless `overrideCapacity`), ' +
      "`ENDED` (its end has passed and it doesn't renew; one that renews gets the terms that have begun since).",
  })
  activateContract(
    @Arg('input', () => ActivateContractInput) input: ActivateContractInput,
    @Ctx() context: ViewerContext,
  ): Promise<Contract> {
    return activateContract(context, input);
  }

  @FieldResolver(() => String, { description: '`number`, or the temporary `DRAFT-...`.' })
  displayNumber(@Root() contract: Contract): string {
    return contract.number ?? contract.draftNumber;
  }

  @FieldResolver(() => CustomerType)
  customer(@Root() contract: Contract): Promise<Customer> {
    return contract.customer.loadOrFail();
  }

  @FieldResolver(() => Boolean, {
    description: 'Active or suspended, at most `noticeDays` before its end, and not renewing.',
  })
  expiring(@Root() contract: Contract, @Ctx() { now }: Context): boolean {
    return isExpiring(contract, localDate(now(), contract.timeZone));
  }

  @FieldResolver(() => [TermType])
  terms(@Root() contract: Contract, @Ctx() context: Context): Promise<Term[]> {
    return contractLoaders(context).terms.load(contract.id);
  }

  @FieldResolver(() => Boolean, { description: 'On `endsOn` another term begins.' })
  renews(@Root() contract: Contract): boolean {
    return renews(contract) && !hasEnded(contract);
  }

  @FieldResolver(() => LocalDate, {
    nullable: true,
    description:
      "The last local day for notice, `endsOn` less `noticeDays`; null when it doesn't renew or its terms are shorter than that.",
  })
  async noticeBy(@Root() contract: Contract, @Ctx() context: Context): Promise<string | null> {
    if (hasEnded(contract)) return null;
    const current = (await contractLoaders(context).terms.load(contract.id)).at(-1);
    return noticeBy({
      autoRenew: contract.autoRenew,
      noticeGivenOn: contract.noticeGivenOn,
      noticeDays: contract.noticeDays,
      startsOn: current?.startsOn ?? contract.startsOn,
      endsOn: contract.endsOn,
    });
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description: "Currency per kWh today; null when energy isn't billed. `prices` has all prices with their dates.",
  })
  async rate(@Root() contract: Contract, @Ctx() context: Context): Promise<string | null> {
    const prices = await contractLoaders(context).prices.load(contract.id);
    return priceOn(prices, 'ENERGY', localDate(context.now(), contract.timeZone))?.rate ?? null;
  }

  @FieldResolver(() => Decimal, { nullable: true, description: 'What holds today, as policy and rate do.' })
  async powerCapKw(@Root() contract: Contract, @Ctx() context: Context): Promise<string | null> {
    return (await capToday(contract, context)).powerCapKw;
  }

  @FieldResolver(() => CapPolicy, { nullable: true })
  async capPolicy(@Root() contract: Contract, @Ctx() context: Context): Promise<CapPolicy | null> {
    return (await capToday(contract, context)).capPolicy;
  }

  @FieldResolver(() => Decimal, { nullable: true })
  async overageRate(@Root() contract: Contract, @Ctx() context: Context): Promise<string | null> {
    return (await capToday(contract, context)).overageRate;
  }

  @FieldResolver(() => [PriceType])
  prices(@Root() contract: Contract, @Ctx() context: Context): Promise<Price[]> {
    return contractLoaders(context).prices.load(contract.id);
  }

  @FieldResolver(() => LeaseDetails, { nullable: true })
  async lease(@Root() contract: Contract, @Ctx() context: Context): Promise<LeaseDetails | null> {
    if (contract.maxExtensions === null) return null;
    const terms = await contractLoaders(context).terms.load(contract.id);
    const extensionsUsed = terms.filter(({ origin }) => origin === 'EXTENSION').length;
    return { maxExtensions: contract.maxExtensions, extensionsUsed };
  }

  @FieldResolver(() => InfinityDetails, { nullable: true })
  infinity(@Root() contract: Contract, @Ctx() context: Context): Promise<InfinityTerms | null> {
    return contractLoaders(context).infinity.load(contract.id);
  }

  @FieldResolver(() => AssignmentConnection, { description: 'Oldest first; `at`: those that hold at the instant.' })
  async assignments(
    @Root() contract: Contract,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('at', () => DateTime, { nullable: true }) at: Date | null,
    @Ctx() { em }: Context,
  ): Promise<object> {
    const holds: FilterQuery<Assignment> = at
      ? { fromAt: { $lte: at }, $or: [{ toAt: null }, { toAt: { $gt: at } }] }
      : {};
    const where: FilterQuery<Assignment> = { $and: [{ contract: contract.id }, holds] };
    return new AssignmentConnection(await pageOf(em, Assignment, where, page, { by: 'fromAt' }));
  }

  @FieldResolver(() => LocalDate, { nullable: true, description: 'Up to which date it has been invoiced (exclusive).' })
  billedUntilOn(@Root() contract: Contract, @Ctx() context: Context): Promise<string | null> {
    return contractLoaders(context).billedUntilOn.load(contract.id);
  }

  @FieldResolver(() => ContractType, { nullable: true })
  async supersedes(@Root() contract: Contract): Promise<Contract | null> {
    return visible(contract.supersedes);
  }

  @FieldResolver(() => String, { nullable: true })
  notes(@Root() contract: Contract, @Ctx() context: Context): Promise<string | null> {
    return contractLoaders(context).notes.load(contract.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The contract as a PDF from its snapshot, for the signed-in viewer or bearer; a portal owner accepts it by name and hash.',
  })
  documentUrl(@Root() { id, documentSha256 }: Contract): string | null {
    return documentSha256 && `/documents/contracts/${id}.pdf`;
  }

  @FieldResolver(() => String, { nullable: true })
  async acceptedBy(@Root() contract: Contract, @Ctx() context: Context): Promise<string | null> {
    return (await contractLoaders(context).acceptance.load(contract.id))?.name ?? null;
  }

  @FieldResolver(() => DateTime, { nullable: true })
  async acceptedAt(@Root() contract: Contract, @Ctx() context: Context): Promise<Date | null> {
    return (await contractLoaders(context).acceptance.load(contract.id))?.acceptedAt ?? null;
  }

  @FieldResolver(() => [ContractEventType])
  async timeline(@Root() contract: Contract, @Ctx() context: Context): Promise<object[]> {
    const events = await contractLoaders(context).timeline.load(contract.id);
    // What is noted at activation is how far a site is oversold: staff's alone.
    return events.map(({ at, kind, actor, note }) => ({
      at,
      kind,
      actor,
      note: kind === 'ACTIVATED' ? staffOnly(context, note) : note,
    }));
  }
}

const hasEnded = ({ status }: Contract): boolean =>
  status === 'EXPIRED' || status === 'TERMINATED' || status === 'CANCELLED';

async function capToday(contract: Contract, context: Context): Promise<CapFacts> {
  const caps = await contractLoaders(context).powerCaps.load(contract.id);
  return capOn(contract, caps, localDate(context.now(), contract.timeZone));
}
