import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Address } from '../../graphql/address.type.ts';
import { connection } from '../../graphql/connection.ts';
import { Money } from '../../graphql/money.type.ts';
import { Node } from '../../graphql/node.ts';
import { DateTime, Decimal, LocalDate } from '../../graphql/scalars.ts';
import {
  BillingOutcome,
  HoldReason,
  InvoiceEventKind,
  InvoiceKind,
  LineComponent,
  LineUnit,
  RunState,
} from './invoice.words.ts';

@ObjectType('LineUsage')
export class LineUsageType {
  @Field(() => String) unit!: string;
  @Field(() => Decimal) energyKwh!: string;
  @Field(() => Decimal) estimatedKwh!: string;
  @Field(() => [ID]) registerIds!: string[];
}

@ObjectType('InvoiceLine', {
  description:
    '`position` counts from 1 and is how a line is named. Energy quantities are kWh with three decimals; `amount` = quantity x rate, rounded once. `contractNumber` null: an adjustment.',
})
export class InvoiceLineType {
  @Field(() => Int) position!: number;
  @Field(() => String, { nullable: true }) contractNumber!: string | null;
  @Field(() => LineComponent) component!: LineComponent;
  @Field(() => String) description!: string;
  @Field(() => Decimal) quantity!: string;
  @Field(() => LineUnit) unit!: LineUnit;
  @Field(() => Decimal) rate!: string;
  @Field(() => Decimal, {
    nullable: true,
    description: 'The part of an energy line that is estimated; null on other lines.',
  })
  estimatedKwh!: string | null;
  @Field(() => String, { nullable: true }) taxCode!: string | null;
}

@ObjectType('InvoiceTax', { description: '`amount` = taxable x percent, rounded once.' })
export class InvoiceTaxType {
  @Field(() => String) code!: string;
  @Field(() => Money) taxable!: Money;
  @Field(() => Decimal) percent!: string;
  @Field(() => Money) amount!: Money;
}

@ObjectType('Hold', {
  description: 'What the reason is about, as far as it applies. `releasedBy` overrode it, with `note`.',
})
export class HoldType {
  @Field(() => HoldReason) reason!: HoldReason;
  @Field(() => String, { nullable: true }) contractNumber!: string | null;
  @Field(() => String, { nullable: true }) register!: string | null;
  @Field(() => String, { nullable: true }) unit!: string | null;
  @Field(() => DateTime, { nullable: true }) from!: Date | null;
  @Field(() => DateTime, { nullable: true }) to!: Date | null;
  @Field(() => String, { nullable: true }) releasedBy!: string | null;
  @Field(() => String, { nullable: true }) note!: string | null;
}

@ObjectType('Invoice', {
  implements: Node,
  description:
    'One customer, one currency. Lines, taxes and totals are those of its evidence bundle. An issued invoice keeps its own copy of names, addresses and prices and never changes. ' +
    'URLs are paths on this origin for the signed-in viewer or bearer, without any secret in them; a customer reaches them once issued.',
})
export class InvoiceType extends Node {
  @Field(() => String, {
    nullable: true,
    description: '`number` like `INV-000001`, gapless, without a yearly restart; null until issued.',
  })
  number!: string | null;
  @Field(() => InvoiceKind) kind!: InvoiceKind;
  @Field(() => String) currency!: string;
  @Field(() => String, { description: 'The month, `2026-06`, and the dates it covers (`endsOn` exclusive).' })
  period!: string;
  @Field(() => LocalDate) startsOn!: string;
  @Field(() => LocalDate) endsOn!: string;
  @Field(() => LocalDate, { nullable: true }) issuedOn!: string | null;
  @Field(() => LocalDate, { nullable: true }) dueOn!: string | null;
  @Field(() => DateTime, { nullable: true }) sentAt!: Date | null;
  @Field(() => String, { nullable: true }) sentTo!: string | null;
  @Field(() => DateTime) createdAt!: Date;
  @Field(() => String) billToName!: string;
  @Field(() => Address, { nullable: true }) billToAddress!: Address | null;
  @Field(() => String, { nullable: true }) pdfSha256!: string | null;
  @Field(() => String, {
    nullable: true,
    description: "SHA-256 (hex) of the evidence file's bytes, unzipped. Anyone can recompute the lines from the file.",
  })
  evidenceSha256!: string | null;
  @Field(() => String, { nullable: true }) cancelReason!: string | null;
}

