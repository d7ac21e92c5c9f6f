import { Customer, CustomerFile } from '../modules/customers/customer.entity.ts';
import { Invite, Membership, Session, User } from '../modules/identity/identity.entity.ts';
import { Mail } from '../modules/mail/mail.entity.ts';
import { BillingSettings, Branding, Organization, TaxRate } from '../modules/organizations/organization.entity.ts';

/** Every mapped table. Telemetry is not among them: it is written and read in bulk, by SQL (design decision 6). */
export const entities = [
  Organization,
  Branding,
  BillingSettings,
  TaxRate,
  Customer,
  CustomerFile,
  User,
  Membership,
  Session,
  Invite,
  Mail,
];
