import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { words } from '../../graphql/enums.ts';
import { Node } from '../../graphql/node.ts';
import { DateTime, Decimal } from '../../graphql/scalars.ts';
import { Device } from './device.type.ts';

export const ProfileEvidence = words('ProfileEvidence', ['RECORDED', 'DOCUMENTED', 'UNVERIFIED']);
export type ProfileEvidence = keyof typeof ProfileEvidence;

@ObjectType('Pdu', {
  implements: [Node, Device],
  description: "`powerW` is the PDU's own total, not the sum of its outlets.",
})
export class PduType extends Device {
  @Field(() => String, { nullable: true }) model!: string | null;
  @Field(() => String, { nullable: true }) serial!: string | null;
  @Field(() => String, { nullable: true }) profile!: string | null;
  @Field(() => ProfileEvidence, { nullable: true }) profileEvidence!: string | null;
  @Field(() => DateTime, { nullable: true }) profileConfirmedAt!: Date | null;
}

@ObjectType('Phase', {
  description:
    "A phase of a PDU or meter, by the device's own name; it comes with the first answer. `loadPercent` is of the breaker; `headroomA` what it may take more for good (80 % of the breaker), negative when it takes too much.",
})
export class PhaseType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Float, { nullable: true }) powerW!: number | null;
  @Field(() => Float, { nullable: true }) currentA!: number | null;
  @Field(() => Float, { nullable: true }) voltageV!: number | null;
  @Field(() => Float, { nullable: true }) loadPercent!: number | null;
  @Field(() => Float, { nullable: true }) headroomA!: number | null;
}

@ObjectType('Outlet', {
  implements: Node,
  description:
    "`number` is the device's own. `on` null: the state isn't known or the outlet can't switch. `register` null: no energy register, not billable as METERED.",
})
export class OutletType extends Node {
  @Field(() => Int) number!: number;
  @Field(() => String, { nullable: true }) label!: string | null;
}

@ObjectType('Meter', {
  implements: [Node, Device],
  description: '`main`: the meter of the whole site, against which the energy balance is drawn.',
})
export class MeterType extends Device {
  @Field(() => Boolean) main!: boolean;
  @Field(() => String, { nullable: true }) serial!: string | null;
  @Field(() => String, { nullable: true }) profile!: string | null;
  @Field(() => ProfileEvidence, { nullable: true }) profileEvidence!: string | null;
  @Field(() => DateTime, { nullable: true }) profileConfirmedAt!: Date | null;
}

@ObjectType('Feed', {
  description: 'Which unit (miner, or site under an O&M contract) draws from a register, when, with which share of it.',
})
export class FeedType {
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime, { nullable: true }) to!: Date | null;
  @Field(() => Decimal) weight!: string;
}

@ObjectType()
export class OutletsMapped {
  @Field(() => [FeedType]) feeds!: object[];
}

@ObjectType('Register', {
  implements: Node,
  description:
    'A cumulative energy register. `rolloverWh` null: it never rolls over. `maxPowerW` bounds what a rollover may hide.',
})
export class RegisterType extends Node {
  @Field(() => String) name!: string;
  @Field(() => Decimal, { nullable: true }) rolloverWh!: string | null;
  @Field(() => Decimal, { nullable: true }) maxPowerW!: string | null;
}

@ObjectType('Replacement')
export class ReplacementType {
  @Field(() => DateTime) at!: Date;
  @Field(() => Decimal) finalWh!: string;
  @Field(() => Decimal) initialWh!: string;
}

@ObjectType('VoidRange')
export class VoidRangeType {
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime) to!: Date;
  @Field(() => String) reason!: string;
}
