import { Field, Int, ObjectType } from 'type-graphql';
import { connection } from '../../graphql/connection.ts';
import { Node } from '../../graphql/node.ts';
import { DateTime, Decimal, LocalDate } from '../../graphql/scalars.ts';
import { MinerModelType } from '../fleet/miner-model.type.ts';
import { MinerType } from '../fleet/miner.type.ts';
import { SiteType } from '../sites/site.type.ts';
import {
  BillingMethod,
  ContractEventKind,
  ContractKind,
  ContractStatus,
  PriceComponent,
  PriceUnit,
  TermLength,
  TermOrigin,
} from './contract.words.ts';

@ObjectType('Term')
export class TermType {
  @Field(() => Int) number!: number;
  @Field(() => TermOrigin) origin!: TermOrigin;
  @Field(() => LocalDate) startsOn!: string;
  @Field(() => LocalDate) endsOn!: string;
}

@ObjectType('Price')
export class PriceType {
  @Field(() => PriceComponent) component!: PriceComponent;
  @Field(() => PriceUnit) unit!: PriceUnit;
  @Field(() => Decimal) rate!: string;
  @Field(() => LocalDate, { nullable: true }) startsOn!: string | null;
  @Field(() => LocalDate, { nullable: true }) endsOn!: string | null;
  @Field(() => String, { nullable: true }) taxCode!: string | null;
}

@ObjectType()
export class LeaseDetails {
  @Field(() => Int) maxExtensions!: number;
  @Field(() => Int) extensionsUsed!: number;
}

@ObjectType('InfinityDetails', {
  description: '`deliveredPercent` is of the current period so far. Fee and wallet are recorded, not settled.',
})
export class InfinityDetails {
  @Field(() => SiteType) site!: SiteType;
  @Field(() => Decimal) hashrateThs!: string;
  @Field(() => Decimal, { nullable: true }) guaranteedPercent!: string | null;
  @Field(() => MinerModelType, { nullable: true }) model!: MinerModelType | null;
  @Field(() => Int, { nullable: true }) quantity!: number | null;
  @Field(() => Decimal, { nullable: true }) connectorFeePercent!: string | null;
  @Field(() => String, { nullable: true }) payoutWallet!: string | null;
}

@ObjectType('ContractEvent')
export class ContractEventType {
  @Field(() => DateTime) at!: Date;
  @Field(() => ContractEventKind) kind!: ContractEventKind;
  @Field(() => String) actor!: string;
  @Field(() => String, { nullable: true }) note!: string | null;
}

@ObjectType('Contract', { implements: Node, description: '`notes` are internal, null for the customer.' })
export class ContractType extends Node {
  @Field(() => String, { nullable: true, description: '`number` like `HC-000001`, null until activated.' })
  number!: string | null;
  @Field(() => ContractKind) type!: ContractKind;
  @Field(() => ContractStatus) status!: ContractStatus;
  @Field(() => TermLength) term!: TermLength;
  @Field(() => LocalDate) startsOn!: string;
  @Field(() => LocalDate, {
    description:
      'Ends the current term, which ends or renews on that day. Months are added to the start and clamped (31 January + 1 month = 28 February).',
  })
  endsOn!: string;
  @Field(() => Boolean) endsOnOverridden!: boolean;
  @Field(() => Boolean) autoRenew!: boolean;
  @Field(() => Int) noticeDays!: number;
  @Field(() => LocalDate, { nullable: true }) noticeGivenOn!: string | null;
  @Field(() => String) timeZone!: string;
  @Field(() => String) currency!: string;
  @Field(() => BillingMethod) billingMethod!: BillingMethod;
  @Field(() => Decimal) lossFactor!: string;
  @Field(() => String, { nullable: true }) documentSha256!: string | null;
}

@ObjectType('Assignment', {
  description: 'Exactly one of `miner`, `site`. The rated values are copies, taken when it was assigned.',
})
export class AssignmentType {
  @Field(() => ContractType) contract!: ContractType;
  @Field(() => MinerType, { nullable: true }) miner!: MinerType | null;
  @Field(() => SiteType, { nullable: true }) site!: SiteType | null;
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime, { nullable: true }) to!: Date | null;
  @Field(() => Decimal, { nullable: true }) ratedPowerW!: string | null;
  @Field(() => Decimal, { nullable: true }) efficiencyJPerTh!: string | null;
}

export const ContractConnection = connection('Contract', () => ContractType);
export const AssignmentConnection = connection('Assignment', () => AssignmentType);
