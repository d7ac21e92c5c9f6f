import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { words } from '../../graphql/enums.ts';
import { Node } from '../../graphql/node.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { collectorWarnings } from './health.rules.ts';

@ObjectType('Collector', {
  implements: Node,
  description:
    '`online`: heard of within three polls. `newestReadingAt`: when the newest reading that it delivered was taken, so its age is the lag. `spooledReadings` wait at the site; `allowedNetworks` are its own configuration, reported by it. `scan`: the one under way, or the last. `health` null: it has told nothing yet.',
})
export class CollectorType extends Node {
  @Field(() => String) name!: string;
  @Field(() => DateTime) createdAt!: Date;
  @Field(() => DateTime, { nullable: true }) revokedAt!: Date | null;
}

export const CollectorWarning = words(
  'CollectorWarning',
  collectorWarnings,
  'DISK_FAILS: its disk takes nothing, readings wait in its memory. SPOOL_FULL: its disk share is used up, live readings were given up within the hour; registers never are. SPOOL_BEHIND: something waits for more than ten minutes. CLOCK_OFF: its clock is two seconds off ours or more. CLOCK_STEPPED: it was set within a day.',
);

@ObjectType('CollectorHealth', {
  description:
    "How a collector's disk and clock are, as it told last. `spoolMaxBytes`: its disk share, a setting of its own. `live`: readings that are no registers, dropped for want of room, or thinned out after a day, in total.",
})
export class CollectorHealthType {
  @Field(() => Float) spoolBytes!: number;
  @Field(() => Float) spoolMaxBytes!: number;
  @Field(() => DateTime, { nullable: true }) oldestWaitingAt!: Date | null;
  @Field(() => Float) liveDropped!: number;
  @Field(() => Float) liveThinned!: number;
  @Field(() => DateTime, { nullable: true }) liveDroppedAt!: Date | null;
  @Field(() => DateTime, { nullable: true }) diskFailsSince!: Date | null;
  @Field(() => Int, { nullable: true }) clockStepMs!: number | null;
  @Field(() => DateTime, { nullable: true }) clockSteppedAt!: Date | null;
}

@ObjectType({ description: 'Addresses `done` of `total`, devices `found` so far.' })
export class ScanProgress {
  @Field(() => Int) done!: number;
  @Field(() => Int) total!: number;
  @Field(() => Int) found!: number;
  @Field(() => DateTime) startedAt!: Date;
  @Field(() => DateTime, { nullable: true }) finishedAt!: Date | null;
}

@ObjectType({ description: '`commandKey` is the Ed25519 public key (base64) by which the collector knows commands.' })
export class CollectorCreated {
  @Field(() => CollectorType) collector!: object;
  @Field(() => String) token!: string;
  @Field(() => String) commandKey!: string;
}

export const DeviceKind = words('DeviceKind', ['MINER', 'PDU', 'METER']);

@ObjectType()
export class PlannedOutlet {
  @Field(() => ID) id!: string;
  @Field(() => Int) number!: number;
  @Field(() => ID, { nullable: true }) registerId!: string | null;
}

@ObjectType({ description: "`name` is the device's own." })
export class PlannedPhase {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
}

@ObjectType({
  description:
    "`sealedCredentials`: base64, sealed to the collector's own key. `profile` null: identify by asking. `registerId`: the device's own register.",
})
export class PlannedDevice {
  @Field(() => ID) id!: string;
  @Field(() => DeviceKind) kind!: keyof typeof DeviceKind;
  @Field(() => String) name!: string;
  @Field(() => String) address!: string;
  @Field(() => String, { nullable: true }) profile!: string | null;
  @Field(() => String, { nullable: true }) sealedCredentials!: string | null;
  @Field(() => [PlannedOutlet]) outlets!: PlannedOutlet[];
  @Field(() => [PlannedPhase]) phases!: PlannedPhase[];
  @Field(() => ID, { nullable: true }) registerId!: string | null;
}

@ObjectType({
  description:
    "A collector's work: how often miners and registers are read, and from which devices. Outside its own networks it refuses and reports.",
})
export class CollectorPlan {
  @Field(() => Int) revision!: number;
  @Field(() => Int) pollEverySeconds!: number;
  @Field(() => Int) registerEverySeconds!: number;
  @Field(() => [PlannedDevice]) devices!: PlannedDevice[];
}

@ObjectType({
  description:
    '`payload` is the text that was signed (device, outlet, action, id, expiry); the collector trusts nothing else. `signature`: Ed25519, base64.',
})
export class SignedCommand {
  @Field(() => ID) id!: string;
  @Field(() => String) payload!: string;
  @Field(() => String) signature!: string;
}

@ObjectType({ description: 'Look for devices there, within its own networks only.' })
export class ScanOrder {
  @Field(() => ID) id!: string;
  @Field(() => [String]) networks!: string[];
  @Field(() => [Int]) ports!: number[];
}

@ObjectType()
export class CollectorInstruction {
  @Field(() => Int) planRevision!: number;
  @Field(() => [SignedCommand]) commands!: SignedCommand[];
  @Field(() => [ScanOrder]) scans!: ScanOrder[];
}
