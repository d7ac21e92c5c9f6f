import { formatKwh, type Uptime } from '@hashyard/rating';
import type { InvoiceLine, LineUsage } from '../invoice.entity.ts';
import { addDays } from '../period.rules.ts';
import { grouped } from './numbers.ts';

/** The units of a line, in all and by local date. */
export type AppendixView = {
  readonly title: string;
  readonly rows: readonly (readonly [unit: string, energyKwh: string, estimatedKwh: string, uptime: string])[];
  readonly total: readonly [energyKwh: string, estimatedKwh: string];
  /** As many dates as stand on one page beside each other. */
  readonly blocks: readonly DaysBlock[];
};
export type DaysBlock = {
  readonly dates: readonly string[];
  readonly rows: readonly { readonly unit: string; readonly days: readonly string[] }[];
};

/** Half a month, with a date to spare. */
const DATES_ON_A_PAGE = 16;

export function viewUsage(
  line: InvoiceLine,
  usage: readonly LineUsage[],
  startsOn: string,
  uptimes: ReadonlyMap<string, Uptime> | undefined,
): AppendixView[] {
  if (usage.length === 0) return [];
  const kwh = (wh: bigint) => grouped(formatKwh(wh));
  const sum = (pick: (unit: LineUsage) => bigint) => kwh(usage.reduce((total, unit) => total + pick(unit), 0n));
  return [
    {
      title: `${line.description}${line.contractNumber ? `, ${line.contractNumber}` : ''}`,
      rows: usage.map(
        ({ unit, energyWh, estimatedWh }) =>
          [unit, kwh(energyWh), kwh(estimatedWh), uptimeText(uptimes?.get(unit))] as const,
      ),
      total: [sum(({ energyWh }) => energyWh), sum(({ estimatedWh }) => estimatedWh)],
      blocks: blocksOf(usage, startsOn),
    },
  ];
}

/** Percent with two decimals, cut off, so that 100 is all of it; a dash where nothing was measured, which is not zero. */
function uptimeText(uptime: Uptime | undefined): string {
  if (!uptime || uptime.measuredS === 0) return '–';
  const hundredths = Math.floor((uptime.poweredS * 10_000) / uptime.measuredS);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')} %`;
}

function blocksOf(usage: readonly LineUsage[], startsOn: string): DaysBlock[] {
  const length = Math.max(0, ...usage.map(({ days }) => days?.length ?? 0));
  return Array.from({ length: Math.ceil(length / DATES_ON_A_PAGE) }, (_, block) => {
    const first = block * DATES_ON_A_PAGE;
    const places = Array.from({ length: Math.min(DATES_ON_A_PAGE, length - first) }, (_, i) => first + i);
    return {
      dates: places.map((place) => addDays(startsOn, place).slice(5)),
      rows: usage.map(({ unit, days }) => ({ unit, days: places.map((place) => dayText(days?.[place])) })),
    };
  });
}

/** `e` marks what is partly or all estimated; a dash is no data, which is not zero. */
function dayText(day: readonly [energyWh: string | null, estimatedWh: string] | undefined): string {
  const [energyWh = null, estimatedWh = '0'] = day ?? [];
  if (energyWh === null) return '–';
  return `${grouped(formatKwh(BigInt(energyWh)))}${estimatedWh === '0' ? '' : ' e'}`;
}
