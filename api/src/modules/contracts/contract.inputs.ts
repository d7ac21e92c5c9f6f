import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTime, Decimal, LocalDate } from '../../graphql/scalars.ts';
import {
  BillingMethod,
  CapPolicy,
  ContractKind,
  ContractStatus,
  PriceComponent,
  PriceUnit,
  TermLength,
} from './contract.words.ts';

@InputType({ description: '`search` looks into the numbers and the customer.' })
export class ContractFilter {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => ID, { nullable: true }) customerId?: string | null;
  @Field(() => [ContractKind], { nullable: true }) types?: ContractKind[] | null;
  @Field(() => [ContractStatus], { nullable: true }) statuses?: ContractStatus[] | null;
  @Field(() => Boolean, { nullable: true }) expiring?: boolean | null;
}

@InputType({ description: 'At least one with FIXED; with the other methods they come on top of energy.' })
export class HostedInput {
  @Field(() => Decimal, { nullable: true }) monthlyFeePerUnit?: string | null;
  @Field(() => Decimal, { nullable: true }) monthlyFee?: string | null;
}

@InputType({ description: 'At least one with FIXED; with METERED they come on top of energy.' })
export class OperationsInput {
  @Field(() => Decimal, { nullable: true }) monthlyFeePerSite?: string | null;
  @Field(() => Decimal, { nullable: true }) monthlyFee?: string | null;
}

@InputType({ description: "`maxExtensions`: the organization's (3) by default." })
export class LeaseInput {
  @Field(() => Decimal) monthlyFeePerUnit!: string;
  @Field(() => Int, { nullable: true }) maxExtensions?: number | null;
}

@InputType({
  description:
    '`siteId` is whose sellable hashrate it draws on. `guaranteedPercent`: what falls short of it is credited.',
})
export class InfinityInput {
  @Field(() => ID) siteId!: string;
  @Field(() => Decimal) hashrateThs!: string;
  @Field(() => Decimal) ratePerThsDay!: string;
  @Field(() => Decimal, { nullable: true }) guaranteedPercent?: string | null;
  @Field(() => ID, { nullable: true }) modelId?: string | null;
  @Field(() => Int, { nullable: true }) quantity?: number | null;
  @Field(() => Decimal, { nullable: true }) connectorFeePercent?: string | null;
  @Field(() => String, { nullable: true }) payoutWallet?: string | null;
}

/** What creating and updating have in common: all of it may be left out, and then has its default or stays. */
@InputType()
class ContractTermsInput {
  @Field(() => LocalDate, {
    nullable: true,
    description: "Today in the contract's zone by default. May lie in the past.",
  })
  startsOn?: string | null;
  @Field(() => LocalDate, {
    nullable: true,
    description: 'An exact end (exclusive) in place of the computed one; CUSTOM needs it.',
  })
  overrideEndsOn?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      "By default true for MONTH_TO_MONTH, else false; never for LEASE and CUSTOM. `noticeDays`: the organization's (60) by default.",
  })
  autoRenew?: boolean | null;
  @Field(() => Int, { nullable: true }) noticeDays?: number | null;
  @Field(() => BillingMethod, { nullable: true, description: 'Needed but for INFINITY, which is FIXED.' })
  billingMethod?: BillingMethod | null;
  @Field(() => Decimal, {
    nullable: true,
    description:
      "Per kWh. Left out: the organization's energy rate if the currency is the same, else `REQUIRED`. Refused with FIXED (`NOT_FOR_METHOD`).",
  })
  rate?: string | null;
  @Field(() => Decimal, {
    nullable: true,
    description: 'Above 0, `"1"` by default; multiplies CALCULATED and HASH energy.',
  })
  lossFactor?: string | null;
  @Field(() => Decimal, {
    nullable: true,
    description: 'METERED only. `overageRate` goes with OVERAGE and only with it.',
  })
  powerCapKw?: string | null;
  @Field(() => Decimal, { nullable: true }) overageRate?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      "The customer's currency, the site's zone (else the organization's) and the customer's tax code by default.",
  })
  currency?: string | null;
  @Field(() => String, { nullable: true }) timeZone?: string | null;
  @Field(() => String, { nullable: true }) taxCode?: string | null;
  @Field(() => HostedInput, { nullable: true }) hosted?: HostedInput | null;
  @Field(() => LeaseInput, { nullable: true }) lease?: LeaseInput | null;
  @Field(() => InfinityInput, { nullable: true }) infinity?: InfinityInput | null;
  @Field(() => OperationsInput, { nullable: true }) operations?: OperationsInput | null;
  @Field(() => String, { nullable: true }) notes?: string | null;
}

