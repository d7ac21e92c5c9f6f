import { Field, ID, InputType } from 'type-graphql';
import { DateTime, Decimal } from '../../graphql/scalars.ts';

@InputType()
export class RecordReplacementInput {
  @Field(() => ID) registerId!: string;
  @Field(() => DateTime) at!: Date;
  @Field(() => Decimal) finalWh!: string;
  @Field(() => Decimal) initialWh!: string;
  @Field(() => String) note!: string;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class VoidReadingsInput {
  @Field(() => ID) registerId!: string;
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime) to!: Date;
  @Field(() => String) reason!: string;
}

@InputType()
export class TrustReadingsInput {
  @Field(() => ID) registerId!: string;
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime) to!: Date;
  @Field(() => String) reason!: string;
}

@InputType({ description: '`registerWh`: what the display shows, in whole Wh; `takenAt` in whole seconds.' })
export class RecordManualReadingInput {
  @Field(() => ID) registerId!: string;
  @Field(() => DateTime) takenAt!: Date;
  @Field(() => Decimal) registerWh!: string;
  @Field(() => String) reason!: string;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({ description: '`unitId`: the miner or site; may be left out where one alone hangs on the register.' })
export class EstimateEnergyInput {
  @Field(() => ID) registerId!: string;
  @Field(() => ID, { nullable: true }) unitId?: string | null;
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime) to!: Date;
  @Field(() => Decimal) energyWh!: string;
  @Field(() => String) reason!: string;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({
  description:
    'What is left out stays. `rolloverWh`: the value at which it begins again at zero, in whole Wh; null: never. `maxPowerW`: the most that can flow through it; null: three times the nameplates of what hangs on it. The first needs the second.',
})
export class UpdateRegisterInput {
  @Field(() => ID) registerId!: string;
  @Field(() => Decimal, { nullable: true }) rolloverWh?: string | null;
  @Field(() => Decimal, { nullable: true }) maxPowerW?: string | null;
}
