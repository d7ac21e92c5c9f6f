import { Collector, CollectorState } from '../modules/collectors/collector.entity.ts';
import { CommandBatch, DeviceCommand } from '../modules/collectors/command.entity.ts';
import { Discovery, Scan } from '../modules/collectors/scan.entity.ts';
import { CommandGrant } from '../modules/commands/grant.entity.ts';
import {
  Acceptance,
  Assignment,
  Contract,
  ContractEvent,
  ContractFile,
  InfinityTerms,
  PowerCap,
  Price,
  Suspension,
  Term,
} from '../modules/contracts/contract.entity.ts';
import { Customer, CustomerFile } from '../modules/customers/customer.entity.ts';
import {
  DeviceCredential,
  Feed,
  Meter,
  Miner,
  MinerModel,
  Outlet,
  Phase,
  Pdu,
  Rack,
  Reach,
  Register,
  RegisterReplacement,
  RegisterVoid,
  Slot,
} from '../modules/fleet/fleet.entity.ts';
import { ApiKey } from '../modules/identity/api-key.entity.ts';
import { Invite, Membership, Session, User } from '../modules/identity/identity.entity.ts';
import { Adjustment } from '../modules/invoices/adjustment.entity.ts';
import { CreditNote, CreditNoteLine } from '../modules/invoices/credit-note.entity.ts';
import {
  BillingRun,
  BillingRunOutcome,
  Hold,
  Invoice,
  InvoiceEvent,
  InvoiceLine,
  InvoiceTax,
  LineUsage,
} from '../modules/invoices/invoice.entity.ts';
import { Mail } from '../modules/mail/mail.entity.ts';
import {
  BillingSettings,
  Branding,
  Logo,
  Organization,
  TaxRate,
} from '../modules/organizations/organization.entity.ts';
import { Site } from '../modules/sites/site.entity.ts';
import { SavedView } from '../modules/views/view.entity.ts';

/** Every mapped table. Telemetry is not among them: it is written and read in bulk, by SQL (design decision 6). */
export const entities = [
  Organization,
  Branding,
  Logo,
  BillingSettings,
  TaxRate,
  Customer,
  CustomerFile,
  User,
  Membership,
  Session,
  Invite,
  ApiKey,
  SavedView,
  Mail,
  Site,
  Collector,
  CollectorState,
  Scan,
  Discovery,
  CommandBatch,
  DeviceCommand,
  CommandGrant,
  Rack,
  Slot,
  MinerModel,
  Miner,
  Pdu,
  Outlet,
  Phase,
  Meter,
  DeviceCredential,
  Register,
  Feed,
  RegisterReplacement,
  RegisterVoid,
  Reach,
  Contract,
  ContractFile,
  Acceptance,
  InfinityTerms,
  Term,
  Price,
  PowerCap,
  Suspension,
  Assignment,
  ContractEvent,
  BillingRun,
  BillingRunOutcome,
  Invoice,
  InvoiceLine,
  LineUsage,
  InvoiceTax,
  Hold,
  InvoiceEvent,
  Adjustment,
  CreditNote,
  CreditNoteLine,
];
