import type { Tone } from '@hashyard/ui';
import type { MeterEventKind, MeterTaskKind } from '../../gql/graphql.ts';

type Words = { readonly word: string; readonly tone: Tone };

/** What needs a person, and what to do about it. */
export const taskWords: Record<MeterTaskKind, Words & { readonly advice: string }> = {
  FELL: {
    word: 'Register fell',
    tone: 'bad',
    advice:
      'Was the meter swapped? Record its last and first value. If not, declare the time untrue: energy is then put in by rule.',
  },
  NO_ESTIMATE: {
    word: 'Gap without estimate',
    tone: 'bad',
    advice: 'No rule has anything to go by. Put the energy in by hand, or the bill is held.',
  },
  SILENT: {
    word: 'Silent',
    tone: 'bad',
    advice:
      'It missed three of its turns. Look at the device and its collector; a reading off its display closes the gap.',
  },
  UNFED: {
    word: 'Machine on no register',
    tone: 'bad',
    advice: 'It is billed by meter and hangs on none: say where it is plugged in.',
  },
  UNMAPPED: {
    word: 'Counts for nobody',
    tone: 'warn',
    advice: 'Energy goes through it and nothing is said to hang on it: map it.',
  },
  UNBALANCED: {
    word: 'Doesn’t add up',
    tone: 'warn',
    advice:
      'A meter and what is below it should agree: look for a load that nobody mapped, a wrong ratio, or a meter that errs.',
  },
  UNVERIFIED: {
    word: 'Profile nobody backs',
    tone: 'warn',
    advice: 'Bills that read it are held until somebody vouches for its profile.',
  },
  CHECKED: {
    word: 'Voided by a check',
    tone: 'info',
    advice:
      'Energy was put in for it. If the readings are right after all, trust them; if not, declare them untrue and say why.',
  },
  REJECTED: {
    word: 'Rows rejected',
    tone: 'info',
    advice: 'These rows were not taken. The events of the register show each with its reason.',
  },
};

export const eventWords: Record<MeterEventKind, Words> = {
  ROLLOVER: { word: 'Rolled over', tone: 'neutral' },
  REPLACEMENT: { word: 'Replaced', tone: 'accent' },
  DECREASE: { word: 'Fell', tone: 'bad' },
  RESET: { word: 'Began again', tone: 'warn' },
  SPIKE: { word: 'Spike', tone: 'warn' },
  OUTLIER: { word: 'Outlier', tone: 'warn' },
  TIME_JUMP: { word: 'Clock was set', tone: 'warn' },
  STUCK: { word: 'Stuck', tone: 'warn' },
  DECLARED_VOID: { word: 'Declared untrue', tone: 'accent' },
  TRUSTED: { word: 'Trusted', tone: 'accent' },
  MANUAL_READING: { word: 'Read by hand', tone: 'accent' },
  ESTIMATED_BY_HAND: { word: 'Estimated by hand', tone: 'accent' },
  REJECTED: { word: 'Row rejected', tone: 'info' },
};
