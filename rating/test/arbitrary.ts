import fc from 'fast-check';
import {
  type ContractRow,
  type EstimateRow,
  type EvidenceFile,
  type RegisterRow,
  parseEvidence,
} from '../src/index.ts';

/** Random valid bundles of a few days, in UTC, with everything that can go wrong on a register. */
const start = Date.UTC(2026, 5, 1) / 1000;
export const days = 3;
const span = days * 86_400;

export const iso = (second: number) => new Date((start + second) * 1000).toISOString().replace('.000Z', 'Z');
export const day = (n: number) => iso(n * 86_400).slice(0, 10);

/** Mostly round times, so that ends meet; sometimes odd seconds; some before and after the period. */
const time = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -16, max: days * 16 + 16 }).map((n) => n * 5400) },
  { weight: 1, arbitrary: fc.integer({ min: -50_000, max: span + 50_000 }) },
);

/** A few ranges that don't overlap; the first and last may be open. */
const ranges = (max: number) =>
  fc
    .tuple(
      fc.uniqueArray(time, { minLength: 2, maxLength: 2 * max }),
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.nat(3), { minLength: max, maxLength: max }),
    )
    .map(([ends, openStart, openEnd, skip]) => {
      const sorted = ends.toSorted((a, b) => a - b);
      // Neighbouring ends, not pairs: ranges often touch.
      return sorted.slice(1).flatMap((to, i) => {
        if (skip[i % max] === 0) return [];
        const first = i === 0 && openStart;
        const last = i === sorted.length - 2 && openEnd;
        return [{ from: first ? null : iso(sorted[i] ?? 0), to: last ? null : iso(to) }];
      });
    });

const closed = (list: readonly { from: string | null; to: string | null }[]) =>
  list.flatMap(({ from, to }) => (from && to ? [{ from, to }] : []));

const units = ['M-1', 'M-2', 'M-3'];

const registerRow = (id: string): fc.Arbitrary<RegisterRow> =>
  fc
    .record({
      readings: fc.uniqueArray(
        fc.tuple(
          time,
          fc.oneof(
            { weight: 5, arbitrary: fc.constant(0) },
            { weight: 1, arbitrary: fc.integer({ min: 0, max: 180_000 }) },
          ),
          fc.integer({ min: 0, max: 40_000 }),
        ),
        {
          maxLength: 14,
          selector: ([at]) => at,
        },
      ),
      rollover: fc.boolean(),
      feeds: fc.tuple(
        ...[...units, 'other-1'].map((unit) => fc.tuple(fc.constant(unit), ranges(3), fc.integer({ min: 1, max: 5 }))),
      ),
      order: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      voids: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: ranges(2) }),
      replacements: fc.uniqueArray(
        fc.tuple(time, fc.integer({ min: 0, max: 199_999 }), fc.integer({ min: 0, max: 19_999 })),
        {
          maxLength: 2,
          selector: ([at]) => at,
        },
      ),
    })
    .map(({ readings, rollover, feeds, voids, replacements, order }) => {
      let wh = 0;
      const rows = readings
        .toSorted(([a], [b]) => a - b)
        .map(([at, jump, rise]) => {
          wh = jump > 0 ? jump : Math.min(wh + rise, 199_999);
          return { at, wh };
        });
      return {
        id,
        rolloverWh: rollover ? '200000' : null,
        maxPowerW: rollover ? '16000' : null,
        feeds: shuffle(
          feeds.flatMap(([unit, list, weight]) => list.map((range) => ({ unit, ...range, weight: String(weight) }))),
          order,
        ),
        readings: shuffle(
          rows.map(({ at, wh: value }) => [iso(at), String(value)] as const),
          order,
        ),
        voids: closed(voids).map((range) => ({ ...range, reason: 'doubt' })),
        replacements: replacements.map(([at, last, first]) => ({
          at: iso(at),
          finalWh: String(last),
          initialWh: String(first),
        })),
      };
    });

