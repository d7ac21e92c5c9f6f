import { overlapsEarlier, overlapsEarlierBy, repeats } from './clash.ts';
import type { Estimate, Feed, Register, Replacement, VoidRange } from './evidence.ts';
import { one } from './exact.ts';
import { groupBy } from './group.ts';
import { intervals } from './intervals.ts';
import { firstEndingAfter, join } from './range.ts';
import { mustEndAfterStart } from './range.shape.ts';
import { readings } from './readings.ts';
import { decimal, instant, parseWhole, text, wattHours } from './scalars.ts';
import { type Draft, type Report, type Shape, due, list, maybe, object, open, withDefault } from './shape.ts';

const feed: Shape<Feed> = object<Feed>(
  {
    unit: due(text),
    from: open(instant, Number.NEGATIVE_INFINITY),
    to: open(instant, Number.POSITIVE_INFINITY),
    weight: withDefault(decimal({ aboveZero: true }), one),
  },
  mustEndAfterStart,
);
const replacement: Shape<Replacement> = object({
  at: due(instant),
  finalWh: due(wattHours),
  initialWh: due(wattHours),
});
const voidRange: Shape<VoidRange> = object<VoidRange>(
  { from: due(instant), to: due(instant), reason: due(text) },
  mustEndAfterStart,
);
const estimate: Shape<Estimate> = object<Estimate>(
  { unit: due(text), from: due(instant), to: due(instant), wh: due(wattHours), method: due(text) },
  mustEndAfterStart,
);

export const registerShape: Shape<Register> = object<Register>(
  {
    id: due(text),
    rolloverWh: maybe(wattHours),
    maxPowerW: maybe(decimal()),
    feeds: list(feed),
    readings: { shape: readings, absent: { value: { at: [], wh: [] } } },
    replacements: list(replacement),
    voids: list(voidRange),
    estimates: list(estimate),
  },
  (draft, path, report, given) => {
    checkRollover(draft, path, report, given);
    checkRanges(draft, path, report);
    checkEstimates(draft, path, report);
  },
);

/** Every value of the register is below the one at which it starts again. */
function checkRollover(
  draft: Draft<Register>,
  path: string,
  report: Report,
  given: Readonly<Record<string, unknown>>,
): void {
  const { rolloverWh, maxPowerW, readings: rows, replacements = [] } = draft;
  if (rolloverWh === null || rolloverWh === undefined) return;
  if (maxPowerW === null) report(`${path}.maxPowerW`, 'required with rolloverWh');
  const check = (wh: bigint | undefined, at: string) => {
    if (wh !== undefined && wh >= rolloverWh) report(`${path}.${at}`, 'not below rolloverWh');
  };
  // The rows read are in order of time; a fault is reported at the place where the file lists it.
  if (rows?.wh.some((wh) => wh >= rolloverWh) && Array.isArray(given.readings)) {
    given.readings.forEach((pair, i) => check(parseWhole(pair[1]), `readings[${i}][1]`));
  }
  replacements.forEach((swap, i) => {
    check(swap?.finalWh, `replacements[${i}].finalWh`);
    check(swap?.initialWh, `replacements[${i}].initialWh`);
  });
}

function checkRanges(
  { feeds = [], replacements = [], voids = [] }: Draft<Register>,
  path: string,
  report: Report,
): void {
  for (const i of overlapsEarlierBy(feeds, ({ unit }) => unit)) {
    report(`${path}.feeds[${i}]`, 'overlaps an earlier feed of this unit');
  }
  for (const i of repeats(replacements.map((swap) => swap?.at))) {
    report(`${path}.replacements[${i}]`, 'an earlier replacement is at this instant');
  }
  for (const i of overlapsEarlier(voids)) report(`${path}.voids[${i}]`, 'overlaps an earlier void');
}

/** Rule 4: estimates fill gaps, each of its unit and within its feed, and never over what is known or estimated already. */
function checkEstimates(draft: Draft<Register>, path: string, report: Report): void {
  const { estimates = [], feeds = [] } = draft;
  for (const i of overlapsEarlierBy(estimates, ({ unit }) => unit)) {
    report(`${path}.estimates[${i}]`, 'overlaps an earlier estimate of this unit');
  }
  if (estimates.length === 0) return;
  if (!feeds.includes(undefined)) {
    const feedsOf = groupBy(feeds as readonly Feed[], ({ unit }) => unit);
    estimates.forEach((row, i) => {
      const served = row && join(feedsOf.get(row.unit) ?? []);
      if (served && !served.some(({ from, to }) => from <= row.from && row.to <= to)) {
        report(`${path}.estimates[${i}]`, "leaves its unit's feed range");
      }
    });
  }
  if (isWhole(draft)) checkAgainstKnown(draft, path, report);
}

/** Whether everything that `intervals` needs could be read. */
function isWhole(draft: Draft<Register>): draft is Register {
  const { rolloverWh, maxPowerW, readings: rows, replacements, voids } = draft;
  if (rolloverWh === undefined || maxPowerW === undefined || !rows || !replacements || !voids) return false;
  return !replacements.includes(undefined) && !voids.includes(undefined);
}

function checkAgainstKnown(register: Register, path: string, report: Report): void {
  const known = join(intervals(register).filter(({ kind }) => kind === 'known'));
  register.estimates.forEach((row, i) => {
    const next = row && known[firstEndingAfter(known, row.from)];
    if (next && next.from < row.to) {
      report(`${path}.estimates[${i}]`, 'overlaps a known interval');
    }
  });
}
