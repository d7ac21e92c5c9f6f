import {
  healthyShare,
  type Judgement,
  lostAfterMs,
  missedPollsUntilStale,
  type StatusAnswer,
  type StatusFacts,
} from './status.rules.ts';

/** Why a miner has the status that it has, in words for whoever looks at it. Never names what only staff may know. */
export function reasonOf(
  { status, cause }: Judgement,
  facts: Pick<StatusFacts, 'ratedHashrateThs' | 'pollEveryMs'> & { readonly sources: readonly unknown[] },
  answer: StatusAnswer | null,
): string {
  switch (cause) {
    case 'MAINTENANCE':
      return 'Taken out by staff.';
    case 'PAUSED':
      return 'It rests because it was told to.';
    case 'UNPOWERED':
      return facts.sources.length > 1
        ? `None of its ${facts.sources.length} outlets draws power.`
        : 'Its outlet draws 0 W.';
    case 'NEVER_ANSWERED':
      return status === 'LOST' ? `It has never answered, for more than ${lostHours} hours.` : "It hasn't answered yet.";
    case 'SILENT':
      return status === 'LOST'
        ? `No answer for ${lostHours} hours.`
        : `${missedPollsUntilStale} polls missed, one every ${facts.pollEveryMs / 1000} s: what it does now is unknown.`;
    case 'ANSWER':
      return answer ? reasonOfAnswer(answer, facts.ratedHashrateThs) : "It hasn't answered yet.";
  }
}

const lostHours = lostAfterMs / 3_600_000;

function reasonOfAnswer({ hashing, hashrateThs, faults }: StatusAnswer, ratedHashrateThs: number): string {
  const faulty = faults.length > 0 ? ` It reports: ${faults.join('; ')}.` : '';
  if (hashing === false) return `It answers that it isn't hashing.${faulty}`;
  if (hashrateThs === null)
    return hashing === null
      ? `It answers, but not whether it hashes.${faulty}`
      : `It answers that it hashes, but not how fast.${faulty}`;
  if (hashrateThs === 0) return `It answers, but its hashrate is 0.${faulty}`;
  return `Hashing at ${percentOf(hashrateThs, ratedHashrateThs)} of its rated ${+ratedHashrateThs.toFixed(2)} TH/s.${faulty}`;
}

/** Rounded, but never up to the limit that it is below. */
function percentOf(hashrateThs: number, ratedHashrateThs: number): string {
  const limit = healthyShare * 100;
  const percent = (hashrateThs / ratedHashrateThs) * 100;
  return `${percent < limit ? Math.min(Math.round(percent), limit - 1) : Math.round(percent)} %`;
}

/** What a customer is told of a machine that hasn't been read since it is theirs, or isn't theirs any more. */
export const reasonsByReach = {
  notReadSince: "It hasn't been read since it is yours.",
  ended: 'Your time with it is over: what it does now is not told.',
} as const;
