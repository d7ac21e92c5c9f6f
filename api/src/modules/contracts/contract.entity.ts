import { defineEntity, p } from '@mikro-orm/core';
import { Customer } from '../customers/customer.entity.ts';
import { Miner, MinerModel } from '../fleet/fleet.entity.ts';
import { Site } from '../sites/site.entity.ts';
import type { Snapshot } from './snapshot.ts';
import type {
  BillingMethod,
  CapPolicy,
  ContractEventKind,
  ContractKind,
  ContractStatus,
  PriceComponent,
  PriceUnit,
  TermLength,
  TermOrigin,
} from './contract.words.ts';

/** Who pays, for how long and under which rules. Dates are local in `timeZone`, ends exclusive. */
const ContractSchema = defineEntity({
  name: 'Contract',
  tableName: 'contract',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    customer: () => p.manyToOne(Customer).ref(),
    type: p.string().$type<ContractKind>(),
    status: p.string().$type<ContractStatus>(),
    number: p.string().strictNullable(),
    draftNumber: p.string(),
    term: p.string().$type<TermLength>(),
    startsOn: p.date(),
    endsOn: p.date(),
    endsOnOverridden: p.boolean(),
    autoRenew: p.boolean(),
    noticeDays: p.integer(),
    noticeGivenOn: p.date().strictNullable(),
    timeZone: p.string(),
    currency: p.string(),
    billingMethod: p.string().$type<BillingMethod>(),
    lossFactor: p.decimal('string'),
    powerCapKw: p.decimal('string').strictNullable(),
    capPolicy: p.string().$type<CapPolicy>().strictNullable(),
    overageRate: p.decimal('string').strictNullable(),
    taxCode: p.string().strictNullable(),
    maxExtensions: p.integer().strictNullable(),
    supersedes: () => p.manyToOne(ContractSchema).ref().strictNullable(),
    createdAt: p.datetime(),
    activatedAt: p.datetime().strictNullable(),
    snapshot: p.json<Snapshot>().strictNullable().lazy(),
    /** The PDF made of the snapshot; null before activation. */
    documentSha256: p.string().fieldName('document_sha256').strictNullable(),
  },
});
export class Contract extends ContractSchema.class {}
ContractSchema.setClass(Contract);

/** Under which name a customer's owner accepted the document, as it stood. Its id is the contract's. */
const AcceptanceSchema = defineEntity({
  name: 'Acceptance',
  tableName: 'contract_acceptance',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    customerId: p.uuid(),
    name: p.string(),
    documentSha256: p.string().fieldName('document_sha256'),
    acceptedAt: p.datetime(),
    userId: p.uuid().strictNullable(),
  },
});
export class Acceptance extends AcceptanceSchema.class {}
AcceptanceSchema.setClass(Acceptance);

/** Internal notes, a table of its own that no customer's policy reaches. Its id is the contract's. */
const ContractFileSchema = defineEntity({
  name: 'ContractFile',
  tableName: 'contract_file',
  properties: { id: p.uuid().primary(), organizationId: p.uuid(), notes: p.text().strictNullable() },
});
export class ContractFile extends ContractFileSchema.class {}
ContractFileSchema.setClass(ContractFile);

/** What an Infinity contract sells out of a site's pool of machines. Its id is the contract's. */
const InfinityTermsSchema = defineEntity({
  name: 'InfinityTerms',
  tableName: 'infinity_terms',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    site: () => p.manyToOne(Site).ref(),
    hashrateThs: p.decimal('string'),
    guaranteedPercent: p.decimal('string').strictNullable(),
    model: () => p.manyToOne(MinerModel).ref().strictNullable(),
    quantity: p.integer().strictNullable(),
    connectorFeePercent: p.decimal('string').strictNullable(),
    payoutWallet: p.string().strictNullable(),
  },
});
export class InfinityTerms extends InfinityTermsSchema.class {}
InfinityTermsSchema.setClass(InfinityTerms);

const TermSchema = defineEntity({
  name: 'Term',
  tableName: 'contract_term',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    contractId: p.uuid(),
    number: p.integer(),
    origin: p.string().$type<TermOrigin>(),
    startsOn: p.date(),
    endsOn: p.date(),
    /** Counts a Lease's extensions; null for other terms. */
    extensionNo: p.integer().strictNullable(),
  },
});
export class Term extends TermSchema.class {}
TermSchema.setClass(Term);

/** A price between local dates, open where null; a change of price is a second row. */
const PriceSchema = defineEntity({
  name: 'Price',
  tableName: 'contract_price',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    contractId: p.uuid(),
    component: p.string().$type<PriceComponent>(),
    unit: p.string().$type<PriceUnit>(),
    rate: p.decimal('string'),
    startsOn: p.date().strictNullable(),
    endsOn: p.date().strictNullable(),
    taxCode: p.string().strictNullable(),
  },
});
export class Price extends PriceSchema.class {}
PriceSchema.setClass(Price);

/** Another power cap, or none, from the first of a month on. Before the first of them the contract's own holds. */
const PowerCapSchema = defineEntity({
  name: 'PowerCap',
  tableName: 'contract_power_cap',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    contractId: p.uuid(),
    startsOn: p.date(),
    powerCapKw: p.decimal('string').strictNullable(),
    capPolicy: p.string().$type<CapPolicy>().strictNullable(),
    overageRate: p.decimal('string').strictNullable(),
  },
});
export class PowerCap extends PowerCapSchema.class {}
PowerCapSchema.setClass(PowerCap);

/** Local dates on which a contract was suspended; `endsOn` null: still. Without `billFixedFees` fees stop for them. */
const SuspensionSchema = defineEntity({
  name: 'Suspension',
  tableName: 'contract_suspension',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    contractId: p.uuid(),
    startsOn: p.date(),
    endsOn: p.date().strictNullable(),
    billFixedFees: p.boolean(),
    reason: p.string(),
  },
});
export class Suspension extends SuspensionSchema.class {}
SuspensionSchema.setClass(Suspension);

/** A unit under a contract from an instant to another (null: open). The rated values are copies, taken at assignment. */
const AssignmentSchema = defineEntity({
  name: 'Assignment',
  tableName: 'assignment',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    contract: () => p.manyToOne(Contract).ref(),
    customerId: p.uuid(),
    miner: () => p.manyToOne(Miner).ref().strictNullable(),
    site: () => p.manyToOne(Site).ref().strictNullable(),
    fromAt: p.datetime(),
    toAt: p.datetime().strictNullable(),
    ratedPowerW: p.decimal('string').strictNullable(),
    efficiencyJPerTh: p.decimal('string').fieldName('efficiency_j_per_th').strictNullable(),
  },
});
export class Assignment extends AssignmentSchema.class {}
AssignmentSchema.setClass(Assignment);

/** What happened to a contract; only ever added to. */
const ContractEventSchema = defineEntity({
  name: 'ContractEvent',
  tableName: 'contract_event',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    contractId: p.uuid(),
    at: p.datetime(),
    kind: p.string().$type<ContractEventKind>(),
    actor: p.string(),
    note: p.string().strictNullable(),
  },
});
export class ContractEvent extends ContractEventSchema.class {}
ContractEventSchema.setClass(ContractEvent);
