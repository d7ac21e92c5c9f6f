import { asText, power } from '@hashyard/ui';
import type { CommandState, DeviceAction } from '../../gql/graphql';

/** What a machine itself can be told; its outlet is the operator's business. */
export type MachineAction = Extract<DeviceAction, 'LOCATE' | 'PAUSE' | 'RESUME' | 'REBOOT'>;

export const commandWords: Readonly<
  Record<MachineAction, { readonly verb: string; readonly consequence: string; readonly danger: boolean }>
> = {
  LOCATE: { verb: 'Locate', consequence: 'Its lamp blinks, so that somebody on site finds it.', danger: false },
  PAUSE: { verb: 'Pause', consequence: 'It stops hashing until it is resumed.', danger: true },
  RESUME: { verb: 'Resume', consequence: 'It hashes again.', danger: false },
  REBOOT: { verb: 'Reboot', consequence: 'It stops, and hashes again after some minutes.', danger: true },
};

/** Of what a contract grants, what a machine can be told, in the order in which it is offered. */
export function offered(granted: readonly DeviceAction[]): MachineAction[] {
  return (['LOCATE', 'PAUSE', 'RESUME', 'REBOOT'] as const).filter((action) => granted.includes(action));
}

/** "It draws 3.29 kW less", "while it lasts" for a reboot; an unknown change says so. */
export function loadWords(action: MachineAction, effectKw: number | null | undefined): string {
  if (effectKw == null) return 'How much power it draws isn’t known.';
  if (effectKw === 0) return 'Its power doesn’t change.';
  const change = `It draws ${asText(power(Math.abs(effectKw) * 1000))} ${effectKw < 0 ? 'less' : 'more'}`;
  return action === 'REBOOT' ? `${change} while it lasts.` : `${change}.`;
}

const endings: Readonly<
  Record<CommandState, { readonly text: string; readonly tone: 'info' | 'ok' | 'warn' | 'bad' }>
> = {
  QUEUED: { text: 'waits for the site', tone: 'info' },
  SENT: { text: 'is on its way', tone: 'info' },
  DONE: { text: 'is done', tone: 'ok' },
  FAILED: { text: 'failed', tone: 'bad' },
  REFUSED: { text: 'can’t be done here', tone: 'bad' },
  EXPIRED: { text: 'wasn’t begun in time', tone: 'warn' },
  UNKNOWN: { text: 'was sent, and the answer was lost: look at the machine before you repeat it', tone: 'warn' },
};

/** How a command goes, in one line. */
export function endingOf(action: MachineAction, state: CommandState, message?: string | null) {
  const { text, tone } = endings[state];
  return { tone, text: `${commandWords[action].verb} ${text}${message ? `: ${message}` : '.'}` };
}
