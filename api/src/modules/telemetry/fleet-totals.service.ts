import type { ViewerContext } from '../../context.ts';
import type { LiveSource } from '../../live/source.ts';
import { type LiveUnit, LiveUnits } from './live-units.ts';
import { missedPollsUntilStale } from './status.rules.ts';
import type { Scope } from './telemetry.inputs.ts';
import type { FleetTotals } from './telemetry.type.ts';
import { type TotalledMiner, totalsOf } from './totals.rules.ts';

/** The sums of a scope, as the viewer sees it, at this instant. */
export async function fleetTotals(context: ViewerContext, scope: Scope | null): Promise<FleetTotals> {
  return totalsNow(context, new LiveUnits(context, scope));
}

/** The same, again whenever it has become another. */
export function fleetTotalsSource(context: ViewerContext, scope: Scope | null): LiveSource<FleetTotals> {
  const units = new LiveUnits(context, scope);
  /** The last that was told, but for its time; null until the first snapshot. */
  let told: string | null = null;
  const textOf = (totals: FleetTotals) => JSON.stringify({ ...totals, at: null });
  return {
    async snapshot() {
      const totals = await totalsNow(context, units);
      told ??= textOf(totals);
      return totals;
    },
    async changes() {
      const totals = await totalsNow(context, units);
      const text = textOf(totals);
      if (text === told) return null;
      told = text;
      return totals;
    },
  };
}

async function totalsNow({ now }: ViewerContext, units: LiveUnits): Promise<FleetTotals> {
  const current = await units.current();
  const at = now();
  const miners = [...current.values()].map((unit) => totalled(units, unit, at.getTime()));
  return { at, ...totalsOf(miners) };
}

function totalled(units: LiveUnits, unit: LiveUnit, nowMs: number): TotalledMiner {
  const miner = units.heard(unit);
  if (!miner?.answer) {
    const known = units.state.miner(unit.no);
    return { status: known && !known.answer ? known.judgement.status : 'STALE', fresh: null };
  }
  const { answer, facts, judgement, unpoweredAtMs } = miner;
  if (unpoweredAtMs !== null) return { status: judgement.status, fresh: { hashrateThs: null, powerW: 0 } };
  const fresh = nowMs - answer.takenAtMs <= facts.pollEveryMs * missedPollsUntilStale;
  return { status: judgement.status, fresh: fresh ? answer : null };
}
