import { type Bill, parseMoney } from '@hashyard/rating';

/** A line of energy as it was billed. `corrected`: what true-ups have added to it since. Minor units. */
export type BilledLine = {
  readonly position: number;
  readonly contractNumber: string | null;
  readonly component: string;
  readonly rate: string;
  readonly quantity: string;
  readonly amount: bigint;
  readonly corrected: bigint;
};
/** What a line has to be corrected by, and its energy now and then, kWh. */
export type LineCorrection = {
  readonly position: number;
  readonly amount: bigint;
  readonly kwh: string;
  readonly billedKwh: string;
};

type Energy = Pick<Bill['lines'][number], 'contract' | 'component' | 'rate' | 'quantity' | 'amount'>;

const isEnergy = (component: string): boolean => component === 'ENERGY' || component === 'OVERAGE';

/**
 * What a new rating of a billed month changes, line by line: its rounded amount less all that was billed. Lines are told by
 * contract, component and rate, in their order. Energy above a cap that was not there before goes with its energy line.
 */
export function correctionsOf(bill: Bill, billed: readonly BilledLine[]): LineCorrection[] {
  const left = bill.lines.filter(({ component }) => isEnergy(component));
  const corrections = billed
    .filter(({ component }) => isEnergy(component))
    .map((line) => ({ line, now: take(left, line) }));
  const amounts = corrections.map(({ line, now }) => {
    const extra = line.component === 'ENERGY' ? takeOverage(left, line, billed) : null;
    const due = money(now, bill) + money(extra, bill);
    return { line, amount: due - line.amount - line.corrected, kwh: now?.quantity ?? '0.000' };
  });
  return amounts.flatMap(({ line: { position, quantity }, amount, kwh }) =>
    amount === 0n ? [] : [{ position, amount, kwh, billedKwh: quantity }],
  );
}

const money = (line: Energy | null, { currency }: Bill): bigint => (line ? parseMoney(line.amount, currency) : 0n);

/** The first of the new lines that is this line, taken out of the list. */
function take(left: Energy[], line: BilledLine): Energy | null {
  const at = left.findIndex(
    ({ contract, component, rate }) =>
      contract === line.contractNumber && component === line.component && rate === line.rate,
  );
  return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
}

function takeOverage(left: Energy[], line: BilledLine, billed: readonly BilledLine[]): Energy | null {
  const isNew = !billed.some((one) => one.component === 'OVERAGE' && one.contractNumber === line.contractNumber);
  const at = isNew
    ? left.findIndex(({ contract, component }) => component === 'OVERAGE' && contract === line.contractNumber)
    : -1;
  return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
}
