import type { Instant, Interval, Register } from '@hashyard/rating';
import type { EnergyQuality, IntervalRule } from './verdict.words.ts';
import { type Finding, isSpike } from './checks.rules.ts';

/** What was decided about neighbouring intervals, and from what. Wh and instants as text: they are kept as JSON. */
export type Verdict = {
  readonly from: Instant;
  readonly to: Instant;
  /** How many intervals it is about. */
  readonly intervals: number;
  readonly quality: Exclude<EnergyQuality, 'ESTIMATED'>;
  readonly rule: IntervalRule;
  /** Null unless measured. */
  readonly energyWh: bigint | null;
  readonly inputs: VerdictInputs;
};
export type VerdictInputs = {
  readonly fromWh: string;
  readonly toWh: string;
  readonly rolloverWh?: string;
  readonly replacements?: readonly { readonly at: Instant; readonly finalWh: string; readonly initialWh: string }[];
  readonly reason?: string;
};

const daySeconds = 86_400;
export const dayOf = (at: Instant): Instant => Math.floor(at / daySeconds) * daySeconds;

/** Longer than this between two readings, and how the energy ran in between is guessed, though its sum is exact. */
const interpolatedAboveSeconds = 3_600;

/** The verdicts on a register's intervals, whose findings are among its voids; neighbours of a day with one rule are one. */
export function verdicts(
  register: Register,
  known: readonly Interval[],
  found: readonly Finding[],
  plausibleW: number | null,
): Verdict[] {
  const ruleAt = new Map(found.map((finding) => [finding.from, finding]));
  const list: Verdict[] = [];
  known.forEach((interval, index) => {
    const verdict = verdictOn(register, interval, index, ruleAt, plausibleW);
    const last = list.at(-1);
    if (last && belongsTo(last, verdict)) list[list.length - 1] = joined(last, verdict);
    else list.push(verdict);
  });
  return list;
}

function verdictOn(
  register: Register,
  { from, to, kind, energyWh }: Interval,
  index: number,
  ruleAt: ReadonlyMap<Instant, Finding>,
  plausibleW: number | null,
): Verdict {
  const { wh } = register.readings;
  const [fromWh, toWh] = [wh[index] as bigint, wh[index + 1] as bigint];
  const inputs = { fromWh: String(fromWh), toWh: String(toWh) };
  const base = { from, to, intervals: 1, energyWh };
  const quality = ({ known: 'MEASURED', gap: 'GAP', void: 'VOID' } as const)[kind];
  const finding = ruleAt.get(from);
  if (kind === 'void' && finding)
    return { ...base, quality, rule: finding.rule, inputs: { ...inputs, reason: finding.reason } };
  if (kind === 'void')
    return { ...base, quality, rule: 'DECLARED', inputs: { ...inputs, ...declared(register, from, to) } };
  const swaps = register.replacements.filter(({ at }) => from < at && at <= to);
  if (swaps.length > 0)
    return {
      ...base,
      quality,
      rule: kind === 'known' ? 'REPLACEMENT' : 'DECREASE',
      inputs: {
        ...inputs,
        replacements: swaps.map(({ at, finalWh, initialWh }) => ({
          at,
          finalWh: `${finalWh}`,
          initialWh: `${initialWh}`,
        })),
      },
    };
  if (kind === 'gap') {
    // What it counted since it began again near zero could have flowed: a device that lost its count.
    const reset = plausibleW !== null && to - from <= daySeconds && !isSpike(toWh, to - from, plausibleW);
    return { ...base, quality, rule: reset ? 'RESET' : 'DECREASE', inputs };
  }
  if (toWh < fromWh)
    return { ...base, quality, rule: 'ROLLOVER', inputs: { ...inputs, rolloverWh: String(register.rolloverWh) } };
  return { ...base, quality, rule: to - from > interpolatedAboveSeconds ? 'INTERPOLATED' : 'DIFFERENCE', inputs };
}

function declared({ voids }: Register, from: Instant, to: Instant): { reason: string } {
  const reasons = voids.filter((range) => range.from < to && from < range.to).map(({ reason }) => reason);
  return { reason: [...new Set(reasons)].join('; ') };
}

/** Only what is the same again and again is made one: each gap, rollover and swap has a row of its own. */
function belongsTo(run: Verdict, next: Verdict): boolean {
  const plain = next.rule === 'DIFFERENCE' || next.rule === 'STUCK' || next.rule === 'DECLARED';
  return (
    plain && run.rule === next.rule && run.inputs.reason === next.inputs.reason && dayOf(run.from) === dayOf(next.from)
  );
}

const joined = (run: Verdict, next: Verdict): Verdict => ({
  ...run,
  to: next.to,
  intervals: run.intervals + next.intervals,
  energyWh: run.energyWh === null || next.energyWh === null ? null : run.energyWh + next.energyWh,
  inputs: { ...run.inputs, toWh: next.inputs.toWh },
});
