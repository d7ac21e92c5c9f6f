import { words } from '../../graphql/enums.ts';

export const EnergyQuality = words(
  'EnergyQuality',
  ['MEASURED', 'ESTIMATED', 'GAP', 'VOID'],
  'GAP has no energy (null, never zero), nor has VOID, a gap that overlaps a void range. ESTIMATED names its `method`.',
);
export type EnergyQuality = keyof typeof EnergyQuality;

export const IntervalRule = words(
  'IntervalRule',
  [
    'DIFFERENCE',
    'INTERPOLATED',
    'ROLLOVER',
    'REPLACEMENT',
    'DECREASE',
    'RESET',
    'SPIKE',
    'OUTLIER',
    'TIME_JUMP',
    'STUCK',
    'DECLARED',
  ],
  'Why an interval has its quality. Measured: DIFFERENCE of two readings, INTERPOLATED (readings in between are missing: the sum is exact, its spread is not), ROLLOVER, REPLACEMENT. ' +
    'Gaps: DECREASE (the register fell and nothing explains it), RESET (it began again near zero). Voids: SPIKE (more than can flow), OUTLIER (one reading that its neighbours contradict), ' +
    'TIME_JUMP (the same, from a clock that was set), STUCK (it stood still while its machine hashed), DECLARED (by a person).',
);
export type IntervalRule = keyof typeof IntervalRule;

/** What a check of ours takes for untrue; a void of these rules comes and goes with what it was seen in. */
export type VoidRule = Extract<IntervalRule, 'SPIKE' | 'OUTLIER' | 'TIME_JUMP' | 'STUCK'>;
