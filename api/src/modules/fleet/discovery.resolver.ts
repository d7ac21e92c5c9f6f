import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { connection, PageArgs, pageOf } from '../../graphql/connection.ts';
import { anyIdOf } from '../../graphql/filters.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import type { Collector } from '../collectors/collector.entity.ts';
import { CollectorType } from '../collectors/collector.type.ts';
import { Discovery } from '../collectors/scan.entity.ts';
import type { Site } from '../sites/site.entity.ts';
import { SiteType } from '../sites/site.type.ts';
import { decideDiscoveries } from './decide.service.ts';
import { Device } from './device.type.ts';
import { DecideDiscoveriesInput } from './discovery.inputs.ts';
import type { KnownDevice, Match } from './discovery-match.ts';
import { DiscoveriesDecided, DiscoveryType, MatchedBy } from './discovery.type.ts';
import type { MinerModel } from './fleet.entity.ts';
import { fleetLoaders } from './fleet.loader.ts';
import { MinerModelType } from './miner-model.type.ts';

registerNode(Discovery, 'Discovery');
const DiscoveryConnection = connection('Discovery', () => DiscoveryType);
const DecideDiscoveriesResult = result('DecideDiscoveries', () => DiscoveriesDecided);

@Resolver(() => DiscoveryType)
export class DiscoveryResolver {
  @Authorized('collector:read')
  @Query(() => DiscoveryConnection, { description: 'What scans have found and nobody has decided yet.' })
  async discoveries(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('siteId', () => ID, { nullable: true }) siteId: string | null,
    @Ctx() { em }: ViewerContext,
  ): Promise<object> {
    const where = { decidedAt: null, ...(siteId ? { site: anyIdOf(siteId) } : {}) };
    const order = { by: 'seenAt', descending: true, type: 'instant' } as const;
    return new DiscoveryConnection(await pageOf(em, Discovery, where, page, order));
  }

  @Authorized('fleet:manage')
  @Mutation(() => DecideDiscoveriesResult, {
    description: 'Turns proposals into devices, or sets them aside. Conflict `ALREADY_DECIDED`, `SLOT_TAKEN`.',
  })
  decideDiscoveries(
    @Arg('input', () => DecideDiscoveriesInput) input: DecideDiscoveriesInput,
    @Ctx() context: ViewerContext,
  ): Promise<DiscoveriesDecided> {
    return decideDiscoveries(context, input);
  }

  @FieldResolver(() => SiteType)
  site(@Root() discovery: Discovery): Promise<Site> {
    return discovery.site.loadOrFail();
  }

  @FieldResolver(() => CollectorType)
  collector(@Root() discovery: Discovery): Promise<Collector> {
    return discovery.collector.loadOrFail();
  }

  @FieldResolver(() => Device, { nullable: true })
  async match(@Root() discovery: Discovery, @Ctx() context: Context): Promise<KnownDevice | null> {
    return (await fleetLoaders(context).matchOfDiscovery.load(discovery))?.device ?? null;
  }

  @FieldResolver(() => MatchedBy, { nullable: true })
  async matchedBy(@Root() discovery: Discovery, @Ctx() context: Context): Promise<Match['by'] | null> {
    return (await fleetLoaders(context).matchOfDiscovery.load(discovery))?.by ?? null;
  }

  @FieldResolver(() => MinerModelType, {
    nullable: true,
    description: 'The known model that a machine becomes unless `modelId` says otherwise.',
  })
  knownModel(@Root() discovery: Discovery, @Ctx() context: Context): Promise<MinerModel | null> {
    return fleetLoaders(context).modelOfDiscovery.load(discovery);
  }
}
