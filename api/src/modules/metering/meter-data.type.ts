import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connection } from '../../graphql/connection.ts';
import { words } from '../../graphql/enums.ts';
import { DateTime, Decimal } from '../../graphql/scalars.ts';

@ObjectType({
  description:
    'Seconds of a stretch of time, each of them once: measured, estimated, in a gap, void, or missing, of which no reading says anything. They add up to the time that has passed of it.',
})
export class Coverage {
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime) to!: Date;
  @Field(() => Int) measuredSeconds!: number;
  @Field(() => Int) estimatedSeconds!: number;
  @Field(() => Int) gapSeconds!: number;
  @Field(() => Int) voidSeconds!: number;
  @Field(() => Int) missingSeconds!: number;
}

@ObjectType({ description: 'How well a register is known over a time: the whole of it, and by UTC day.' })
export class MeterData {
  readonly registerId!: string;
  @Field(() => Coverage) total!: Coverage;
  @Field(() => [Coverage]) days!: Coverage[];
}
export const MeterDataConnection = connection('MeterData', () => MeterData);

@InputType({ description: '`incomplete`: only registers of which not everything is measured.' })
export class MeterDataFilter {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => Boolean, { nullable: true }) incomplete?: boolean | null;
}

export const MeterEventKind = words(
  'MeterEventKind',
  [
    'ROLLOVER',
    'REPLACEMENT',
    'DECREASE',
    'RESET',
    'SPIKE',
    'OUTLIER',
    'TIME_JUMP',
    'STUCK',
    'DECLARED_VOID',
    'TRUSTED',
    'MANUAL_READING',
    'ESTIMATED_BY_HAND',
    'REJECTED',
  ],
  'What happened to a register: seen by a check, said by a person, or a row that was rejected.',
);
export type MeterEventKind = keyof typeof MeterEventKind;

@ObjectType({ description: '`actor`: the person who said it; null when a check saw it.' })
export class MeterEvent {
  readonly registerId!: string;
  @Field(() => MeterEventKind) kind!: MeterEventKind;
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime, { nullable: true }) to!: Date | null;
  @Field(() => String, { nullable: true }) detail!: string | null;
  @Field(() => String, { nullable: true }) actor!: string | null;
  @Field(() => Decimal, { nullable: true }) registerWh!: string | null;
}
export const MeterEventConnection = connection('MeterEvent', () => MeterEvent);

export const MeterTaskKind = words(
  'MeterTaskKind',
  ['FELL', 'NO_ESTIMATE', 'CHECKED', 'SILENT', 'UNMAPPED', 'UNFED', 'UNBALANCED', 'UNVERIFIED', 'REJECTED'],
  'What needs a person before a bill is right. FELL: a register fell and nothing explains it. NO_ESTIMATE: a gap for which no rule has anything to go by. CHECKED: a check voided readings, look whether it is right. ' +
    "SILENT: no reading for three of its turns. UNMAPPED: a register counts and nothing hangs on it. UNFED: a metered machine hangs on no register. UNBALANCED: a meter and what is below it are over 5 % apart. UNVERIFIED: a device's profile that nobody has vouched for. REJECTED: rows that could not be kept.",
);
export type MeterTaskKind = keyof typeof MeterTaskKind;

@ObjectType()
export class MeterTask {
  readonly registerId!: string | null;
  readonly minerId!: string | null;
  @Field(() => String, { description: 'The same for the same task, whenever it is asked for.' }) key!: string;
  @Field(() => MeterTaskKind) kind!: MeterTaskKind;
  @Field(() => DateTime, { nullable: true }) from!: Date | null;
  @Field(() => DateTime, { nullable: true }) to!: Date | null;
  @Field(() => String, { nullable: true }) detail!: string | null;
  @Field(() => Decimal, { nullable: true, description: 'What the register read at the beginning.' }) fromWh!:
    | string
    | null;
  @Field(() => Decimal, { nullable: true, description: 'What it read at the end.' }) toWh!: string | null;
  @Field(() => String, { nullable: true, description: 'The PDU or meter.' }) deviceName!: string | null;
  @Field(() => String, { nullable: true }) deviceId!: string | null;
}