@InputType({
  description:
    'Exactly the part that `type` names is given: `hosted`, `lease`, `infinity`, or `operations` for OM (`NOT_FOR_TYPE`). ' +
    "Amounts are in the contract's currency, at most six decimals.",
})
export class CreateContractInput extends ContractTermsInput {
  @Field(() => ID) customerId!: string;
  @Field(() => ContractKind) type!: ContractKind;
  @Field(() => TermLength) term!: TermLength;
  @Field(() => CapPolicy, { nullable: true, defaultValue: 'ALERT_ONLY' }) capPolicy?: CapPolicy | null;
  @Field(() => ID, { nullable: true }) supersedesId?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({ description: 'The rules of `CreateContractInput`; customer and type stay.' })
export class UpdateContractInput extends ContractTermsInput {
  @Field(() => ID) contractId!: string;
  @Field(() => TermLength, { nullable: true }) term?: TermLength | null;
  @Field(() => CapPolicy, { nullable: true }) capPolicy?: CapPolicy | null;
}

@InputType({
  description:
    "At most 5,000 miners. `from`: for a DRAFT the contract's start by default, else now; `to` open by default.",
})
export class AssignMinersInput {
  @Field(() => ID) contractId!: string;
  @Field(() => [ID]) minerIds!: string[];
  @Field(() => DateTime, { nullable: true }) from?: Date | null;
  @Field(() => DateTime, { nullable: true }) to?: Date | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class AssignSitesInput {
  @Field(() => ID) contractId!: string;
  @Field(() => [ID]) siteIds!: string[];
  @Field(() => DateTime, { nullable: true }) from?: Date | null;
  @Field(() => DateTime, { nullable: true }) to?: Date | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({
  description: "`at`: now by default; at or before the assignment's start it is as if it had never been.",
})
export class UnassignMinersInput {
  @Field(() => ID) contractId!: string;
  @Field(() => [ID]) minerIds!: string[];
  @Field(() => DateTime, { nullable: true }) at?: Date | null;
}

@InputType()
export class UnassignSitesInput {
  @Field(() => ID) contractId!: string;
  @Field(() => [ID]) siteIds!: string[];
  @Field(() => DateTime, { nullable: true }) at?: Date | null;
}

@InputType()
export class ActivateContractInput {
  @Field(() => ID) contractId!: string;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) overrideCapacity?: boolean | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({ description: '`billFixedFees` while suspended: by default yes for LEASE, no for the others.' })
export class SuspendContractInput {
  @Field(() => ID) contractId!: string;
  @Field(() => String) reason!: string;
  @Field(() => Boolean, { nullable: true }) billFixedFees?: boolean | null;
}

@InputType()
export class ResumeContractInput {
  @Field(() => ID) contractId!: string;
  @Field(() => String, { nullable: true }) note?: string | null;
}

@InputType({ description: '`unit` and `taxCode` stay as they are when left out.' })
export class ChangePriceInput {
  @Field(() => ID) contractId!: string;
  @Field(() => PriceComponent) component!: PriceComponent;
  @Field(() => Decimal) rate!: string;
  @Field(() => LocalDate) startsOn!: string;
  @Field(() => PriceUnit, { nullable: true }) unit?: PriceUnit | null;
  @Field(() => String, { nullable: true }) taxCode?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class GiveNoticeInput {
  @Field(() => ID) contractId!: string;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) override?: boolean | null;
}

@InputType({ description: 'CUSTOM needs `endsOn`.' })
export class ExtendContractInput {
  @Field(() => ID) contractId!: string;
  @Field(() => TermLength) term!: TermLength;
  @Field(() => LocalDate, { nullable: true }) endsOn?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({
  description: '`endsOn`: the first day without the contract, today or later unless nothing is billed beyond it.',
})
export class TerminateContractInput {
  @Field(() => ID) contractId!: string;
  @Field(() => LocalDate) endsOn!: string;
  @Field(() => String) reason!: string;
}

@InputType()
export class DiscardContractInput {
  @Field(() => ID) contractId!: string;
}

@InputType()
export class AcceptContractInput {
  @Field(() => ID) contractId!: string;
  @Field(() => String) name!: string;
  @Field(() => String) documentSha256!: string;
}
