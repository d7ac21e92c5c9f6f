/** What stands where a value is unknown. Never a zero. */
export const ABSENT = '–';

/** A number with its unit apart, so that the unit can be drawn small. `unit` is empty where the value is absent. */
export type Quantity = { readonly value: string; readonly unit: string };

const absent: Quantity = { value: ABSENT, unit: '' };

/** From `from` on a value is shown as so many `per`. */
type Scale = { readonly from: number; readonly per: number; readonly unit: string; readonly decimals: number };

/** The value by the first scale that it reaches; scales run from the largest to the smallest. */
function scaled(value: number | null | undefined, scales: readonly Scale[]): Quantity {
  if (value == null || !Number.isFinite(value)) return absent;
  const size = Math.abs(value);
  const scale = scales.find(({ from }) => size >= from) ?? scales.at(-1);
  if (!scale) return absent;
  return { value: fixed(value / scale.per, scale.decimals), unit: scale.unit };
}

/** A number with a fixed count of decimals and grouped thousands. */
export function fixed(value: number | null | undefined, decimals = 0): string {
  if (value == null || !Number.isFinite(value)) return ABSENT;
  return numberFormat(decimals, decimals).format(value);
}

const formats = new Map<string, Intl.NumberFormat>();
function numberFormat(minimumFractionDigits: number, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${minimumFractionDigits}-${maximumFractionDigits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat('en', { minimumFractionDigits, maximumFractionDigits });
  formats.set(key, made);
  return made;
}

/** Hashrate from TH/s: one decimal in TH/s ("123.4"), three from PH/s on. */
export function hashrate(ths: number | null | undefined): Quantity {
  return scaled(ths, [
    { from: 1e6, per: 1e6, unit: 'EH/s', decimals: 3 },
    { from: 1e3, per: 1e3, unit: 'PH/s', decimals: 3 },
    { from: 0, per: 1, unit: 'TH/s', decimals: 1 },
  ]);
}

/** Power from W. */
export function power(watts: number | null | undefined): Quantity {
  return scaled(watts, [
    { from: 1e6, per: 1e6, unit: 'MW', decimals: 3 },
    { from: 1e4, per: 1e3, unit: 'kW', decimals: 1 },
    { from: 1e3, per: 1e3, unit: 'kW', decimals: 2 },
    { from: 0, per: 1, unit: 'W', decimals: 0 },
  ]);
}

export function efficiency(joulesPerTh: number | null | undefined): Quantity {
  return joulesPerTh == null ? absent : { value: fixed(joulesPerTh, 1), unit: 'J/TH' };
}

export function temperature(celsius: number | null | undefined): Quantity {
  return celsius == null ? absent : { value: fixed(celsius, 1), unit: '°C' };
}

/** A decimal string as it stands with grouped thousands and at least `decimals` places; no digit passes through a float. */
export function decimal(text: string | null | undefined, decimals = 0, most = 20): string {
  if (text == null || text === '') return ABSENT;
  return numberFormat(decimals, Math.max(decimals, most)).format(text as Intl.StringNumericLiteral);
}

/** Energy from a kWh decimal: three decimals on bills, whole kWh elsewhere. */
export function energy(kwh: string | null | undefined, on: 'bill' | 'screen' = 'screen'): Quantity {
  if (kwh == null) return absent;
  return { value: on === 'bill' ? decimal(kwh, 3, 3) : decimal(kwh, 0, 0), unit: 'kWh' };
}

/** A share in percent from a decimal string or number. */
export function percent(value: string | number | null | undefined, decimals = 1): string {
  if (value == null) return ABSENT;
  return `${typeof value === 'number' ? fixed(value, decimals) : decimal(value, decimals, decimals)} %`;
}

/** A quantity as one text: "123.4 TH/s". */
export function asText({ value, unit }: Quantity): string {
  return unit ? `${value} ${unit}` : value;
}

/** "1 machine", "240 machines". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${fixed(n)} ${n === 1 ? one : many}`;
}
