import { kwhToWh } from './line.rules.ts';
import { changePercent } from './status.rules.ts';

/** Meters that were silent for longer bear nothing out: a difference would be theirs, not the bill's. */
const LEAST_COVERED = 0.95;

type Counted = { readonly measuredWh: bigint; readonly dueSeconds: number; readonly coveredSeconds: number };

/** What meters counted, as far as they cover the time. */
export const comparable = ({ measuredWh, dueSeconds, coveredSeconds }: Counted): bigint | null =>
  dueSeconds > 0 && coveredSeconds >= dueSeconds * LEAST_COVERED ? measuredWh : null;

type CheckedLine = { readonly quantity: string; readonly meteredWh: bigint | null };

/** How far billed energy is from what meters counted, in percent with one decimal. Energy that no meter saw at all is all too much. */
export function variancePercent(lines: readonly CheckedLine[]): string | null {
  const checked = lines.flatMap(({ quantity, meteredWh }) =>
    meteredWh === null ? [] : [{ billedWh: kwhToWh(quantity), meteredWh }],
  );
  if (checked.length === 0) return null;
  const billedWh = checked.reduce((sum, line) => sum + line.billedWh, 0n);
  const meteredWh = checked.reduce((sum, line) => sum + line.meteredWh, 0n);
  if (meteredWh === 0n) return billedWh === 0n ? null : '100.0';
  return changePercent(billedWh, meteredWh);
}
