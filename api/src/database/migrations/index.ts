import { Migration01Foundation } from './01-foundation.ts';
import { Migration02Fleet } from './02-fleet.ts';
import { Migration03Telemetry } from './03-telemetry.ts';
import { Migration04Contracts } from './04-contracts.ts';
import { Migration05Invoices } from './05-invoices.ts';
import { Migration06DailyMeans } from './06-daily-means.ts';
import { Migration07ContractTypes } from './07-contract-types.ts';
import { Migration08Viewing } from './08-viewing.ts';
import { Migration09FleetAdministration } from './09-fleet-administration.ts';
import { Migration10ContractLife } from './10-contract-life.ts';
import { Migration11People } from './11-people.ts';
import { Migration12ApiKeys } from './12-api-keys.ts';
import { Migration13Installation } from './13-installation.ts';
import { Migration14DevicesByHand } from './14-devices-by-hand.ts';
import { Migration15ContractDocument } from './15-contract-document.ts';
import { Migration16Branding } from './16-branding.ts';
import { Migration17SecondFactor } from './17-second-factor.ts';
import { Migration18Discovery } from './18-discovery.ts';
import { Migration19Audit } from './19-audit.ts';
import { Migration20Commands } from './20-commands.ts';
import { Migration21Paused } from './21-paused.ts';
import { Migration22FleetUpkeep } from './22-fleet-upkeep.ts';
import { Migration23SavedViews } from './23-saved-views.ts';
import { Migration24Power } from './24-power.ts';
import { Migration26Sessions } from './26-sessions.ts';
import { Migration27PortalAddress } from './27-portal-address.ts';
import { Migration28Metering } from './28-metering.ts';
import { Migration30InvoiceLife } from './30-invoice-life.ts';
import { Migration31MailFate } from './31-mail-fate.ts';
import { Migration32BilledChangeTimes } from './32-billed-change-times.ts';
import { Migration33InvoiceDays } from './33-invoice-days.ts';
import { Migration34MeterCheck } from './34-meter-check.ts';
import { Migration35AuditedToo } from './35-audited-too.ts';
import { Migration36CollectorHealth } from './36-collector-health.ts';
import { Migration38EvidenceAsItIs } from './38-evidence-as-it-is.ts';
import { Migration41LateHashrate } from './41-late-hashrate.ts';
import { Migration42RegisterLimits } from './42-register-limits.ts';
import { Migration44CreditNoteMail } from './44-credit-note-mail.ts';
import { Migration45Bounces } from './45-bounces.ts';

/** In the order in which they run; an applied one never changes. */
export const migrations = [
  Migration01Foundation,
  Migration02Fleet,
  Migration03Telemetry,
  Migration04Contracts,
  Migration05Invoices,
  Migration06DailyMeans,
  Migration07ContractTypes,
  Migration08Viewing,
  Migration09FleetAdministration,
  Migration10ContractLife,
  Migration11People,
  Migration12ApiKeys,
  Migration13Installation,
  Migration14DevicesByHand,
  Migration15ContractDocument,
  Migration16Branding,
  Migration17SecondFactor,
  Migration18Discovery,
  Migration19Audit,
  Migration20Commands,
  Migration21Paused,
  Migration22FleetUpkeep,
  Migration23SavedViews,
  Migration24Power,
  Migration26Sessions,
  Migration27PortalAddress,
  Migration28Metering,
  Migration30InvoiceLife,
  Migration31MailFate,
  Migration32BilledChangeTimes,
  Migration33InvoiceDays,
  Migration34MeterCheck,
  Migration35AuditedToo,
  Migration36CollectorHealth,
  Migration38EvidenceAsItIs,
  Migration41LateHashrate,
  Migration42RegisterLimits,
  Migration44CreditNoteMail,
  Migration45Bounces,
];
