import { Migration01Foundation } from './01-foundation.ts';
import { Migration02Fleet } from './02-fleet.ts';
import { Migration03Telemetry } from './03-telemetry.ts';
import { Migration04Contracts } from './04-contracts.ts';
import { Migration05Invoices } from './05-invoices.ts';
import { Migration06DailyMeans } from './06-daily-means.ts';
import { Migration07ContractTypes } from './07-contract-types.ts';
import { Migration10Viewing } from './10-viewing.ts';
import { Migration08FleetAdministration } from './08-fleet-administration.ts';
import { Migration11ContractLife } from './11-contract-life.ts';
import { Migration11People } from './11-people.ts';
import { Migration12ApiKeys } from './12-api-keys.ts';
import { Migration13Installation } from './13-installation.ts';
import { Migration09DevicesByHand } from './09-devices-by-hand.ts';
import { Migration12ContractDocument } from './12-contract-document.ts';
import { Migration14Branding } from './14-branding.ts';
import { Migration15SecondFactor } from './15-second-factor.ts';
import { Migration15Discovery } from './15-discovery.ts';
import { Migration17Audit } from './17-audit.ts';

/** In the order in which they run; an applied one never changes. */
export const migrations = [
  Migration01Foundation,
  Migration02Fleet,
  Migration03Telemetry,
  Migration04Contracts,
  Migration05Invoices,
  Migration06DailyMeans,
  Migration07ContractTypes,
  Migration10Viewing,
  Migration08FleetAdministration,
  Migration11ContractLife,
  Migration11People,
  Migration12ApiKeys,
  Migration13Installation,
  Migration09DevicesByHand,
  Migration12ContractDocument,
  Migration14Branding,
  Migration15SecondFactor,
  Migration15Discovery,
  Migration17Audit,
];
