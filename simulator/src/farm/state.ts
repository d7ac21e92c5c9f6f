export const FAULTS = ['board-down', 'miner-off', 'api-hung', 'unreachable', 'register-reset'] as const;
export type Fault = (typeof FAULTS)[number];
/** `register-reset` is an event, not a condition: it is logged and leaves no fault behind. */
export type LastingFault = Exclude<Fault, 'register-reset'>;

/** What an outlet was told last; one that nobody told anything is on. CYCLE: off, and on again by itself soon. */
export type OutletState = 'ON' | 'OFF' | 'CYCLE';

/** What a device may be told by its own protocol. */
export type Order = {
  /** Its chips rest, by command. */
  readonly asleep?: boolean;
  /** An event, not a condition: it starts anew. */
  readonly restart?: true;
  readonly outlet?: { readonly number: number; readonly to: OutletState };
};

/** What the control endpoint may set of a device, beside what its protocol takes. null takes a setting back. */
export type Change = Order & {
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
  readonly asleep: boolean;
  /** Of a miner: its outlet is off. */
  readonly unplugged: boolean;
  /** Of a PDU, by number; those not named are on. */
  readonly outlets: Readonly<Record<number, OutletState>>;
};

export const UNTOUCHED: DeviceState = {
  hashrateThs: null,
  temperatureC: null,
  wander: true,
  fault: null,
  asleep: false,
  unplugged: false,
  outlets: {},
};

export function changed(state: DeviceState, change: Change): DeviceState {
  const { fault, restart: _, outlet, ...settings } = change;
  const outlets = outlet ? { ...state.outlets, [outlet.number]: outlet.to } : state.outlets;
  const next = { ...state, ...settings, outlets };
  return fault === undefined || fault === 'register-reset' ? next : { ...next, fault };
}

export function isOutletOn({ outlets }: DeviceState, number: number): boolean {
  return (outlets[number] ?? 'ON') === 'ON';
}

/** Whether the device's own interface answers; its energy register counts regardless. */
export function answers(state: DeviceState): boolean {
  return !state.unplugged && (state.fault === null || state.fault === 'board-down');
}
