import { words } from '../../graphql/enums.ts';

export const MinerStatus = words(
  'MinerStatus',
  ['ACTIVE', 'DEGRADED', 'OFFLINE', 'PAUSED', 'CURTAILED', 'MAINTENANCE', 'STALE', 'LOST'],
  "ACTIVE hashing as it should; DEGRADED hashing below 90 % of rated or with a fault; OFFLINE it answers that it isn't hashing, or its outlet draws 0 W; PAUSED asleep by command; CURTAILED " +
    'off by a curtailment; MAINTENANCE taken out by staff; STALE three polls missed, the state is unknown; LOST 24 hours without data.',
);
export type MinerStatus = keyof typeof MinerStatus;

export const PowerKind = words(
  'PowerKind',
  ['MEASURED', 'ESTIMATED'],
  'MEASURED by a sensor of the device, ESTIMATED by the device or from a model.',
);

export const Step = words(
  'Step',
  ['MINUTES_5', 'MINUTES_15', 'HOURS_1', 'DAYS_1'],
  "DAYS_1 are days of the site's zone, of the organization's when the scope spans several.",
);
export type Step = keyof typeof Step;

export const ReadingPart = words('ReadingPart', ['MINERS', 'BOARDS', 'ELECTRICAL', 'REGISTERS']);
export type ReadingPart = keyof typeof ReadingPart;

export const ReadingSource = words('ReadingSource', ['DEVICE', 'MANUAL']);
export type ReadingSource = keyof typeof ReadingSource;
