import type { ContractRow, EvidenceFile, FeedRow, RegisterRow } from '../src/index.ts';

/**
 * Metered energy and its holds, written straight from the rules and as slowly as it gets: time is cut at everything that has
 * an end, and each piece is looked up from scratch. It shares no code with the engine. Zone UTC only.
 */
export type SlowBill = { readonly lines: readonly string[]; readonly held: readonly string[] };

type Piece = { from: number; to: number };
type Energy = { measured: bigint; estimated: bigint };
type Gap = 'VOIDED' | 'REGISTER_DECREASED' | 'UNCOVERED';

const seconds = (text: string | null | undefined, open: number) =>
  text ? Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text) / 1000 : open;
const rangeOf = (row: { from?: string | null; to?: string | null }): Piece => ({
  from: seconds(row.from, Number.NEGATIVE_INFINITY),
  to: seconds(row.to, Number.POSITIVE_INFINITY),
});
const covers = (range: Piece, piece: Piece) => range.from <= piece.from && piece.to <= range.to;
const meets = (a: Piece, b: Piece) => a.from < b.to && b.from < a.to;

/** Evenly: what of `wh` over a range has run up to an instant, half up. */
function upTo(wh: bigint, range: Piece, at: number): bigint {
  const whole = BigInt(range.to - range.from);
  return (2n * wh * BigInt(at - range.from) + whole) / (2n * whole);
}
const within = (wh: bigint, range: Piece, piece: Piece) => upTo(wh, range, piece.to) - upTo(wh, range, piece.from);

/** The interval around a piece, with its energy (null: unknown). */
function intervalAround(register: RegisterRow, piece: Piece): (Piece & { wh: bigint | null; voided: boolean }) | null {
  const readings = (register.readings ?? []).map(([at, wh]) => ({ at: seconds(at, 0), wh: BigInt(wh) }));
  const before = readings.filter(({ at }) => at <= piece.from).toSorted((a, b) => b.at - a.at)[0];
  const after = readings.filter(({ at }) => at >= piece.to).toSorted((a, b) => a.at - b.at)[0];
  if (!before || !after) return null;
  const interval = { from: before.at, to: after.at };
  const voided = (register.voids ?? []).some((one) => meets(rangeOf(one), interval));
  return { ...interval, voided, wh: voided ? null : advance(register, before, after) };
}

function advance(
  register: RegisterRow,
  before: { at: number; wh: bigint },
  after: { at: number; wh: bigint },
): bigint | null {
  const swaps = (register.replacements ?? [])
    .filter(({ at }) => before.at < seconds(at, 0) && seconds(at, 0) <= after.at)
    .toSorted((a, b) => seconds(a.at, 0) - seconds(b.at, 0));
  const ends = [...swaps.map(({ finalWh }) => BigInt(finalWh)), after.wh];
  const starts = [before.wh, ...swaps.map(({ initialWh }) => BigInt(initialWh))];
  const parts = ends.map((end, i) => end - (starts[i] ?? 0n));
  if (parts.every((part) => part >= 0n)) return parts.reduce((a, b) => a + b, 0n);
  if (swaps.length > 0 || !register.rolloverWh || !register.maxPowerW) return null;
  const over = BigInt(register.rolloverWh) - before.wh + after.wh;
  return over * 36_000n <= BigInt(register.maxPowerW) * 11n * BigInt(after.at - before.at) ? over : null;
}

/** What the feed has of a piece by readings, null when nothing is known. */
function measured(register: RegisterRow, feed: FeedRow, piece: Piece): bigint | null {
  const interval = intervalAround(register, piece);
  if (!interval || interval.wh === null) return null;
  const feeds = register.feeds ?? [];
  const ends = feeds.flatMap((one) => [rangeOf(one).from, rangeOf(one).to]);
  const span = {
    from: Math.max(interval.from, ...ends.filter((end) => end <= piece.from)),
    to: Math.min(interval.to, ...ends.filter((end) => end >= piece.to)),
  };
  const sharing = feeds.filter((one) => covers(rangeOf(one), piece));
  const total = within(interval.wh, interval, span);
  const weights = sharing.map(({ weight = '1' }) => BigInt(weight));
  const sum = weights.reduce((a, b) => a + b, 0n);
  const shares = weights.map((weight) => (total * weight) / sum);
  const order = weights
    .map((weight, i) => ({ i, rest: (total * weight) % sum }))
    .toSorted((a, b) => (a.rest < b.rest ? 1 : a.rest > b.rest ? -1 : a.i - b.i));
  for (let left = total - shares.reduce((a, b) => a + b, 0n), n = 0; left > 0n; left--, n++) {
    const { i } = order[n] ?? { i: 0 };
    shares[i] = (shares[i] ?? 0n) + 1n;
  }
  return within(shares[sharing.indexOf(feed)] ?? 0n, span, piece);
}

function whyNot(register: RegisterRow, piece: Piece): Gap {
  const interval = intervalAround(register, piece);
  return interval?.voided ? 'VOIDED' : interval ? 'REGISTER_DECREASED' : 'UNCOVERED';
}

export function slowBill(file: EvidenceFile): SlowBill {
  const lines: string[] = [];
  const reasons: (Piece & { key: string })[] = [];
  for (const contract of file.contracts ?? []) billContract(file, contract, lines, reasons);
  return { lines, held: mergeTouching(reasons) };
}

