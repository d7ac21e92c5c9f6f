import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import type { Miner, Rack } from './fleet.entity.ts';
import { fleetLoaders } from './fleet.loader.ts';
import { ImportMinersInput } from './import.inputs.ts';
import { importMiners } from './import.service.ts';
import { ImportedRow, MinersImported } from './import.type.ts';
import { MinerType } from './miner.type.ts';
import { importRacks } from './rack-import.service.ts';
import { ImportRacksInput } from './rack.inputs.ts';
import { ImportedRack, RacksImported, RackType } from './rack.type.ts';

const ImportMinersResult = result('ImportMiners', () => MinersImported);
const ImportRacksResult = result('ImportRacks', () => RacksImported);

@Resolver(() => ImportedRow)
export class ImportResolver {
  @Authorized('fleet:manage')
  @Mutation(() => ImportMinersResult, {
    description:
      "At most 5,000 rows. A row is the same miner by MAC, else serial, else name in the site; an empty cell leaves a value as it is. A bad row refuses the whole import (its issues carry the row's " +
      'position) unless `skipBadRows`. `dryRun` answers what would happen and writes nothing. Codes of issues beside the general ones: `NOT_FOUND`, `NAME_TAKEN`, `SLOT_TAKEN`, `ADDRESS_TAKEN`, `OWNER_BOUND`.',
  })
  importMiners(
    @Arg('input', () => ImportMinersInput) input: ImportMinersInput,
    @Ctx() context: ViewerContext,
  ): Promise<MinersImported> {
    return importMiners(context, input);
  }

  @FieldResolver(() => MinerType, { nullable: true })
  async miner(@Root() { minerId }: ImportedRow, @Ctx() context: Context): Promise<Miner | null> {
    return minerId ? fleetLoaders(context).minerById.load(minerId) : null;
  }
}

@Resolver(() => ImportedRack)
export class RackImportResolver {
  @Authorized('fleet:manage')
  @Mutation(() => ImportRacksResult, {
    description:
      'At most 1,000 rows. A row is the same rack by its name in the site; an empty cell leaves a value as it is. A bad row refuses the whole import (its issues carry the ' +
      "row's position) unless `skipBadRows`. `dryRun` answers what would happen and writes nothing. Code of issues beside the general ones: `IN_USE`, for a size into which the rack's machines don't fit.",
  })
  importRacks(
    @Arg('input', () => ImportRacksInput) input: ImportRacksInput,
    @Ctx() context: ViewerContext,
  ): Promise<RacksImported> {
    return importRacks(context, input);
  }

  @FieldResolver(() => RackType, { nullable: true })
  async rack(@Root() { rackId }: ImportedRack, @Ctx() context: Context): Promise<Rack | null> {
    return rackId ? fleetLoaders(context).rackById.load(rackId) : null;
  }
}
