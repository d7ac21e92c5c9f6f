import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { answerRefusals } from './graphql/answers.ts';
import { guard } from './graphql/guard.ts';
import { NodeResolver } from './graphql/node.resolver.ts';
import { noTopics } from './live/index.ts';
import { AuditResolver, CustomerActivityResolver } from './modules/audit/index.ts';
import { CustomerMailResolver, MailResolver } from './modules/mail/index.ts';
import { CollectorCommandsResolver, CollectorResolver, SiteCollectorsResolver } from './modules/collectors/index.ts';
import { CommandBatchResolver, CommandGrantResolver, DeviceCommandResolver } from './modules/commands/index.ts';
import {
  AssigningResolver,
  AssignmentResolver,
  ContractLifeResolver,
  ContractResolver,
  CustomerContractResolver,
  InfinityResolver,
  MinerContractResolver,
} from './modules/contracts/index.ts';
import { CustomerResolver } from './modules/customers/customer.resolver.ts';
import { CustomerImportResolver } from './modules/customers/index.ts';
import {
  DiscoveryResolver,
  FeedResolver,
  ImportResolver,
  MeterResolver,
  MinerModelResolver,
  MinerResolver,
  OutletMapResolver,
  OutletResolver,
  PduResolver,
  ProfileResolver,
  RackImportResolver,
  RackResolver,
  RegisterResolver,
  RetireResolver,
  SiteRacksResolver,
  SlotResolver,
} from './modules/fleet/index.ts';
import { InstallationResolver } from './modules/installation/index.ts';
import { ApiKeyResolver } from './modules/identity/api-key.resolver.ts';
import { InviteResolver, MembershipResolver, ViewerResolver } from './modules/identity/identity.resolver.ts';
import { SecondFactorResolver } from './modules/identity/second-factor.resolver.ts';
import { PeopleResolver } from './modules/identity/people.resolver.ts';
import { SessionsResolver } from './modules/identity/sessions.resolver.ts';
import {
  BillingRunOutcomeResolver,
  BillingRunResolver,
  CustomerInvoiceResolver,
  DeliveredResolver,
  AccrualResolver,
  AdjustmentResolver,
  CreditNoteResolver,
  InvoiceCorrectionsResolver,
  InvoiceLifeResolver,
  InvoicePreviewResolver,
  InvoicesChangedResolver,
  WaitingAdjustmentsResolver,
  InvoiceLineResolver,
  InvoiceResolver,
} from './modules/invoices/index.ts';
import {
  CorrectionsResolver,
  MeterDataResolver,
  MeterEventResolver,
  MeteringResolver,
  MeterTaskResolver,
} from './modules/metering/index.ts';
import {
  BillingSettingsResolver,
  BrandingResolver,
  OrganizationResolver,
} from './modules/organizations/organization.resolver.ts';
import { SiteResolver } from './modules/sites/index.ts';
import { LiveTelemetryResolver, TelemetryResolver } from './modules/telemetry/index.ts';
import { SavedViewResolver } from './modules/views/index.ts';

/** The whole API, one line for each domain. */
const resolvers = [
  NodeResolver,
  ViewerResolver,
  MembershipResolver,
  InviteResolver,
  PeopleResolver,
  SessionsResolver,
  AuditResolver,
  CustomerActivityResolver,
  CustomerMailResolver,
  MailResolver,
  SecondFactorResolver,
  InstallationResolver,
  ApiKeyResolver,
  SavedViewResolver,
  OrganizationResolver,
  BrandingResolver,
  BillingSettingsResolver,
  CustomerResolver,
  CustomerImportResolver,
  SiteResolver,
  SiteRacksResolver,
  SiteCollectorsResolver,
  RackResolver,
  SlotResolver,
  MinerResolver,
  MinerModelResolver,
  PduResolver,
  OutletMapResolver,
  OutletResolver,
  ProfileResolver,
  MeterResolver,
  RegisterResolver,
  FeedResolver,
  ImportResolver,
  RackImportResolver,
  RetireResolver,
  DiscoveryResolver,
  CollectorResolver,
  CollectorCommandsResolver,
  CommandBatchResolver,
  DeviceCommandResolver,
  CommandGrantResolver,
  TelemetryResolver,
  LiveTelemetryResolver,
  MeteringResolver,
  CorrectionsResolver,
  MeterDataResolver,
  MeterEventResolver,
  MeterTaskResolver,
  ContractLifeResolver,
  ContractResolver,
  AssigningResolver,
  AssignmentResolver,
  MinerContractResolver,
  CustomerContractResolver,
  InfinityResolver,
  AccrualResolver,
  InvoiceResolver,
  InvoiceLineResolver,
  CustomerInvoiceResolver,
  DeliveredResolver,
  AdjustmentResolver,
  CreditNoteResolver,
  InvoiceCorrectionsResolver,
  InvoiceLifeResolver,
  InvoicePreviewResolver,
  InvoicesChangedResolver,
  WaitingAdjustmentsResolver,
  BillingRunResolver,
  BillingRunOutcomeResolver,
] as const;

export function createSchema(): GraphQLSchema {
  return answerRefusals(
    buildSchemaSync({ resolvers: [...resolvers], authChecker: guard, validate: false, pubSub: noTopics }),
  );
}

/** `schema.graphql` at the root: written from the code, never by hand. */
export const writtenSchema = (): string =>
  `# Written from the code by \`npm run schema\`; never edit by hand.\n\n${printSchema(lexicographicSortSchema(createSchema()))}\n`;
