import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import { OutletType } from './electrical.type.ts';
import type { Outlet } from './fleet.entity.ts';
import { fleetLoaders } from './fleet.loader.ts';
import { ImportOutletMapInput, MapOutletsByPatternInput } from './outlet-map.inputs.ts';
import { importOutletMap, mapOutletsByPattern } from './outlet-map.service.ts';
import { OutletChange, OutletMapping } from './outlet-map.type.ts';

const ImportOutletMapResult = result('ImportOutletMap', () => OutletMapping);
const MapOutletsByPatternResult = result('MapOutletsByPattern', () => OutletMapping);

@Resolver(() => OutletChange)
export class OutletMapResolver {
  @Authorized('fleet:manage')
  @Mutation(() => ImportOutletMapResult, {
    description:
      "As `mapOutlets`, by the names of a file: at most 5,000 rows. A bad row refuses the whole file (its issues carry the row's position). `dryRun` answers what would change and writes nothing. " +
      'Codes of issues beside the general ones: `NOT_FOUND`.',
  })
  importOutletMap(
    @Arg('input', () => ImportOutletMapInput) input: ImportOutletMapInput,
    @Ctx() context: ViewerContext,
  ): Promise<OutletMapping> {
    return importOutletMap(context, input);
  }

  @Authorized('fleet:manage')
  @Mutation(() => MapOutletsByPatternResult, {
    description:
      'As `mapOutlets`, by place: each outlet of a PDU feeds what stands in a slot of a rack of its site. `dryRun` answers what would change and writes nothing.',
  })
  mapOutletsByPattern(
    @Arg('input', () => MapOutletsByPatternInput) input: MapOutletsByPatternInput,
    @Ctx() context: ViewerContext,
  ): Promise<OutletMapping> {
    return mapOutletsByPattern(context, input);
  }

  @FieldResolver(() => OutletType)
  async outlet(@Root() { outletId }: OutletChange, @Ctx() context: Context): Promise<Outlet | null> {
    return fleetLoaders(context).outletById.load(outletId);
  }
}
