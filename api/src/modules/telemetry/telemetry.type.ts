import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime, Decimal } from '../../graphql/scalars.ts';
import { MinerStatus, PowerKind, ReadingPart, ReadingSource, Step } from './telemetry.words.ts';

@ObjectType()
export class BoardReading {
  @Field(() => Int) position!: number;
  @Field(() => Float, { nullable: true }) hashrateThs!: number | null;
  @Field(() => Float, { nullable: true }) chipTemperatureC!: number | null;
  @Field(() => Float, { nullable: true }) boardTemperatureC!: number | null;
}

@ObjectType({
  description:
    "`temperatureC` is the hottest chip, or board where chips aren't read. With STALE and LOST the values are the last known, those of `takenAt`.",
})
export class MinerReading {
  @Field(() => ID) minerId!: string;
  @Field(() => DateTime) takenAt!: Date;
  @Field(() => MinerStatus) status!: keyof typeof MinerStatus;
  @Field(() => String, { description: 'Why it has this status, in words.' }) statusReason!: string;
  @Field(() => Float, { nullable: true }) hashrateThs!: number | null;
  @Field(() => Float, { nullable: true }) powerW!: number | null;
  @Field(() => PowerKind, { nullable: true }) powerKind!: keyof typeof PowerKind | null;
  @Field(() => Float, { nullable: true }) temperatureC!: number | null;
  @Field(() => Float, { nullable: true }) inletTemperatureC!: number | null;
  @Field(() => Float, { nullable: true }) efficiencyJPerTh!: number | null;
  @Field(() => [Int], { nullable: true }) fansRpm!: readonly number[] | null;
  @Field(() => Int, { nullable: true }) uptimeSeconds!: number | null;
  @Field(() => String, { nullable: true }) pool!: string | null;
  @Field(() => String, { nullable: true }) worker!: string | null;
  @Field(() => [String]) faults!: readonly string[];
  @Field(() => [BoardReading]) boards!: readonly BoardReading[];
}

@ObjectType({
  description: '`snapshot`: these are all in scope, forget the rest. `removed`: no longer in scope.',
})
export class MinerReadingsUpdate {
  @Field(() => DateTime) at!: Date;
  @Field(() => Boolean) snapshot!: boolean;
  @Field(() => [MinerReading]) readings!: MinerReading[];
  @Field(() => [ID]) removed!: string[];
}

@ObjectType()
export class StatusCount {
  @Field(() => MinerStatus) status!: keyof typeof MinerStatus;
  @Field(() => Int) count!: number;
}

@ObjectType({
  description:
    'Sums over fresh readings. `stale` counts the miners left out for want of one (STALE and LOST); every status is listed, zero counts too.',
})
export class FleetTotals {
  @Field(() => DateTime) at!: Date;
  @Field(() => Int) miners!: number;
  @Field(() => Float) hashrateThs!: number;
  @Field(() => Float) powerW!: number;
  @Field(() => Float, { nullable: true }) efficiencyJPerTh!: number | null;
  @Field(() => [StatusCount]) minersByStatus!: StatusCount[];
  @Field(() => Int) stale!: number;
}

@ObjectType({
  description: "Sums of the miners' means; temperature is the highest. `miners` had data in the step.",
})
export class ReadingPoint {
  @Field(() => DateTime) at!: Date;
  @Field(() => Float, { nullable: true }) hashrateThs!: number | null;
  @Field(() => Float, { nullable: true }) powerW!: number | null;
  @Field(() => Float, { nullable: true }) temperatureC!: number | null;
  @Field(() => Int) miners!: number;
}

@ObjectType()
export class ReadingSeries {
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime) to!: Date;
  @Field(() => Step) step!: keyof typeof Step;
  @Field(() => [ReadingPoint]) points!: ReadingPoint[];
}

@ObjectType({ description: '`currentMaxA` is the highest single reading, the others are means.' })
export class ElectricalPoint {
  @Field(() => DateTime) at!: Date;
  @Field(() => Float, { nullable: true }) powerW!: number | null;
  @Field(() => Float, { nullable: true }) currentA!: number | null;
  @Field(() => Float, { nullable: true }) currentMaxA!: number | null;
  @Field(() => Float, { nullable: true }) voltageV!: number | null;
}

@ObjectType()
export class ElectricalSeries {
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime) to!: Date;
  @Field(() => Step) step!: keyof typeof Step;
  @Field(() => [ElectricalPoint]) points!: ElectricalPoint[];
}

@ObjectType()
export class RegisterReading {
  @Field(() => DateTime) takenAt!: Date;
  @Field(() => Decimal) registerWh!: string;
  @Field(() => ReadingSource) source!: keyof typeof ReadingSource;
}

@ObjectType({
  description:
    "`code`: `UNKNOWN_DEVICE` (none, or not in this collector's plan), `OUT_OF_RANGE`, `NOT_WHOLE`, `IN_FUTURE` (over 5 minutes), `TOO_OLD` (past the retention), `CONTRADICTS` (same key, other value).",
})
export class RejectedRow {
  @Field(() => ReadingPart) part!: keyof typeof ReadingPart;
  @Field(() => Int) row!: number;
  @Field(() => String) code!: string;
  @Field(() => String) message!: string;
}

@ObjectType({
  description:
    '`acknowledgedSequence`: this batch is durable and may be deleted; it says nothing of others. `duplicates` were there already. `retryAfterMs`: wait so long before the next batch. A ' +
    'rejected row is final: sending it again gives the same answer.',
})
export class ReadingsRecorded {
  @Field(() => Int) acknowledgedSequence!: number;
  @Field(() => Int) accepted!: number;
  @Field(() => Int) duplicates!: number;
  @Field(() => [RejectedRow]) rejects!: RejectedRow[];
  @Field(() => Int) retryAfterMs!: number;
}
