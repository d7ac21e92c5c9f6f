/** What is known of a miner; the names are the public contract's. */
export type MinerStatus = 'ACTIVE' | 'DEGRADED' | 'OFFLINE' | 'PAUSED' | 'CURTAILED' | 'MAINTENANCE' | 'STALE' | 'LOST';

/** What an answer alone can say. */
export type AnsweredStatus = 'ACTIVE' | 'DEGRADED' | 'OFFLINE' | 'STALE';

/** What of a miner the rules need that isn't a reading. */
export type StatusFacts = {
  readonly ratedHashrateThs: number;
  readonly maintenance: boolean;
  /** Since when; null: not noted, then since it is there. */
  readonly maintenanceSinceMs: number | null;
  /** Since when it rests because it was told to; null: it wasn't, or was told to work since. */
  readonly pausedSinceMs: number | null;
  readonly pollEveryMs: number;
  readonly createdAtMs: number;
};

/** What a miner said of itself. `hashing` null: it doesn't tell. */
export type StatusAnswer = {
  readonly hashing: boolean | null;
  readonly hashrateThs: number | null;
  readonly faults: readonly string[];
};

/** The newest answer, what it said, and since when answers have said so. */
export type LastAnswer = {
  readonly takenAtMs: number;
  readonly status: AnsweredStatus;
  readonly statusSinceMs: number;
};

/** All outlets that feed a miner, when every one of them was read: `zeroSinceMs` null while any draws power. */
export type OutletDraw = { readonly takenAtMs: number; readonly zeroSinceMs: number | null };

/** What a status rests on: staff's word, the outlets, the newest answer, or that none came. */
export type StatusCause = 'MAINTENANCE' | 'PAUSED' | 'UNPOWERED' | 'ANSWER' | 'SILENT' | 'NEVER_ANSWERED';

export type Judgement = { readonly status: MinerStatus; readonly sinceMs: number; readonly cause: StatusCause };

/** Below this share of the rated hashrate a miner is degraded. */
export const healthyShare = 0.9;
/** Polls missed in a row until the state counts as unknown (design decision 15). */
export const missedPollsUntilStale = 3;
export const lostAfterMs = 24 * 3_600_000;
/** Within it a miner that was told to pause has stopped: some finish what they do first. */
const pauseTakesMs = 15 * 60_000;

/**
 * What an answer says, rated by the nameplate. A rate that the miner doesn't tell is no sign of trouble. OFFLINE takes its
 * own word: who is alive at a rate of zero, and doesn't say that it rests, has a problem.
 */
export function statusOfAnswer(answer: StatusAnswer, ratedHashrateThs: number): AnsweredStatus {
  if (answer.hashing === false) return 'OFFLINE';
  if (answer.hashing === null && answer.hashrateThs === null) return 'STALE';
  const slow = answer.hashrateThs !== null && answer.hashrateThs < ratedHashrateThs * healthyShare;
  return slow || answer.faults.length > 0 ? 'DEGRADED' : 'ACTIVE';
}

/** Since when answers have said the same: unbroken only while no more polls are missed than a state lasts. */
export function sinceOfAnswer(
  before: LastAnswer | null,
  now: { status: AnsweredStatus; takenAtMs: number },
  pollEveryMs: number,
): number {
  if (before === null || before.status !== now.status) return now.takenAtMs;
  const silentMs = now.takenAtMs - before.takenAtMs;
  return silentMs > pollEveryMs * missedPollsUntilStale ? now.takenAtMs : before.statusSinceMs;
}

/** When outlets were read to draw nothing after a miner's newest answer; null when it has answered since, or draws. */
export const unpoweredSince = (
  outlets: OutletDraw | null,
  answer: { readonly takenAtMs: number } | null,
): number | null =>
  outlets === null || outlets.zeroSinceMs === null || (answer !== null && answer.takenAtMs >= outlets.takenAtMs)
    ? null
    : outlets.takenAtMs;

/** A miner's status at an instant. Silence alone makes it STALE, then LOST: nobody has to say so. */
export function judge(
  facts: StatusFacts,
  answer: (LastAnswer & { readonly hashrateThs: number | null }) | null,
  outlets: OutletDraw | null,
  nowMs: number,
): Judgement {
  if (facts.maintenance)
    return { status: 'MAINTENANCE', sinceMs: facts.maintenanceSinceMs ?? facts.createdAtMs, cause: 'MAINTENANCE' };
  const staleAfterMs = facts.pollEveryMs * missedPollsUntilStale;
  if (outlets !== null && outlets.zeroSinceMs !== null && nowMs - outlets.takenAtMs <= staleAfterMs) {
    return { status: 'OFFLINE', sinceMs: outlets.zeroSinceMs, cause: 'UNPOWERED' };
  }
  const heardAtMs = answer?.takenAtMs ?? facts.createdAtMs;
  const cause = answer ? 'SILENT' : 'NEVER_ANSWERED';
  if (nowMs - heardAtMs >= lostAfterMs) return { status: 'LOST', sinceMs: heardAtMs + lostAfterMs, cause };
  if (answer === null) return { status: 'STALE', sinceMs: facts.createdAtMs, cause };
  if (nowMs - heardAtMs > staleAfterMs) return { status: 'STALE', sinceMs: heardAtMs + staleAfterMs, cause };
  const rests = answer.status === 'OFFLINE' || answer.hashrateThs === 0;
  const { pausedSinceMs } = facts;
  // One that stopped long after it was told to had worked meanwhile: that is no pause, and must not look like one.
  if (rests && pausedSinceMs !== null && answer.statusSinceMs <= pausedSinceMs + pauseTakesMs)
    return { status: 'PAUSED', sinceMs: Math.max(pausedSinceMs, answer.statusSinceMs), cause: 'PAUSED' };
  return { status: answer.status, sinceMs: answer.statusSinceMs, cause: 'ANSWER' };
}
