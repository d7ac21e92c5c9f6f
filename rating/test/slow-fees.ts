import type { AssignmentRow, ContractRow, EvidenceFile } from '../src/index.ts';

/**
 * The lines of contracts without meters, straight from the rules: date by date, with dates asked of Intl one instant at a time.
 * It shares no code with the engine.
 */
export function slowFees(file: EvidenceFile): string[] {
  return (file.contracts ?? []).flatMap((contract) => {
    const dates = datesBetween(file.period.from, file.period.to);
    return (contract.prices ?? []).flatMap((price) => {
      const priced = dates.filter((date) => (price.from ?? date) <= date && date < (price.to ?? '9999'));
      if (priced.length === 0) return [];
      const line = `${contract.number} ${price.component}`;
      switch (price.component) {
        case 'ENERGY':
          return contract.billingMethod === 'FIXED' ? [] : [`${line} ${energy(file, contract, priced)}`];
        case 'HASHRATE': {
          const quantity = streamDays(contract, priced);
          const { guaranteed = '0', delivered = '0' } = contract.deliveredPercent ?? {};
          const missing = nano(guaranteed) - nano(delivered);
          const credit = `${line}_CREDIT ${printed(-quantity * missing, 10n ** 20n)}`;
          return [`${line} ${printed(quantity, 10n ** 9n)}`, ...(missing > 0n ? [credit] : [])];
        }
        default:
          return [`${line} ${monthsOf(price.unit === 'MONTH' ? priced : unitDates(contract, priced))}`];
      }
    });
  });
}

const second = (text: string) => Date.parse(text) / 1000;
/** A decimal string in billionths. */
const nano = (text: string) => BigInt(text.split('.')[0] + (text.split('.')[1] ?? '').padEnd(9, '0'));

/** Half away from zero, to millionths. */
function printed(num: bigint, den: bigint): string {
  const scaled = (num < 0n ? -num : num) * 1_000_000n;
  const count = scaled / den + ((scaled % den) * 2n >= den ? 1n : 0n);
  const text = `${count / 1_000_000n}.${String(count % 1_000_000n).padStart(6, '0')}`;
  return num < 0n && count > 0n ? `-${text}` : text;
}

function datesBetween(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let date = from; date < to; date = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10))
    dates.push(date);
  return dates;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function dateIn(zone: string, at: number): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  formats.set(zone, format);
  return format.format(at * 1000);
}

const starts = new Map<string, number>();
/** The first minute that has the date. */
function startOf(zone: string, date: string): number {
  const known = starts.get(zone + date);
  if (known !== undefined) return known;
  let at = second(`${date}T00:00:00Z`) - 15 * 3600;
  while (dateIn(zone, at) < date) at += 60;
  starts.set(zone + date, at);
  return at;
}

/** Seconds that a range shares with the dates. */
function secondsIn(contract: ContractRow, dates: readonly string[], from: number, to: number): bigint {
  const shared = dates.map((date) => {
    const next = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
    const { timeZone } = contract;
    return Math.max(0, Math.min(to, startOf(timeZone, next)) - Math.max(from, startOf(timeZone, date)));
  });
  return BigInt(shared.reduce((a, b) => a + b, 0));
}

function energy(file: EvidenceFile, contract: ContractRow, dates: readonly string[]): string {
  let wattSeconds = 0n; // in 10^-18
  for (const { unit, from, to, powerW, efficiencyJPerTh } of contract.assignments ?? []) {
    const end = to ? second(to) : Number.POSITIVE_INFINITY;
    if (contract.billingMethod === 'CALCULATED') {
      wattSeconds += nano(powerW ?? '0') * 10n ** 9n * secondsIn(contract, dates, second(from), end);
    } else {
      for (const row of file.hashrate ?? []) {
        if (row.unit !== unit) continue;
        const shared = secondsIn(
          contract,
          dates,
          Math.max(second(from), second(row.from)),
          Math.min(end, second(row.to)),
        );
        wattSeconds += nano(row.ths) * nano(efficiencyJPerTh ?? '0') * shared;
      }
    }
  }
  const num = wattSeconds * nano(contract.lossFactor ?? '1');
  const den = 3600n * 10n ** 27n;
  const wh = num / den + ((num % den) * 2n >= den ? 1n : 0n);
  return `${wh / 1000n}.${String(wh % 1000n).padStart(3, '0')}`;
}

/** TH/s days in billionths. */
function streamDays({ hashStreams = [] }: ContractRow, dates: readonly string[]): bigint {
  return dates.reduce(
    (sum, date) =>
      hashStreams.reduce(
        (all, { from, to, ths }) => ((from ?? date) <= date && date < (to ?? '9999') ? all + nano(ths) : all),
        sum,
      ),
    0n,
  );
}

/** The dates of all units, one entry for each unit that has the date. */
function unitDates({ assignments = [], timeZone }: ContractRow, dates: readonly string[]): string[] {
  const units = new Set(assignments.map(({ unit }) => unit));
  return [...units].flatMap((unit) => {
    const stretches = joined(assignments.filter((one) => one.unit === unit)).map(({ from, to }) => ({
      first: dateIn(timeZone, from),
      end: Number.isFinite(to) ? dateIn(timeZone, to) : '9999',
    }));
    return dates.filter((date) => stretches.some(({ first, end }) => first === date || (first <= date && date < end)));
  });
}

function joined(rows: readonly AssignmentRow[]): { from: number; to: number }[] {
  const stretches = rows.map(({ from, to }) => ({
    from: second(from),
    to: to ? second(to) : Number.POSITIVE_INFINITY,
  }));
  for (;;) {
    const pair = stretches.flatMap((a) =>
      stretches.filter((b) => a !== b && a.to === b.from).map((b) => [a, b] as const),
    )[0];
    if (!pair) return stretches;
    pair[0].to = pair[1].to;
    stretches.splice(stretches.indexOf(pair[1]), 1);
  }
}

/** Each date 1 / days in its month. */
function monthsOf(dates: readonly string[]): string {
  const den = 28n * 29n * 30n * 31n;
  const num = dates.reduce((sum, date) => {
    const [year = 0, month = 0] = date.split('-').map(Number);
    return sum + den / BigInt(new Date(Date.UTC(year, month, 0)).getUTCDate());
  }, 0n);
  return printed(num, den);
}
