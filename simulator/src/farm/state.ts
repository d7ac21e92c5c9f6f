export const FAULTS = ['board-down', 'miner-off', 'api-hung', 'unreachable', 'register-reset'] as const;
export type Fault = (typeof FAULTS)[number];
/** `register-reset` is an event, not a condition: it is logged and leaves no fault behind. */
export type LastingFault = Exclude<Fault, 'register-reset'>;

/** What the control endpoint may set of a device. null takes a setting back. */
export type Change = {
  readonly hashrateThs?: number | null;
  readonly temperatureC?: number | null;
  readonly wander?: boolean;
  readonly fault?: Fault | null;
};

/** A change with its time: the farm's history is the layout and the list of these. */
export type LoggedChange = { readonly at: number; readonly serial: string; readonly change: Change };

/** `hashrateThs`, `temperatureC` null: the machine's own. `wander`: values swing as real ones do. */
export type DeviceState = {
  readonly hashrateThs: number | null;
  readonly temperatureC: number | null;
  readonly wander: boolean;
  readonly fault: LastingFault | null;
};

export const UNTOUCHED: DeviceState = { hashrateThs: null, temperatureC: null, wander: true, fault: null };

export function changed(state: DeviceState, change: Change): DeviceState {
  const { fault, ...settings } = change;
  if (fault === undefined || fault === 'register-reset') return { ...state, ...settings };
  return { ...state, ...settings, fault };
}

/** Whether the device's own interface answers; its energy register counts regardless. */
export function answers(state: DeviceState): boolean {
  return state.fault === null || state.fault === 'board-down';
}
