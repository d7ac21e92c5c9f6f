import { asText, count, power, type Tone } from '@hashyard/ui';
import type { CommandEffectFragment, CommandState, DeviceAction } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';

/** What is told, to how many: "12 machines". */
export type Told = { readonly action: DeviceAction; readonly targetIds: readonly string[] };

type Words = {
  /** In a menu and on a button. */
  readonly verb: string;
  /** Of what it was: "Reboot of 12 machines". */
  readonly noun: string;
  readonly consequence: string;
  /** It takes hashrate or power away: asked for twice. */
  readonly danger: boolean;
};

export const actionWords: Readonly<Record<DeviceAction, Words>> = {
  LOCATE: { verb: 'Locate', noun: 'Locating', consequence: 'Its lamp blinks, nothing else changes.', danger: false },
  RESUME: { verb: 'Resume', noun: 'Resuming', consequence: 'It hashes again.', danger: false },
  PAUSE: {
    verb: 'Pause',
    noun: 'Pausing',
    consequence: 'It stops hashing until it is resumed, and goes on answering.',
    danger: true,
  },
  REBOOT: {
    verb: 'Reboot',
    noun: 'Rebooting',
    consequence: 'It stops, and hashes again after some minutes.',
    danger: true,
  },
  OUTLET_ON: { verb: 'Switch on', noun: 'Switching on', consequence: 'What hangs on it starts.', danger: false },
  OUTLET_OFF: {
    verb: 'Switch off',
    noun: 'Switching off',
    consequence: 'What hangs on it loses its power until it is switched on.',
    danger: true,
  },
  OUTLET_CYCLE: {
    verb: 'Power-cycle',
    noun: 'Power-cycling',
    consequence: 'What hangs on it loses its power, and gets it back after some seconds.',
    danger: true,
  },
};

export const machineActions = ['LOCATE', 'PAUSE', 'RESUME', 'REBOOT'] as const satisfies readonly DeviceAction[];
export const outletActions = ['OUTLET_ON', 'OUTLET_OFF', 'OUTLET_CYCLE'] as const satisfies readonly DeviceAction[];

/** "12 machines", "1 outlet". */
export const targetsOf = ({ action, targetIds }: Told): string =>
  count(targetIds.length, action.startsWith('OUTLET_') ? 'outlet' : 'machine');

/** What the button says and what has to be typed is the same verb. */
export const verbOf = (told: Told): string => `${actionWords[told.action].verb} ${targetsOf(told)}`;

/** "−42.0 kW", "about +3.50 kW"; an unknown change says so, no change is "none". */
export function loadChange(effectKw: number | null | undefined): string {
  if (effectKw == null) return 'Not known';
  if (effectKw === 0) return 'None';
  return `${effectKw < 0 ? '−' : '+'}${asText(power(Math.abs(effectKw) * 1000))}`;
}

/** Whose machines a command reaches: "Acme: 12 machines", those of nobody last. */
export function whose(affected: CommandEffectFragment['affected']): string[] {
  const nobody = affected.filter(({ customer }) => customer == null);
  return [...affected.filter(({ customer }) => customer != null), ...nobody].map(
    ({ customer, miners }) =>
      `${customer ? customerLabel(customer) : 'Under no contract'}: ${count(miners, 'machine')}`,
  );
}

const states: Readonly<Record<CommandState, { readonly word: string; readonly tone: Tone }>> = {
  QUEUED: { word: 'Waiting', tone: 'neutral' },
  SENT: { word: 'Sent', tone: 'info' },
  DONE: { word: 'Done', tone: 'ok' },
  FAILED: { word: 'Failed', tone: 'bad' },
  REFUSED: { word: 'Refused', tone: 'bad' },
  EXPIRED: { word: 'Expired', tone: 'warn' },
  UNKNOWN: { word: 'Unknown', tone: 'warn' },
};
export const stateWord = (state: CommandState): string => states[state].word;
export const stateTone = (state: CommandState): Tone => states[state].tone;

/** Why a command stands as it does, in the device's or the collector's words, else in ours. */
export function whyOf({ state, message }: { state: CommandState; message?: string | null }): string {
  if (message) return message;
  if (state === 'UNKNOWN') return 'The answer was lost: look at the device before you repeat it.';
  return state === 'EXPIRED' ? 'Not begun in time.' : '';
}

type Counts = readonly { readonly state: CommandState; readonly count: number }[];

/** "38 done, 2 failed": the good first. */
export const countsText = (counts: Counts): string =>
  Object.keys(states)
    .toReversed()
    .flatMap((state) => counts.filter((one) => one.state === state))
    .toSorted((a, b) => Number(b.state === 'DONE') - Number(a.state === 'DONE'))
    .map(({ state, count: number }) => `${number} ${stateWord(state).toLowerCase()}`)
    .join(', ');

type Progress = { readonly done: number; readonly total: number; readonly counts: Counts };

/** How a batch stands as a whole. */
export type BatchState = 'UNDER_WAY' | 'DONE' | 'PARTLY' | 'NOT_DONE';
export const batchStates: Readonly<Record<BatchState, { readonly word: string; readonly tone: Tone }>> = {
  UNDER_WAY: { word: 'Under way', tone: 'info' },
  DONE: { word: 'Done', tone: 'ok' },
  PARTLY: { word: 'Partly done', tone: 'warn' },
  NOT_DONE: { word: 'Not done', tone: 'bad' },
};
export function batchState({ done, total, counts }: Progress): BatchState {
  if (done < total) return 'UNDER_WAY';
  const succeeded = counts.find(({ state }) => state === 'DONE')?.count ?? 0;
  if (succeeded === total) return 'DONE';
  return succeeded > 0 ? 'PARTLY' : 'NOT_DONE';
}

/** What was told, and to whom: "Rebooting 12 machines", "Locating R-01-2". */
export function batchTitle(batch: {
  readonly action: DeviceAction;
  readonly progress: { readonly total: number };
  readonly leading: readonly Command[];
}): string {
  const { total } = batch.progress;
  const [only] = total === 1 ? batch.leading : [];
  const whom = only ? deviceOf(only) : count(total, batch.action.startsWith('OUTLET_') ? 'outlet' : 'machine');
  return `${actionWords[batch.action].noun} ${whom}`;
}

/** The targets that a refusal names by their place in the list. */
export function leavingOut(
  targetIds: readonly string[],
  issues: readonly { readonly path: readonly string[] }[],
): string[] {
  const named = new Set(issues.filter(({ path }) => path[1] === 'targetIds').map(({ path }) => Number(path[2])));
  return targetIds.filter((_, index) => !named.has(index));
}

type Command = {
  readonly device: { readonly name: string };
  readonly outlet?: { readonly number: number; readonly label?: string | null } | null;
};

/** "R-01-2", "P1 outlet 7". */
export const deviceOf = ({ device, outlet }: Command): string =>
  outlet ? `${device.name} outlet ${outlet.label ?? outlet.number}` : device.name;
