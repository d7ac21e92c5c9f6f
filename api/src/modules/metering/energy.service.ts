import { dayEdges, energySeries, type EnergyStep, formatKwh, stepEdges, zoneClock } from '@hashyard/rating';
import type { EntityManager } from '@mikro-orm/postgresql';
import { GraphQLError } from 'graphql';
import type { ViewerContext } from '../../context.ts';
import { readRange } from '../../database/time-range.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { jobContext } from '../../jobs.ts';
import { type Scope, type Step, unitsOverTime } from '../telemetry/index.ts';
import type { EnergyPoint, EnergySeries } from './energy.type.ts';
import { readRegister } from './read-register.ts';
import { registersOf, type UnitOfInterest } from './registers.service.ts';
import { type ClosedSpan, cutTo } from './span.rules.ts';

const mostPoints = 5_000;
/** Quarter hours of registers that one question may have read: 5,000 machines for ten days. */
const mostReadings = 5_000_000;
/** Machines whose readings are in memory at once. */
const chunkSize = 250;

const stepSeconds = { MINUTES_15: 900, HOURS_1: 3_600 } as const;

const bad = (message: string, code = 'BAD_USER_INPUT') => new GraphQLError(message, { extensions: { code } });

export type EnergyQuestion = {
  readonly scope: Scope | null;
  readonly from: Date;
  readonly to: Date;
  readonly step: Step;
};

/** Energy per step, from the intervals, shares and cuts that bills are made of. Time to come is not due yet. */
export async function energyOver(context: ViewerContext, question: EnergyQuestion): Promise<EnergySeries> {
  const { from, to, step } = question;
  if (to <= from) throw bad('to must be after from.');
  const edges = await edgesOf(context, question);
  if (edges.length - 1 > mostPoints) throw bad(`A series has ${mostPoints} points at most.`);
  const now = context.now();
  const past = { from, to: to < now ? to : now };
  const units = past.from < past.to ? await unitsIn(context, question.scope, past) : [];
  if (units.length * Math.ceil((past.to.getTime() - past.from.getTime()) / 900_000) > mostReadings)
    throw bad('That is too much at once: ask for fewer machines or a shorter time.', 'TOO_COSTLY');
  let sums: EnergyStep[] | null = null;
  // The windows are the viewer's. Shares need the neighbours too, so registers are read as a job does; no neighbour's
  // energy gets into the sum.
  const { em } = jobContext(context.installation, context.viewer.organizationId, 'energy');
  for (let at = 0; at < units.length; at += chunkSize) {
    const steps = await energyOf(em, units.slice(at, at + chunkSize), past, edges);
    sums = sums ? sums.map((sum, index) => plus(sum, steps[index] as EnergyStep)) : steps;
  }
  const steps = sums ?? energySeries(new Map(), [], edges);
  return { from, to, step, ...totalOf(steps), points: steps.map(pointOf) };
}

/** The ends of the steps, in seconds, cut to the range. */
async function edgesOf({ em, now }: ViewerContext, { scope, from, to, step }: EnergyQuestion): Promise<number[]> {
  const range = { from: Math.floor(from.getTime() / 1000), to: Math.ceil(to.getTime() / 1000) };
  if (step === 'MINUTES_5') throw bad('Energy comes in quarter hours or longer steps.');
  if ((range.to - range.from) / (step === 'DAYS_1' ? 86_400 : stepSeconds[step]) > mostPoints + 1)
    throw bad(`A series has ${mostPoints} points at most.`);
  if (step !== 'DAYS_1') return stepEdges(range, stepSeconds[step]);
  const units = unitsOverTime(scope, now());
  const zones: { time_zone: string }[] = await em.execute(
    `select distinct s.time_zone from (${units.sql}) u join miner m on m.no = u.no join site s on s.id = m.site_id`,
    [...units.parameters],
  );
  const [organization]: { time_zone: string }[] = await em.execute('select time_zone from organization');
  const zone = zones.length === 1 ? zones[0]?.time_zone : organization?.time_zone;
  return dayEdges(range, zoneClock(zone ?? 'UTC'));
}

type WindowRow = { id: string; during: string | null; reach: string | null };

/** The machines in scope and when they count: while they were the scope's, for a customer only while they were theirs. */
async function unitsIn(context: ViewerContext, scope: Scope | null, past: ClosedSpan): Promise<UnitOfInterest[]> {
  const units = unitsOverTime(scope, context.now());
  const reach = isCustomers(context) ? 'join reach r on r.unit_no = u.no' : 'left join reach r on false';
  const rows: WindowRow[] = await context.em.execute(
    `select m.id, u.during::text as during, r.during::text as reach from (${units.sql}) u join miner m on m.no = u.no ${reach} order by m.name, m.id`,
    [...units.parameters],
  );
  const windows = new Map<string, ClosedSpan[]>();
  for (const { id, during, reach: theirs } of rows) {
    const scoped = during ? cutTo(readRange(during), past) : past;
    const seen = scoped && theirs ? cutTo(readRange(theirs), scoped) : scoped;
    if (seen) windows.set(id, [...(windows.get(id) ?? []), seen]);
  }
  return [...windows].map(([unitId, of]) => ({ unitId, name: unitId, windows: of }));
}

async function energyOf(
  em: EntityManager,
  units: readonly UnitOfInterest[],
  past: ClosedSpan,
  edges: readonly number[],
): Promise<EnergyStep[]> {
  const { registers } = await registersOf(em, units, past);
  const windows = new Map(units.map(({ name, windows: of }) => [name, of.map(inSeconds)]));
  return energySeries(windows, registers.map(readRegister), edges);
}

/** The rating counts whole seconds. */
const inSeconds = ({ from, to }: { from: Date; to: Date | null }) => ({
  from: Math.floor(from.getTime() / 1000),
  to: to ? Math.floor(to.getTime() / 1000) : Number.POSITIVE_INFINITY,
});

const plus = (a: EnergyStep, b: EnergyStep): EnergyStep => ({
  from: a.from,
  to: a.to,
  energyWh: a.energyWh === null ? b.energyWh : a.energyWh + (b.energyWh ?? 0n),
  estimatedWh: a.estimatedWh + b.estimatedWh,
  dueSeconds: a.dueSeconds + b.dueSeconds,
  coveredSeconds: a.coveredSeconds + b.coveredSeconds,
});

function pointOf(step: EnergyStep): EnergyPoint {
  const known = step.energyWh !== null;
  return {
    at: new Date(step.from * 1000),
    energyKwh: known ? formatKwh(step.energyWh) : null,
    estimatedKwh: known ? formatKwh(step.estimatedWh) : null,
    coveredPercent: percentOf(step),
  };
}

function totalOf(steps: readonly EnergyStep[]) {
  const none: EnergyStep = { from: 0, to: 0, energyWh: 0n, estimatedWh: 0n, dueSeconds: 0, coveredSeconds: 0 };
  const total = steps.reduce(plus, none);
  return {
    energyKwh: formatKwh(total.energyWh ?? 0n),
    estimatedKwh: formatKwh(total.estimatedWh),
    coveredPercent: percentOf(total),
  };
}

/** With two decimals, cut off: 100.00 only when nothing is missing. Where nothing was due nothing is covered. */
export function percentOf({ dueSeconds, coveredSeconds }: Pick<EnergyStep, 'dueSeconds' | 'coveredSeconds'>): string {
  if (dueSeconds === 0) return '0.00';
  return (Math.floor((coveredSeconds * 10_000) / dueSeconds) / 100).toFixed(2);
}
