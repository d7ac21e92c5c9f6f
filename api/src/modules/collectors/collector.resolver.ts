import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { connection, PageArgs, pageOf } from '../../graphql/connection.ts';
import { anyIdOf } from '../../graphql/filters.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { LiveStream } from '../../live/index.ts';
import type { Site } from '../sites/site.entity.ts';
import { SiteType } from '../sites/site.type.ts';
import { Collector, type CollectorState } from './collector.entity.ts';
import {
  CreateCollectorInput,
  ReportCollectorInput,
  RevokeCollectorInput,
  RotateCollectorTokenInput,
  StartDiscoveryInput,
} from './collector.inputs.ts';
import { collectorState, collectorsOfSite, scanOfCollector } from './collector.loader.ts';
import { createCollector, revokeCollector, rotateCollectorToken } from './collector.service.ts';
import {
  CollectorCreated,
  CollectorHealthType,
  CollectorInstruction,
  CollectorPlan,
  CollectorType,
  CollectorWarning,
  ScanProgress,
} from './collector.type.ts';
import { type CollectorWarning as CollectorWarningWord, shownHealth, warningsOf } from './health.rules.ts';
import { startDiscovery } from './discovery.service.ts';
import { instructionSource } from './instruction.source.ts';
import { isOnline } from './online.rules.ts';
import { collectorPlan } from './plan.service.ts';
import { reportCollector } from './report.service.ts';

registerNode(Collector, 'Collector');
const CollectorConnection = connection('Collector', () => CollectorType);
const ReportCollectorResult = result('ReportCollector', () => CollectorType);
const CreateCollectorResult = result('CreateCollector', () => CollectorCreated);
const StartDiscoveryResult = result('StartDiscovery', () => CollectorType);
const RotateCollectorTokenResult = result('RotateCollectorToken', () => CollectorCreated);
const RevokeCollectorResult = result('RevokeCollector', () => CollectorType);

const stateOf = (collector: Collector, context: Context): Promise<CollectorState | null> =>
  collectorState(context).load(collector.id);

@Resolver(() => CollectorType)
export class CollectorResolver {
  @Authorized('collector:read')
  @Query(() => CollectorConnection)
  async collectors(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('siteId', () => ID, { nullable: true }) siteId: string | null,
    @Ctx() { em }: ViewerContext,
  ): Promise<object> {
    const where = siteId ? { site: anyIdOf(siteId) } : {};
    return new CollectorConnection(await pageOf(em, Collector, where, page, { by: 'name' }));
  }

  @Authorized('collector:manage')
  @Mutation(() => CreateCollectorResult, {
    description: "Answers the token and the installation's command key this once.",
  })
  createCollector(
    @Arg('input', () => CreateCollectorInput) input: CreateCollectorInput,
    @Ctx() context: ViewerContext,
  ): Promise<CollectorCreated> {
    return createCollector(context, input);
  }

  @Authorized('collector:manage')
  @Mutation(() => RevokeCollectorResult, { description: "The token dies at once and the collector's socket closes." })
  revokeCollector(
    @Arg('input', () => RevokeCollectorInput) input: RevokeCollectorInput,
    @Ctx() context: ViewerContext,
  ): Promise<Collector> {
    return revokeCollector(context, input);
  }

  @Authorized('collector:manage')
  @Mutation(() => RotateCollectorTokenResult, {
    description:
      'A new token, answered this once; the one before dies at once and its socket closes. Conflict `WRONG_STATE` for a revoked collector.',
  })
  rotateCollectorToken(
    @Arg('input', () => RotateCollectorTokenInput) input: RotateCollectorTokenInput,
    @Ctx() context: ViewerContext,
  ): Promise<CollectorCreated> {
    return rotateCollectorToken(context, input);
  }

  @Authorized('fleet:manage')
  @Mutation(() => StartDiscoveryResult, {
    description:
      "Asks the site's collector to look for devices in networks (CIDR). Issues `ADDRESS_NOT_ALLOWED` outside the collector's networks; Conflict `COLLECTOR_AWAY`.",
  })
  startDiscovery(
    @Arg('input', () => StartDiscoveryInput) input: StartDiscoveryInput,
    @Ctx() context: ViewerContext,
  ): Promise<Collector> {
    return startDiscovery(context, input);
  }

