/** Makes evidence bundles of a month for the rating bench, as the text of their file. */

const monthStart = Date.UTC(2026, 5, 1, 5); // 1 June in Chicago
const monthSeconds = 30 * 86_400;

export type MonthOptions = { readonly units: number; readonly stepSeconds: number; readonly capped?: boolean };

/** The file's text, and what its registers advanced in the month: the answer that a bench checks. */
export type Month = { readonly text: string; readonly energyWh: bigint };

/**
 * METERED: a register per unit, read every `stepSeconds`; about 3 kW each, with noise that repeats from run to run. The cap
 * is what they use on average, so that about half of the quarter hours are above it.
 */
export function meteredMonth({ units, stepSeconds, capped = false }: MonthOptions): Month {
  const names = Array.from({ length: units }, (_, i) => `S21-${String(i + 1).padStart(4, '0')}`);
  let energyWh = 0;
  const registers = names.map((unit, i) => {
    const readings: string[] = [];
    const startWh = 1_000_000 * (i + 1);
    let wh = startWh;
    for (let second = 0; second <= monthSeconds; second += stepSeconds) {
      readings.push(`["${instant(second)}","${wh}"]`);
      if (second < monthSeconds)
        wh += Math.round((stepSeconds * 3000) / 3600) + (((second / stepSeconds) * 7 + i * 13) % 11);
    }
    energyWh += wh - startWh;
    return `{"id":"pdu/${unit}","rolloverWh":"1000000000","maxPowerW":"7300","feeds":[{"unit":"${unit}"}],"readings":[${readings.join(',')}]}`;
  });
  const averageKw = energyWh / (monthSeconds / 3600) / 1000;
  const text = bundle({
    billingMethod: 'METERED',
    powerCap: capped ? { kw: averageKw.toFixed(3), policy: 'OVERAGE', overageRate: '0.12' } : null,
    units: names,
    registers: `[${registers.join(',')}]`,
  });
  return { text, energyWh: BigInt(energyWh) };
}

/** CALCULATED: rated power only, no readings. */
export function calculatedMonth(units: number): string {
  const names = Array.from({ length: units }, (_, i) => `S21-${String(i + 1).padStart(4, '0')}`);
  return bundle({ billingMethod: 'CALCULATED', powerCap: null, units: names, registers: '[]' });
}

function instant(second: number): string {
  return new Date(monthStart + second * 1000).toISOString().replace('.000Z', 'Z');
}

type Parts = { billingMethod: string; powerCap: object | null; units: readonly string[]; registers: string };

function bundle({ billingMethod, powerCap, units, registers }: Parts): string {
  const contract = {
    number: 'HC-000001',
    type: 'HOSTED',
    timeZone: 'America/Chicago',
    billingMethod,
    startsOn: '2026-01-01',
    prices: [
      { component: 'ENERGY', unit: 'KWH', rate: '0.072500', to: '2026-06-16', taxCode: 'TX' },
      { component: 'ENERGY', unit: 'KWH', rate: '0.071500', from: '2026-06-16', taxCode: 'TX' },
      { component: 'HOSTING', unit: 'UNIT_MONTH', rate: '12', taxCode: 'TX' },
    ],
    powerCap,
    assignments: units.map((unit) => ({ unit, from: '2026-01-01T06:00:00Z', powerW: '3250' })),
  };
  const head = {
    format: 'hashyard-evidence/1',
    currency: 'USD',
    period: { from: '2026-06-01', to: '2026-07-01' },
    contracts: [contract],
    taxes: [{ code: 'TX', percent: '8.25' }],
  };
  return `${JSON.stringify(head).slice(0, -1)},"registers":${registers}}`;
}
