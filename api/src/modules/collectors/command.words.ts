import { words } from '../../graphql/enums.ts';

export const DeviceAction = words('DeviceAction', [
  'REBOOT',
  'PAUSE',
  'RESUME',
  'LOCATE',
  'OUTLET_ON',
  'OUTLET_OFF',
  'OUTLET_CYCLE',
]);
export type DeviceAction = keyof typeof DeviceAction;

export const CommandState = words('CommandState', [
  'QUEUED',
  'SENT',
  'DONE',
  'FAILED',
  'REFUSED',
  'EXPIRED',
  'UNKNOWN',
]);
export type CommandState = keyof typeof CommandState;
