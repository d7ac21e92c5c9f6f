import { overlapsEarlierBy } from './clash.ts';
import {
  type Assignment,
  type Component,
  type Contract,
  type DeliveredPercent,
  type HashStream,
  type PowerCap,
  type Price,
  billingMethods,
  capPolicies,
  contractTypes,
  priceUnits,
  unitsOf,
} from './evidence.ts';
import { one } from './exact.ts';
import { mustEndAfterStart } from './range.shape.ts';
import { date, decimal, instant, text, timeZoneName } from './scalars.ts';
import { type Draft, type Report, type Shape, due, list, maybe, object, oneOf, open, withDefault } from './shape.ts';

const openDates = {
  from: open(date, Number.NEGATIVE_INFINITY),
  to: open(date, Number.POSITIVE_INFINITY),
};
const rate = decimal({ decimals: 6 });

const price: Shape<Price> = object<Price>(
  {
    component: due(oneOf(Object.keys(unitsOf) as Component[])),
    unit: due(oneOf(priceUnits)),
    rate: due(rate),
    ...openDates,
    taxCode: maybe(text),
  },
  (draft, path, report) => {
    mustEndAfterStart(draft, path, report);
    const { component, unit } = draft;
    if (component && unit && !unitsOf[component].some((allowed) => allowed === unit)) {
      report(`${path}.unit`, `${component} is not priced by ${unit}`);
    }
  },
);

const powerCap: Shape<PowerCap> = object<PowerCap>(
  { kw: due(decimal({ aboveZero: true })), policy: due(oneOf(capPolicies)), overageRate: maybe(rate) },
  ({ policy, overageRate }, path, report) => {
    if (policy === 'OVERAGE' && overageRate === null) report(`${path}.overageRate`, 'required by OVERAGE');
  },
);

const assignment: Shape<Assignment> = object<Assignment>(
  {
    unit: due(text),
    from: due(instant),
    to: open(instant, Number.POSITIVE_INFINITY),
    powerW: maybe(decimal()),
    efficiencyJPerTh: maybe(decimal()),
  },
  mustEndAfterStart,
);

const hashStream: Shape<HashStream> = object<HashStream>({ ...openDates, ths: due(decimal()) }, mustEndAfterStart);
const deliveredPercent: Shape<DeliveredPercent> = object({ guaranteed: due(rate), delivered: due(rate) });

export const contractShape: Shape<Contract> = object<Contract>(
  {
    number: due(text),
    type: due(oneOf(contractTypes)),
    timeZone: due(timeZoneName),
    billingMethod: due(oneOf(billingMethods)),
    startsOn: due(date),
    endsOn: open(date, Number.POSITIVE_INFINITY),
    prices: list(price),
    lossFactor: withDefault(decimal({ aboveZero: true }), one),
    powerCap: maybe(powerCap),
    assignments: list(assignment),
    hashStreams: list(hashStream),
    deliveredPercent: maybe(deliveredPercent),
  },
  (draft, path, report) => {
    const { startsOn, endsOn, prices = [] } = draft;
    if (startsOn !== undefined && endsOn !== undefined && endsOn <= startsOn)
      report(`${path}.endsOn`, 'not after startsOn');
    for (const i of overlapsEarlierBy(prices, ({ component }) => component)) {
      report(`${path}.prices[${i}]`, 'overlaps an earlier price of this component');
    }
    checkType(draft, path, report);
    checkMethod(draft, path, report);
  },
);

/** What belongs to INFINITY stays with it. */
function checkType(draft: Draft<Contract>, path: string, report: Report): void {
  const { type, billingMethod, prices = [], hashStreams = [], deliveredPercent: delivered } = draft;
  if (type === undefined) return;
  if (type === 'INFINITY') {
    if (billingMethod !== undefined && billingMethod !== 'FIXED')
      report(`${path}.billingMethod`, 'INFINITY is always FIXED');
    return;
  }
  prices.forEach((row, i) => {
    if (row?.component === 'HASHRATE') report(`${path}.prices[${i}].component`, 'HASHRATE is priced in INFINITY only');
  });
  if (hashStreams.length > 0) report(`${path}.hashStreams`, 'INFINITY only');
  if (delivered) report(`${path}.deliveredPercent`, 'INFINITY only');
}

function checkMethod({ billingMethod, assignments = [] }: Draft<Contract>, path: string, report: Report): void {
  assignments.forEach((row, i) => {
    const at = `${path}.assignments[${i}]`;
    if (billingMethod === 'CALCULATED' && row?.powerW === null) report(`${at}.powerW`, 'required by CALCULATED');
    if (billingMethod === 'HASH' && row?.efficiencyJPerTh === null)
      report(`${at}.efficiencyJPerTh`, 'required by HASH');
  });
}
