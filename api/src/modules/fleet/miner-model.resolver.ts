import type { FilterQuery } from '@mikro-orm/postgresql';
import { Arg, Args, Authorized, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { connection, PageArgs, pageOf } from '../../graphql/connection.ts';
import { decimalText } from '../../graphql/decimal.ts';
import { likePattern } from '../../graphql/filters.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { Decimal } from '../../graphql/scalars.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { MinerModel } from './fleet.entity.ts';
import { fleetLoaders } from './fleet.loader.ts';
import { CreateMinerModelInput, RemoveMinerModelInput, UpdateMinerModelInput } from './miner-model.inputs.ts';
import { addKnownMinerModels, createMinerModel, removeMinerModel, updateMinerModel } from './miner-model.service.ts';
import { KnownMinerModelsAdded, MinerModelType } from './miner-model.type.ts';

registerNode(MinerModel, 'MinerModel');
const MinerModelConnection = connection('MinerModel', () => MinerModelType);
const CreateMinerModelResult = result('CreateMinerModel', () => MinerModelType);
const UpdateMinerModelResult = result('UpdateMinerModel', () => MinerModelType);
const RemoveMinerModelResult = result('RemoveMinerModel', () => MinerModelType);
const AddKnownMinerModelsResult = result('AddKnownMinerModels', () => KnownMinerModelsAdded);

@Resolver(() => MinerModelType)
export class MinerModelResolver {
  @Authorized('fleet:read')
  @Query(() => MinerModelConnection)
  async minerModels(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Ctx() { em }: ViewerContext,
  ): Promise<object> {
    const where: FilterQuery<MinerModel> = search?.trim() ? { id: { $in: await modelsLike(em, search) } } : {};
    return new MinerModelConnection(await pageOf(em, MinerModel, where, page, { by: 'name' }));
  }

  @Authorized('fleet:manage')
  @Mutation(() => CreateMinerModelResult)
  createMinerModel(
    @Arg('input', () => CreateMinerModelInput) input: CreateMinerModelInput,
    @Ctx() context: ViewerContext,
  ): Promise<MinerModel> {
    return createMinerModel(context, input);
  }

  @Authorized('fleet:manage')
  @Mutation(() => UpdateMinerModelResult, {
    description: 'Changes what is named. Contracts keep the values of the day on which a machine was assigned.',
  })
  updateMinerModel(
    @Arg('input', () => UpdateMinerModelInput) input: UpdateMinerModelInput,
    @Ctx() context: ViewerContext,
  ): Promise<MinerModel> {
    return updateMinerModel(context, input);
  }

  @Authorized('fleet:manage')
  @Mutation(() => RemoveMinerModelResult, {
    description: 'Takes a model off the list. Conflict `IN_USE` while a machine has it.',
  })
  removeMinerModel(
    @Arg('input', () => RemoveMinerModelInput) input: RemoveMinerModelInput,
    @Ctx() context: ViewerContext,
  ): Promise<MinerModel> {
    return removeMinerModel(context, input);
  }

  @Authorized('fleet:manage')
  @Mutation(() => AddKnownMinerModelsResult, {
    description:
      'Adds the current models that this release knows and the organization has not; its own stay as they are.',
  })
  async addKnownMinerModels(@Ctx() context: ViewerContext): Promise<KnownMinerModelsAdded> {
    return { models: await addKnownMinerModels(context) };
  }

  @FieldResolver(() => Decimal)
  ratedHashrateThs(@Root() model: MinerModel): string {
    return decimalText(model.ratedHashrateThs);
  }

  @FieldResolver(() => Decimal)
  ratedPowerW(@Root() model: MinerModel): string {
    return decimalText(model.ratedPowerW);
  }

  @FieldResolver(() => Decimal)
  ratedEfficiencyJPerTh(@Root() model: MinerModel): string {
    return decimalText(model.ratedEfficiencyJPerTh);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Machines that have this model; null for customers.' })
  async machines(@Root() model: MinerModel, @Ctx() context: Context): Promise<number | null> {
    return isCustomers(context) ? null : fleetLoaders(context).machinesOfModel.load(model.id);
  }
}

/** `search` finds a model by make, name or both as written. */
async function modelsLike(em: ViewerContext['em'], search: string): Promise<string[]> {
  const rows: { id: string }[] = await em.execute("select id from miner_model where make || ' ' || name ilike ?", [
    likePattern(search),
  ]);
  return rows.map(({ id }) => id);
}
