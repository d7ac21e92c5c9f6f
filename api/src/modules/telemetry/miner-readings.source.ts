import type { ViewerContext } from '../../context.ts';
import type { LiveSource } from '../../live/source.ts';
import type { LiveMiner } from './fleet-state.ts';
import { type LiveUnit, LiveUnits } from './live-units.ts';
import { readingOf } from './live-view.service.ts';
import type { Scope } from './telemetry.inputs.ts';
import type { MinerReadingsUpdate } from './telemetry.type.ts';

/** The newest reading of every miner in scope, then those that changed or left. */
export function minerReadingsSource(context: ViewerContext, scope: Scope | null): LiveSource<MinerReadingsUpdate> {
  const units = new LiveUnits(context, scope);
  /** What was told so far: the version of each miner's state, by number. Null until the first snapshot. */
  let told: ReadonlyMap<number, Told> | null = null;

  return {
    async snapshot() {
      const heard = heardNow(units, await units.current());
      told ??= versionsOf(heard);
      return {
        at: context.now(),
        snapshot: true,
        readings: heard.flatMap((miner) => readingOf(miner) ?? []),
        removed: [],
      };
    },
    async changes() {
      const heard = heardNow(units, await units.current());
      const before = told ?? new Map<number, Told>();
      const next = versionsOf(heard);
      told = next;
      const changed = heard.filter(({ no, version }) => before.get(no)?.version !== version);
      const removed = [...before].filter(([no]) => !next.has(no)).map(([, { id }]) => id);
      if (changed.length === 0 && removed.length === 0) return null;
      return {
        at: context.now(),
        snapshot: false,
        readings: changed.flatMap((miner) => readingOf(miner) ?? []),
        removed,
      };
    },
  };
}

type Told = { readonly id: string; readonly version: number };

const heardNow = (units: LiveUnits, current: ReadonlyMap<number, LiveUnit>): LiveMiner[] =>
  [...current.values()].flatMap((unit) => units.heard(unit) ?? []);

const versionsOf = (miners: readonly LiveMiner[]): Map<number, Told> =>
  new Map(miners.map(({ no, id, version }) => [no, { id, version }]));
