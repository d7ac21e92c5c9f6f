import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../../graphql/scalars.ts';
import { CommandState } from './command.words.ts';
import { ProfileEvidence } from '../fleet/electrical.type.ts';
import { DeviceKind } from './collector.type.ts';

@InputType()
export class CreateCollectorInput {
  @Field(() => ID) siteId!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class RevokeCollectorInput {
  @Field(() => ID) collectorId!: string;
}

@InputType()
export class RotateCollectorTokenInput {
  @Field(() => ID) collectorId!: string;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class StartDiscoveryInput {
  @Field(() => ID) siteId!: string;
  @Field(() => [String]) networks!: string[];
  @Field(() => [Int], { nullable: true }) ports?: number[] | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class FoundDeviceInput {
  @Field(() => DeviceKind) kind!: keyof typeof DeviceKind;
  @Field(() => String) address!: string;
  @Field(() => String, { nullable: true }) make?: string | null;
  @Field(() => String, { nullable: true }) model?: string | null;
  @Field(() => String, { nullable: true }) serial?: string | null;
  @Field(() => String, { nullable: true }) mac?: string | null;
  @Field(() => String, { nullable: true }) firmware?: string | null;
}

@InputType({ description: "`found`: what the collector hasn't reported of this scan before." })
export class ScanReportInput {
  @Field(() => ID) scanId!: string;
  @Field(() => Int) done!: number;
  @Field(() => Int) total!: number;
  @Field(() => [FoundDeviceInput], { nullable: true }) found?: FoundDeviceInput[] | null;
}

@InputType()
export class CommandReportInput {
  @Field(() => ID) commandId!: string;
  @Field(() => CommandState) state!: CommandState;
  @Field(() => String, { nullable: true }) message?: string | null;
  @Field(() => DateTime) finishedAt!: Date;
}

@InputType({ description: '`hasRegister`: it counts energy, so that its outlet can be billed as METERED.' })
export class OutletReportInput {
  @Field(() => Int) number!: number;
  @Field(() => String, { nullable: true }) label?: string | null;
  @Field(() => Boolean) hasRegister!: boolean;
}

@InputType({
  description:
    "What a PDU or meter of the plan turned out to be at its first answer: outlets and phases are made of it, what isn't known yet is filled in. `evidence`: what the profile rests on.",
})
export class DeviceReportInput {
  @Field(() => ID) deviceId!: string;
  @Field(() => String) profile!: string;
  @Field(() => ProfileEvidence) evidence!: ProfileEvidence;
  @Field(() => String, { nullable: true }) model?: string | null;
  @Field(() => String, { nullable: true }) serial?: string | null;
  @Field(() => [OutletReportInput], { nullable: true }) outlets?: OutletReportInput[] | null;
  @Field(() => [String], { nullable: true }) phases?: string[] | null;
}

@InputType({
  description:
    "How its disk and clock are. Times are told as seconds ago, since its clock may be wrong; null: that isn't so, or hasn't been since its start. `live`: readings that are no registers, dropped for want of room, or thinned out after a day, in total.",
})
export class CollectorHealthInput {
  @Field(() => Float) spoolBytes!: number;
  @Field(() => Float) spoolMaxBytes!: number;
  @Field(() => Int, { nullable: true }) oldestWaitingSeconds?: number | null;
  @Field(() => Float) liveDropped!: number;
  @Field(() => Float) liveThinned!: number;
  @Field(() => Int, { nullable: true }) liveDroppedSecondsAgo?: number | null;
  @Field(() => Int, { nullable: true }) diskFailsForSeconds?: number | null;
  @Field(() => Int, { nullable: true }) clockStepMs?: number | null;
  @Field(() => Int, { nullable: true }) clockSteppedSecondsAgo?: number | null;
}

@InputType({
  description:
    '`sealingKey`: its own X25519 public key (base64), to which credentials are sealed. `refused`: devices of the plan outside its networks.',
})
export class ReportCollectorInput {
  @Field(() => String) version!: string;
  @Field(() => String) sealingKey!: string;
  @Field(() => [String]) allowedNetworks!: string[];
  @Field(() => Int) spooledReadings!: number;
  @Field(() => [ID], { nullable: true }) refused?: string[] | null;
  @Field(() => [CommandReportInput], { nullable: true }) commands?: CommandReportInput[] | null;
  @Field(() => [ScanReportInput], { nullable: true }) scans?: ScanReportInput[] | null;
  @Field(() => [DeviceReportInput], { nullable: true }) devices?: DeviceReportInput[] | null;
  @Field(() => CollectorHealthInput, { nullable: true }) health?: CollectorHealthInput | null;
}
