import type { Context, ViewerContext } from '../../context.ts';
import { contains, readRange, type TimeRange } from '../../database/time-range.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { fleetState, type LiveMiner } from './fleet-state.ts';
import { efficiencyOf, unpowered } from './reading.rules.ts';
import { lostAfterMs, type MinerStatus } from './status.rules.ts';
import { reasonOf, reasonsByReach } from './status-reason.rules.ts';
import type { MinerReading } from './telemetry.type.ts';

/** What a viewer may see of a miner's present. `current`: it is theirs now (staff's always). */
export type MinerView = {
  readonly current: boolean;
  readonly status: MinerStatus;
  readonly statusSince: Date;
  readonly statusReason: string;
  readonly latest: MinerReading | null;
};

export type LiveView = (miner: { readonly no: number }) => MinerView;

const views = new WeakMap<object, Promise<LiveView>>();

/** How this request sees miners now: one look at the reach, however many miners are asked for. */
export function liveView(context: Context): Promise<LiveView> {
  const known = views.get(context.em);
  if (known) return known;
  const made = makeView(context as ViewerContext);
  views.set(context.em, made);
  return made;
}

async function makeView(context: ViewerContext): Promise<LiveView> {
  const state = await fleetState(context.installation, context.viewer.organizationId).refresh();
  state.judgeAll();
  const reach = isCustomers(context) ? await reachOf(context) : null;
  const now = context.now();
  return ({ no }) => {
    const miner = state.miner(no);
    if (!reach) return seen(miner, null, now);
    const ranges = reach.get(no) ?? [];
    const current = ranges.find((range) => contains(range, now));
    return current ? seen(miner, current.from, now) : ended(ranges, now);
  };
}

/** The viewing customer's ranges by miner number. */
async function reachOf({ em }: ViewerContext): Promise<Map<number, TimeRange[]>> {
  const rows: { unit_no: number; during: string }[] = await em.execute('select unit_no, during::text from reach');
  const ranges = new Map<number, TimeRange[]>();
  for (const { unit_no, during } of rows) ranges.set(unit_no, [...(ranges.get(unit_no) ?? []), readRange(during)]);
  return ranges;
}

/** A miner since an instant: what was before is somebody else's, so until its first answer the state is unknown. */
function seen(miner: LiveMiner | undefined, since: Date | null, now: Date): MinerView {
  const notRead = { current: true, status: 'STALE', statusReason: reasonsByReach.notReadSince, latest: null } as const;
  if (!miner) return { ...notRead, statusSince: since ?? now };
  if (since && miner.answer && miner.answer.takenAtMs < since.getTime()) return { ...notRead, statusSince: since };
  const { status, sinceMs } = miner.judgement;
  return {
    current: true,
    status,
    statusSince: new Date(Math.max(sinceMs, since?.getTime() ?? sinceMs)),
    statusReason: reasonOf(miner.judgement, miner.facts, miner.answer),
    latest: readingOf(miner),
  };
}

/** Whose time with a miner is over hears nothing more of it. */
function ended(ranges: readonly TimeRange[], now: Date): MinerView {
  const lastMs = Math.max(...ranges.map(({ from, to }) => (to ?? from).getTime()));
  const lost = now.getTime() - lastMs >= lostAfterMs;
  const statusSince = new Date(lost ? lastMs + lostAfterMs : lastMs);
  const status = lost ? 'LOST' : 'STALE';
  return { current: false, status, statusSince, statusReason: reasonsByReach.ended, latest: null };
}

/** A miner's newest answer as the API shows it; null before its first. */
export function readingOf({ id, facts, answer: said, judgement, unpoweredAtMs }: LiveMiner): MinerReading | null {
  if (!said) return null;
  const answer = unpoweredAtMs === null ? said : unpowered(said, unpoweredAtMs);
  return {
    minerId: id,
    takenAt: new Date(answer.takenAtMs),
    status: judgement.status,
    statusReason: reasonOf(judgement, facts, said),
    hashrateThs: answer.hashrateThs,
    powerW: answer.powerW,
    powerKind: answer.powerKind,
    temperatureC: answer.temperatureC,
    inletTemperatureC: answer.inletTemperatureC,
    efficiencyJPerTh: efficiencyOf(answer.powerW, answer.hashrateThs),
    fansRpm: answer.fansRpm,
    uptimeSeconds: answer.uptimeSeconds,
    pool: answer.pool,
    worker: answer.worker,
    faults: answer.faults,
    boards: answer.boards,
  };
}
