import { Arg, Authorized, Ctx, Extensions, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { LiveStream } from '../../live/index.ts';
import { electricalSeries } from './electrical-series.service.ts';
import { fleetTotals, fleetTotalsSource } from './fleet-totals.service.ts';
import { minerReadingsSource } from './miner-readings.source.ts';
import { recordReadings } from './record-readings.service.ts';
import { readingSeries } from './series.service.ts';
import { RecordReadingsInput, Scope } from './telemetry.inputs.ts';
import {
  ElectricalSeries,
  FleetTotals,
  MinerReadingsUpdate,
  ReadingSeries,
  ReadingsRecorded,
} from './telemetry.type.ts';
import { Step } from './telemetry.words.ts';

const RecordReadingsResult = result('RecordReadings', () => ReadingsRecorded);

type ScopeArgs = { scope?: Scope | null };

@Resolver()
export class TelemetryResolver {
  @Authorized('telemetry:read')
  @Query(() => ReadingSeries, {
    description: 'Means per step, at most 5,000 points. A step without data has nulls.',
  })
  readings(
    @Arg('scope', () => Scope, { nullable: true }) scope: Scope | null,
    @Arg('from', () => DateTime) from: Date,
    @Arg('to', () => DateTime) to: Date,
    @Arg('step', () => Step) step: Step,
    @Ctx() context: ViewerContext,
  ): Promise<ReadingSeries> {
    return readingSeries(context, { scope, from, to, step });
  }

  @Authorized('telemetry:read')
  @Query(() => ElectricalSeries, {
    nullable: true,
    description:
      'Means per step of an outlet, a phase, a PDU or a meter, of the last 90 days, at most 5,000 points. A step without data has nulls. Customers see outlets, while a machine of theirs hangs on them.',
  })
  electricalReadings(
    @Arg('sourceId', () => ID) sourceId: string,
    @Arg('from', () => DateTime) from: Date,
    @Arg('to', () => DateTime) to: Date,
    @Arg('step', () => Step) step: Step,
    @Ctx() context: ViewerContext,
  ): Promise<ElectricalSeries | null> {
    return electricalSeries(context, { sourceId, from, to, step });
  }

  @Authorized('telemetry:read')
  @Query(() => FleetTotals)
  fleetTotals(
    @Arg('scope', () => Scope, { nullable: true }) scope: Scope | null,
    @Ctx() context: ViewerContext,
  ): Promise<FleetTotals> {
    return fleetTotals(context, scope);
  }

  @Authorized('reading:bring')
  @Mutation(() => RecordReadingsResult, {
    description:
      'Collectors only: one batch from the spool, at most 10,000 rows over all parts. All rows but the rejected are durable once it answers; the key (device, taken at) makes a second delivery ' +
      'harmless. Only a batch whose shape is wrong is refused as a whole (`UNEQUAL_COLUMNS`, `TOO_MANY`): nothing of it is kept.',
  })
  recordReadings(
    @Arg('input', () => RecordReadingsInput) input: RecordReadingsInput,
    @Ctx() context: ViewerContext,
  ): Promise<ReadingsRecorded> {
    return recordReadings(context, input);
  }
}

/** Both are the same for all viewers of one reach, so they are run once for all of them (`live: 'shared'`). */
@Resolver()
export class LiveTelemetryResolver {
  @Authorized('telemetry:read')
  @Extensions({ live: 'shared' })
  @Subscription(() => MinerReadingsUpdate, {
    description: 'First the latest reading of every miner in scope, then only those that changed or left.',
    subscribe: ({ args, context }) =>
      new LiveStream(minerReadingsSource(context as ViewerContext, (args as ScopeArgs).scope ?? null)),
  })
  minerReadings(
    @Root() update: MinerReadingsUpdate,
    @Arg('scope', () => Scope, { nullable: true }) _scope: Scope | null,
  ): MinerReadingsUpdate {
    return update;
  }

  @Authorized('telemetry:read')
  @Extensions({ live: 'shared' })
  @Subscription(() => FleetTotals, {
    name: 'fleetTotals',
    subscribe: ({ args, context }) =>
      new LiveStream(fleetTotalsSource(context as ViewerContext, (args as ScopeArgs).scope ?? null)),
  })
  liveFleetTotals(
    @Root() totals: FleetTotals,
    @Arg('scope', () => Scope, { nullable: true }) _scope: Scope | null,
  ): FleetTotals {
    return totals;
  }
}
