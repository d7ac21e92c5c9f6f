import type { Installation, ViewerContext } from '../../context.ts';
import { jobContext } from '../../jobs.ts';
import { energyBalance } from './balance.service.ts';
import type { BalanceRow, EnergyBalance } from './balance.type.ts';
import type { MeterTask } from './meter-data.type.ts';

const dayMs = 86_400_000;
/** Losses of cables and transformers stay below this; more is a meter that errs, or a load that nobody mapped. Percent. */
const tolerated = 5;
/** Of which so much has to be known on both sides, to be held against each other. Percent. */
const knownEnough = 95;
/** Yesterday's balance of a site hardly changes: who opens the page again within this long is told the same. */
const keptMs = 600_000;
const mostKept = 200;

type Kept = { readonly askedAtMs: number; readonly answer: Promise<EnergyBalance | null> };
const kept = new WeakMap<Installation['orm'], Map<string, Kept>>();

/** Meters and PDUs whose energy of the last whole UTC day is not that of what is below them: inlet against outlets, site against all. */
export async function unbalanced(context: ViewerContext, siteId: string): Promise<MeterTask[]> {
  const to = new Date(Math.floor(context.now().getTime() / dayMs) * dayMs);
  const balance = await remembered(context, siteId, { from: new Date(to.getTime() - dayMs), to });
  return (balance?.rows ?? []).filter(isOff).map((row) => taskOf(row, balance as EnergyBalance));
}

function remembered(context: ViewerContext, siteId: string, day: { from: Date; to: Date }) {
  const { installation, viewer } = context;
  const known = kept.get(installation.orm) ?? new Map<string, Kept>();
  kept.set(installation.orm, known);
  const key = `${siteId} ${day.from.getTime()}`;
  const before = known.get(key);
  if (before && performance.now() - before.askedAtMs < keptMs) return before.answer;
  // A manager of its own: the answer outlives the request.
  const { em } = jobContext(installation, viewer.organizationId, 'balance');
  const answer = energyBalance({ ...context, em }, { siteId, ...day });
  known.delete(key);
  known.set(key, { askedAtMs: performance.now(), answer });
  const [oldest] = known.keys();
  if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
  answer.catch(() => known.delete(key));
  return answer;
}

const isOff = ({ unaccountedPercent, coveredPercent, belowCoveredPercent }: BalanceRow): boolean =>
  unaccountedPercent !== null &&
  Math.abs(Number(unaccountedPercent)) > tolerated &&
  Number(coveredPercent) >= knownEnough &&
  Number(belowCoveredPercent) >= knownEnough;

function taskOf(
  { device, energyKwh, belowKwh, unaccountedPercent }: BalanceRow,
  { from, to }: EnergyBalance,
): MeterTask {
  const { id, name } = device as { id: string; name: string };
  return {
    key: `UNBALANCED ${id} ${from.getTime()}`,
    kind: 'UNBALANCED',
    registerId: null,
    minerId: null,
    from,
    to,
    detail: `${energyKwh} kWh, and below it ${belowKwh} kWh: ${unaccountedPercent} % unaccounted for`,
    fromWh: null,
    toWh: null,
    deviceId: id,
    deviceName: name,
  };
}