  @Authorized('collector:work')
  @Query(() => CollectorPlan, {
    nullable: true,
    description: 'Collectors: what to poll. Null when `knownRevision` is still current.',
  })
  collectorPlan(
    @Arg('knownRevision', () => Int, { nullable: true }) knownRevision: number | null,
    @Ctx() context: ViewerContext,
  ): Promise<CollectorPlan | null> {
    return collectorPlan(context, knownRevision);
  }

  @Authorized('collector:work')
  @Mutation(() => ReportCollectorResult, {
    description:
      'Collectors: what one says of itself, at start, on a change and each minute; what it found, did and refused. A second delivery is harmless.',
  })
  reportCollector(
    @Arg('input', () => ReportCollectorInput) input: ReportCollectorInput,
    @Ctx() context: ViewerContext,
  ): Promise<Collector> {
    return reportCollector(context, input);
  }

  @FieldResolver(() => SiteType)
  site(@Root() collector: Collector): Promise<Site> {
    return collector.site.loadOrFail();
  }

  @FieldResolver(() => Boolean)
  async online(@Root() collector: Collector, @Ctx() context: Context): Promise<boolean> {
    const lastSeenAt = (await stateOf(collector, context))?.lastSeenAt ?? null;
    const { pollEverySeconds, revokedAt } = collector;
    return isOnline({ lastSeenAt, pollEverySeconds, revokedAt }, context.now());
  }

  @FieldResolver(() => String, { nullable: true })
  async version(@Root() collector: Collector, @Ctx() context: Context): Promise<string | null> {
    return (await stateOf(collector, context))?.version ?? null;
  }

  @FieldResolver(() => DateTime, { nullable: true })
  async lastSeenAt(@Root() collector: Collector, @Ctx() context: Context): Promise<Date | null> {
    return (await stateOf(collector, context))?.lastSeenAt ?? null;
  }

  @FieldResolver(() => DateTime, { nullable: true })
  async newestReadingAt(@Root() collector: Collector, @Ctx() context: Context): Promise<Date | null> {
    return (await stateOf(collector, context))?.newestReadingAt ?? null;
  }

  @FieldResolver(() => Int, { nullable: true })
  async spooledReadings(@Root() collector: Collector, @Ctx() context: Context): Promise<number | null> {
    return (await stateOf(collector, context))?.spooledReadings ?? null;
  }

  @FieldResolver(() => Int, { nullable: true })
  async clockOffsetMs(@Root() collector: Collector, @Ctx() context: Context): Promise<number | null> {
    return (await stateOf(collector, context))?.clockOffsetMs ?? null;
  }

  @FieldResolver(() => CollectorHealthType, { nullable: true })
  async health(@Root() collector: Collector, @Ctx() context: Context): Promise<CollectorHealthType | null> {
    const health = (await stateOf(collector, context))?.health;
    return health ? shownHealth(health) : null;
  }

  @FieldResolver(() => [CollectorWarning], { description: 'What an operator should look after, the worst first.' })
  async warnings(@Root() collector: Collector, @Ctx() context: Context): Promise<CollectorWarningWord[]> {
    const { health = null, clockOffsetMs = null } = (await stateOf(collector, context)) ?? {};
    return warningsOf({ health, clockOffsetMs, revokedAt: collector.revokedAt }, context.now());
  }

  @FieldResolver(() => [String])
  async allowedNetworks(@Root() collector: Collector, @Ctx() context: Context): Promise<string[]> {
    return (await stateOf(collector, context))?.allowedNetworks ?? [];
  }

  @FieldResolver(() => ScanProgress, { nullable: true })
  async scan(@Root() collector: Collector, @Ctx() context: Context): Promise<ScanProgress | null> {
    const scan = await scanOfCollector(context).load(collector.id);
    if (!scan) return null;
    const { done, total, addresses, startedAt, finishedAt } = scan;
    return { done, total, found: addresses.length, startedAt, finishedAt };
  }
}

@Resolver()
export class CollectorCommandsResolver {
  @Authorized('collector:work')
  @Subscription(() => CollectorInstruction, {
    description:
      "Collectors: at once and then on each change, the plan's revision, and the commands and scans not yet reported.",
    subscribe: ({ context }) => new LiveStream(instructionSource(context as ViewerContext)),
  })
  collectorCommands(@Root() instruction: CollectorInstruction): CollectorInstruction {
    return instruction;
  }
}

@Resolver(() => SiteType)
export class SiteCollectorsResolver {
  @FieldResolver(() => [CollectorType])
  collectors(@Root() site: Site, @Ctx() context: Context): Promise<Collector[]> {
    return collectorsOfSite(context).load(site.id);
  }
}