@ObjectType('InvoiceEvent', { description: 'What happened to an invoice, by whom and why.' })
export class InvoiceEventType {
  @Field(() => DateTime) at!: Date;
  @Field(() => InvoiceEventKind) kind!: InvoiceEventKind;
  @Field(() => String) actor!: string;
  @Field(() => String, { nullable: true }) note!: string | null;
}

@ObjectType('InvoicePreview')
export class InvoicePreviewType {
  @Field(() => InvoiceKind) kind!: InvoiceKind;
  @Field(() => String) currency!: string;
}

@ObjectType('CreditNoteLine', { description: "`position` is the invoice line's; `amount` is net and positive." })
export class CreditNoteLineType {
  @Field(() => Int) position!: number;
  @Field(() => Money) amount!: Money;
}

@ObjectType('CreditNote', {
  implements: Node,
  description:
    "`number` like `CN-000001`, a series of its own. Lowers what is due; what was paid already becomes the customer's credit.",
})
export class CreditNoteType extends Node {
  @Field(() => String) number!: string;
  @Field(() => String) reason!: string;
  @Field(() => LocalDate) issuedOn!: string;
}

@ObjectType('Adjustment', { implements: Node, description: '`invoice` null: waits for the next one.' })
export class AdjustmentType extends Node {
  @Field(() => String) description!: string;
  @Field(() => String, { nullable: true }) taxCode!: string | null;
  @Field(() => DateTime) createdAt!: Date;
  @Field(() => Int, { nullable: true, description: 'The line of `corrects` that a true-up corrects.' })
  correctsPosition!: number | null;
}

@ObjectType('InvoicesChanged')
export class InvoicesChangedType {
  @Field(() => [ID]) ids!: string[];
}

@ObjectType('OutcomeCount')
export class OutcomeCount {
  @Field(() => BillingOutcome) outcome!: BillingOutcome;
  @Field(() => Int) count!: number;
}

@ObjectType('Progress', { description: 'Customers done, of all in the run, and how they came out.' })
export class Progress {
  @Field(() => Int) done!: number;
  @Field(() => Int) total!: number;
  @Field(() => [OutcomeCount]) counts!: OutcomeCount[];
}

@ObjectType('BillingRun', {
  implements: Node,
  description:
    "`state` is FAILED only when the run itself broke, never for one customer's sake; `autoSend` is as it was when the run began.",
})
export class BillingRunType extends Node {
  @Field(() => String) period!: string;
  @Field(() => RunState) state!: RunState;
  @Field(() => Boolean) autoSend!: boolean;
  @Field(() => Boolean) skipExisting!: boolean;
  @Field(() => String) startedBy!: string;
  @Field(() => DateTime) createdAt!: Date;
  @Field(() => DateTime, { nullable: true }) finishedAt!: Date | null;
}

@ObjectType('BillingRunOutcome')
export class BillingRunOutcomeType {
  @Field(() => BillingOutcome) outcome!: BillingOutcome;
  @Field(() => String, { nullable: true }) errorCode!: string | null;
  @Field(() => String, { nullable: true }) errorMessage!: string | null;
}

export const InvoiceConnection = connection('Invoice', () => InvoiceType);
export const BillingRunConnection = connection('BillingRun', () => BillingRunType);
export const BillingRunOutcomeConnection = connection('BillingRunOutcome', () => BillingRunOutcomeType);
