import type { IconName, Tone } from '@hashyard/ui';
import type { MailOutboxRowFragment, MailState } from '../../gql/graphql.ts';

type Mark = { readonly word: string; readonly tone: Tone; readonly icon: IconName };

/** The states of a mail, each with a shape of its own; in the order of the filter. */
export const mailStates: Record<MailState, Mark> = {
  FAILED: { word: 'Failed', tone: 'bad', icon: 'close' },
  QUEUED: { word: 'Queued', tone: 'info', icon: 'mail' },
  SENDING: { word: 'Sending', tone: 'accent', icon: 'up' },
  SENT: { word: 'Sent', tone: 'ok', icon: 'check' },
};
const interrupted: Mark = { word: 'Interrupted', tone: 'warn', icon: 'alert' };

const cameBack: Mark = { word: 'Came back', tone: 'bad', icon: 'close' };

/** A mail whose worker ended while it was being sent says so: it may have left or not. So does one that was taken and came back. */
export const mailMark = ({
  state,
  stuck,
  bouncedAt,
}: Pick<MailOutboxRowFragment, 'state' | 'stuck' | 'bouncedAt'>): Mark => {
  if (bouncedAt) return cameBack;
  return state === 'SENDING' && stuck ? interrupted : mailStates[state];
};

/** The state that an address asks for; anything else is no filter. */
export const mailStateOf = (word: string): MailState | undefined =>
  Object.hasOwn(mailStates, word) ? (word as MailState) : undefined;

/** How often the server was asked. */
export const attemptWords = (attempts: number): string => {
  if (attempts === 0) return 'not tried yet';
  return attempts === 1 ? '1 attempt' : `${attempts} attempts`;
};