export function shuffle<T>(list: readonly T[], order: readonly number[]): T[] {
  return list
    .map((item, i) => ({ item, key: order[i % Math.max(order.length, 1)] ?? 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

const estimateRow = fc.tuple(fc.nat(1), fc.constantFrom(...units), time, time, fc.integer({ min: 0, max: 150_000 }));

const prices = fc.uniqueArray(fc.integer({ min: 0, max: days }), { minLength: 2, maxLength: 4 }).map((ends) => {
  const sorted = ends.toSorted((a, b) => a - b);
  return sorted.slice(1).map((to, i) => ({
    component: 'ENERGY' as const,
    unit: 'KWH' as const,
    rate: `0.0${i + 1}`,
    from: day(sorted[i] ?? 0),
    to: day(to),
  }));
});

const cap = fc.option(
  fc.record({
    kw: fc.integer({ min: 1, max: 3 }).map(String),
    policy: fc.constantFrom('CLIP', 'OVERAGE', 'ALERT_ONLY'),
    overageRate: fc.constant('0.5'),
  }),
  { nil: null },
) as fc.Arbitrary<ContractRow['powerCap']>;

/** Two contracts that share three units over time, two registers, estimates where they are allowed. */
export const meteredBundle: fc.Arbitrary<EvidenceFile> = fc
  .record({
    owners: fc.tuple(
      ...units.map((unit) =>
        fc.tuple(fc.constant(unit), ranges(3), fc.array(fc.nat(1), { minLength: 3, maxLength: 3 })),
      ),
    ),
    startsOn: fc.tuple(fc.integer({ min: -1, max: 1 }), fc.integer({ min: -1, max: 1 })),
    prices: fc.tuple(prices, prices),
    caps: fc.tuple(cap, cap),
    registers: fc.tuple(registerRow('reg-a'), registerRow('reg-b')),
    estimates: fc.array(estimateRow, { maxLength: 10 }),
  })
  .map(({ owners, startsOn, prices: rows, caps, registers, estimates }) => {
    const assigned = owners.flatMap(([unit, list, of]) =>
      list.map(({ from, to }, i) => ({ contract: of[i % 3] ?? 0, row: { unit, from: from ?? iso(-86_400), to } })),
    );
    const contracts = [0, 1].map(
      (i): ContractRow => ({
        number: `HC-${i}`,
        type: 'HOSTED',
        timeZone: 'UTC',
        billingMethod: 'METERED',
        startsOn: day(startsOn[i] ?? 0),
        prices: rows[i] ?? [],
        powerCap: caps[i] ?? null,
        assignments: assigned.filter(({ contract }) => contract === i).map(({ row }) => row),
      }),
    );
    const file: EvidenceFile = {
      format: 'hashyard-evidence/1',
      currency: 'USD',
      period: { from: day(0), to: day(days) },
      contracts,
      registers,
    };
    return withEstimates(
      file,
      estimates.map(([place, unit, from, to, wh]) => ({
        place,
        row: { unit, from: iso(from), to: iso(to), wh: String(wh), method: 'test' },
      })),
    );
  });

/** Adds the estimates that leave the bundle valid. */
function withEstimates(file: EvidenceFile, candidates: readonly { place: number; row: EstimateRow }[]): EvidenceFile {
  return candidates.reduce((sofar, { place, row }) => {
    const registers = (sofar.registers ?? []).map((register, i) =>
      i === place ? { ...register, estimates: [...(register.estimates ?? []), row] } : register,
    );
    const tried = { ...sofar, registers };
    return parseEvidence(tried).ok ? tried : sofar;
  }, file);
}

/** Contracts without meters: every other method and type, in zones whose clocks change or are odd. */
export const unmeteredBundle: fc.Arbitrary<EvidenceFile> = fc
  .record({
    zone: fc.constantFrom('UTC', 'America/Chicago', 'Asia/Kathmandu', 'Pacific/Auckland', 'America/Santiago'),
    owners: fc.tuple(...units.map((unit) => fc.tuple(fc.constant(unit), ranges(3), fc.nat(2)))),
    watts: fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 3, maxLength: 3 }),
    loss: fc.constantFrom('1', '1.07', '0.999999'),
    series: fc.tuple(...units.map((unit) => fc.tuple(fc.constant(unit), ranges(4)))),
    streams: fc.array(
      fc.tuple(
        fc.option(fc.integer({ min: -2, max: days })),
        fc.integer({ min: 1, max: days + 2 }),
        fc.integer({ min: 0, max: 9999 }),
      ),
      { maxLength: 4 },
    ),
    delivered: fc.integer({ min: 0, max: 101 }),
    prices,
  })
  .map(({ zone, owners, watts, loss, series, streams, delivered, prices: energy }) => {
    const methods = ['CALCULATED', 'HASH', 'FIXED'] as const;
    const fees = energy.map((row) => ({ ...row, component: 'HOSTING' as const, unit: 'UNIT_MONTH' as const }));
    const contracts = methods.map(
      (billingMethod, i): ContractRow => ({
        number: `HC-${i}`,
        type: 'HOSTED',
        timeZone: zone,
        billingMethod,
        startsOn: '2026-01-01',
        prices: [...energy, ...fees, { component: 'SERVICE', unit: 'MONTH', rate: '7' }],
        lossFactor: loss,
        assignments: owners
          .filter(([, , of]) => of === i)
          .flatMap(([unit, list]) =>
            list.map(({ from, to }, n) => ({
              unit,
              from: from ?? iso(-86_400),
              to,
              powerW: `${watts[n % 3]}.5`,
              efficiencyJPerTh: '17.5',
            })),
          ),
      }),
    );
    const infinity: ContractRow = {
      number: 'IN-1',
      type: 'INFINITY',
      timeZone: zone,
      billingMethod: 'FIXED',
      startsOn: '2026-01-01',
      prices: energy.map((row) => ({ ...row, component: 'HASHRATE', unit: 'THS_DAY' })),
      hashStreams: streams.map(([from, length, ths]) => ({
        from: from === null ? null : day(from),
        to: from === null ? null : day(from + length),
        ths: `${ths}.25`,
      })),
      deliveredPercent: { guaranteed: '97', delivered: String(delivered) },
    };
    return {
      format: 'hashyard-evidence/1',
      currency: 'USD',
      period: { from: day(0), to: day(days) },
      contracts: [...contracts, infinity],
      hashrate: series.flatMap(([unit, list], n) =>
        owners.some(([owned, owning]) => owned === unit && owning.length > 0)
          ? closed(list).map((range) => ({ unit, ...range, ths: `${100 + n}.125` }))
          : [],
      ),
    };
  });