function billContract(
  file: EvidenceFile,
  contract: ContractRow,
  lines: string[],
  reasons: (Piece & { key: string })[],
): void {
  const { registers = [], period } = file;
  const { prices = [], assignments = [], powerCap } = contract;
  const window = {
    from: Math.max(seconds(period.from, 0), seconds(contract.startsOn, 0)),
    to: Math.min(seconds(period.to, 0), seconds(contract.endsOn, Number.POSITIVE_INFINITY)),
  };
  if (window.from >= window.to) return;
  const rows = prices.map(rangeOf);
  const quarters = rows.map(() => new Map<number, Energy>());
  for (const piece of piecesOf(file, contract, window)) {
    const row = rows.findIndex((range) => covers(range, piece));
    if (row < 0) reasons.push({ key: `${contract.number} UNPRICED`, ...piece });
    const units = new Set(assignments.filter((one) => covers(rangeOf(one), piece)).map(({ unit }) => unit));
    for (const unit of units) {
      const fed = registers.flatMap((register) =>
        (register.feeds ?? [])
          .filter((feed) => feed.unit === unit && covers(rangeOf(feed), piece))
          .map((feed) => ({ register, feed })),
      );
      if (fed.length === 0) reasons.push({ key: `${contract.number} UNCOVERED ${unit}`, ...piece });
      for (const { register, feed } of fed) {
        const wh = measured(register, feed, piece);
        const estimate = (register.estimates ?? []).find((one) => one.unit === unit && covers(rangeOf(one), piece));
        const estimatedWh = estimate ? within(BigInt(estimate.wh), rangeOf(estimate), piece) : null;
        if (wh === null && estimatedWh === null) {
          reasons.push({ key: `${contract.number} ${whyNot(register, piece)} ${register.id} ${unit}`, ...piece });
        } else if (row >= 0) {
          const quarter = Math.floor(piece.from / 900);
          const sum = quarters[row]?.get(quarter) ?? { measured: 0n, estimated: 0n };
          quarters[row]?.set(quarter, {
            measured: sum.measured + (wh ?? 0n),
            estimated: sum.estimated + (estimatedWh ?? 0n),
          });
        }
      }
    }
  }
  rows.forEach((range, i) => {
    const billed = { from: Math.max(range.from, window.from), to: Math.min(range.to, window.to) };
    if (billed.from >= billed.to) return;
    const energy: Energy = { measured: 0n, estimated: 0n };
    const above: Energy = { measured: 0n, estimated: 0n };
    for (const quarter of quarters[i]?.values() ?? []) {
      const limit =
        powerCap && powerCap.policy !== 'ALERT_ONLY'
          ? BigInt(powerCap.kw) * 250n
          : quarter.measured + quarter.estimated;
      const excess = quarter.measured + quarter.estimated > limit ? quarter.measured + quarter.estimated - limit : 0n;
      const estimated = excess < quarter.estimated ? excess : quarter.estimated;
      above.estimated += estimated;
      above.measured += excess - estimated;
      energy.estimated += quarter.estimated - estimated;
      energy.measured += quarter.measured - (excess - estimated);
    }
    const print = (component: string, { measured: m, estimated: e }: Energy) => {
      lines.push(`${contract.number} ${component} ${m + e} Wh, ${e} estimated`);
      if (e * 100n > 2n * (m + e)) reasons.push({ key: `${contract.number} ESTIMATED_SHARE ${i}`, ...billed });
    };
    print('ENERGY', energy);
    if (powerCap?.policy === 'OVERAGE' && above.measured + above.estimated > 0n) print('OVERAGE', above);
  });
}

/** The window in pieces that no end of anything lies within. */
function piecesOf(
  { registers = [] }: EvidenceFile,
  { assignments = [], prices = [] }: ContractRow,
  window: Piece,
): Piece[] {
  const ranged = [
    ...assignments,
    ...prices,
    ...registers.flatMap(({ feeds = [], voids = [], estimates = [] }) => [...feeds, ...voids, ...estimates]),
  ];
  const ends = [
    window.from,
    window.to,
    ...ranged.flatMap((row) => [rangeOf(row).from, rangeOf(row).to]),
    ...registers.flatMap(({ readings = [] }) => readings.map(([at]) => seconds(at, 0))),
  ];
  for (let quarter = window.from; quarter < window.to; quarter += 900) ends.push(quarter);
  const inside = [...new Set(ends)].filter((end) => end >= window.from && end <= window.to).toSorted((a, b) => a - b);
  return inside.slice(1).map((to, i) => ({ from: inside[i] ?? to, to }));
}

function mergeTouching(reasons: readonly (Piece & { key: string })[]): string[] {
  const merged: (Piece & { key: string })[] = [];
  for (const reason of reasons.toSorted((a, b) => (a.key === b.key ? a.from - b.from : a.key < b.key ? -1 : 1))) {
    const last = merged.at(-1);
    if (last && last.key === reason.key && last.to >= reason.from) last.to = Math.max(last.to, reason.to);
    else merged.push({ ...reason });
  }
  return merged.map(({ key, from, to }) => `${key} ${from} ${to}`);
}
