import { count, dateTime, duration, fixed } from '@hashyard/ui';
import type { CollectorWarning, CollectorWarningsFragment } from '../../gql/graphql.ts';

type Told = Pick<CollectorWarningsFragment, 'clockOffsetMs' | 'health'>;
type Words = {
  /** Beside its state. */
  readonly word: string;
  readonly tone: 'bad' | 'warn';
  /** What it means and what to do. */
  readonly says: (told: Told) => string;
};

/** Sizes of a disk as a disk's maker counts them. */
export function bytes(size: number): string {
  const [unit, factor] = size >= 1e9 ? ['GB', 1e9] : size >= 1e6 ? ['MB', 1e6] : ['kB', 1e3];
  return `${fixed(size / Number(factor), 1)} ${unit}`;
}

const direction = (ms: number, ahead: string, behind: string): string =>
  `${Math.abs(ms) < 60_000 ? `${fixed(Math.abs(ms) / 1000, 1)} s` : duration(Math.abs(ms))} ${ms > 0 ? ahead : behind}`;

const WORDS: Readonly<Record<CollectorWarning, Words>> = {
  DISK_FAILS: {
    word: 'Disk fails',
    tone: 'bad',
    says: ({ health }) =>
      `Its disk has taken nothing since ${dateTime(health?.diskFailsSince)}: readings wait in its memory and are lost if it stops. Look for free room and at the disk.`,
  },
  SPOOL_FULL: {
    word: 'Disk share full',
    tone: 'bad',
    says: ({ health }) =>
      `Its disk share${health ? ` of ${bytes(health.spoolMaxBytes)}` : ''} is used up: the oldest live readings are given up${health?.liveDropped ? ` (${count(health.liveDropped, 'reading')} so far)` : ''}, registers are kept. Mend its way to here, or raise COLLECTOR_SPOOL_MB.`,
  },
  SPOOL_BEHIND: {
    word: 'Behind',
    tone: 'warn',
    says: ({ health }) =>
      `Readings since ${dateTime(health?.oldestWaitingAt)} wait to be sent. It catches up by itself; if that time stays, its way to here is too slow.`,
  },
  CLOCK_OFF: {
    word: 'Clock off',
    tone: 'warn',
    says: ({ clockOffsetMs }) =>
      `Its clock is ${direction(clockOffsetMs ?? 0, 'ahead', 'behind')}. Readings carry its time: let it follow a time server.`,
  },
  CLOCK_STEPPED: {
    word: 'Clock was set',
    tone: 'warn',
    says: ({ health }) =>
      `Its clock was set ${direction(health?.clockStepMs ?? 0, 'forward', 'back')} at ${dateTime(health?.clockSteppedAt)}. Energy read around then may stand in the wrong interval.`,
  },
};

export const warningWord = (warning: CollectorWarning): string => WORDS[warning].word;
export const warningTone = (warning: CollectorWarning): 'bad' | 'warn' => WORDS[warning].tone;
export const warningSays = (warning: CollectorWarning, told: Told): string => WORDS[warning].says(told);

/** What its disk holds of its share. */
export const diskOf = ({ health }: Told): string | null =>
  health ? `${bytes(health.spoolBytes)} of ${bytes(health.spoolMaxBytes)}` : null;
