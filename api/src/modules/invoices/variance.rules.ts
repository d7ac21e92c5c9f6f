/** Energy of a contract in a month, and over how many machine-days: months differ in length, contracts in size. */
export type MonthOfUse = { readonly kwh: number; readonly unitDays: number };

/** From here on a month is far from the ones before. A halved or doubled use is more often a fault than a wish. */
const farPercent = 50;
/** Fewer months make no habit. */
const leastMonths = 2;

/** Whether a month's mean use per machine and day is far from the mean of former months. A judgement, no amount: floats will do. */
export function isUnusual(now: MonthOfUse, former: readonly MonthOfUse[]): boolean {
  const usual = former.flatMap((month) => perUnitDay(month) ?? []);
  const mean = usual.reduce((sum, one) => sum + one, 0) / usual.length;
  const current = perUnitDay(now);
  if (usual.length < leastMonths || current === null) return false;
  return Math.abs(current - mean) * 100 > mean * farPercent;
}

const perUnitDay = ({ kwh, unitDays }: MonthOfUse): number | null => (unitDays > 0 ? kwh / unitDays : null);
