import { overlapsEarlierBy, repeats } from './clash.ts';
import { contractShape } from './contract.shape.ts';
import {
  type Adjustment,
  type Contract,
  type Evidence,
  type HashrateRow,
  type Register,
  type TaxRow,
  evidenceFormat,
} from './evidence.ts';
import { fromDecimal, toFixed } from './exact.ts';
import { currencyDecimals } from './money.ts';
import { mustEndAfterStart, rangeOfDates } from './range.shape.ts';
import { registerShape } from './register.shape.ts';
import { currencyCode, decimal, instant, percentText, signedDecimalText, text } from './scalars.ts';
import {
  type Draft,
  type Fault,
  type Report,
  type Shape,
  due,
  isObject,
  list,
  maybe,
  object,
  scalar,
} from './shape.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const hashrateRow: Shape<HashrateRow> = object<HashrateRow>(
  { unit: due(text), from: due(instant), to: due(instant), ths: due(decimal()) },
  mustEndAfterStart,
);
const taxRow: Shape<TaxRow> = object({ code: due(text), percent: due(percentText) });
const adjustment: Shape<Adjustment> = object({
  description: due(text),
  amount: due(signedDecimalText),
  taxCode: maybe(text),
});
const billed: Shape<Record<string, unknown>> = scalar({ type: 'object' }, 'not an object', (value) =>
  isObject(value) ? value : undefined,
);

/** A register of a file that was read before the rest of it, and what was wrong with it. */
export type Prepared = { readonly register: Register | undefined; readonly faults: readonly Fault[] };

/** Reads a register of a file on its own; `path` is its place in the file. */
export function prepareRegister(json: unknown, path: string): Prepared {
  const faults: Fault[] = [];
  const register = registerShape.read(json, path, (at, message) => faults.push({ path: at, message }));
  return { register, faults };
}

class PreparedRegister {
  readonly prepared: Prepared;
  constructor(prepared: Prepared) {
    this.prepared = prepared;
  }
}

const registerOrPrepared: Shape<Register> = {
  schema: registerShape.schema,
  read(value, path, report) {
    if (!(value instanceof PreparedRegister)) return registerShape.read(value, path, report);
    for (const fault of value.prepared.faults) report(fault.path, fault.message);
    return value.prepared.register;
  },
};

/** The whole file: its shape, and what its parts say together. */
export const evidenceShape: Shape<Evidence> = object<Evidence>(
  {
    format: due(
      scalar({ const: evidenceFormat }, `not ${evidenceFormat}`, (value) =>
        value === evidenceFormat ? value : undefined,
      ),
    ),
    currency: due(currencyCode),
    period: due(rangeOfDates),
    contracts: list(contractShape),
    registers: list(registerOrPrepared),
    hashrate: list(hashrateRow),
    taxes: list(taxRow),
    adjustments: list(adjustment),
    billed: maybe(billed),
  },
  (draft, _path, report) => {
    checkNames(draft, report);
    checkTaxCodes(draft, report);
    checkAdjustments(draft, report);
    checkAssignments(draft.contracts ?? [], report);
    checkNeighbours(draft, report);
    for (const i of overlapsEarlierBy(draft.hashrate ?? [], ({ unit }) => unit)) {
      report(`hashrate[${i}]`, 'overlaps an earlier row of this unit');
    }
  },
);

/**
 * Reads a bundle from parsed JSON, or says everything that is wrong with it, each with its JSON path. With `prepared`, its
 * list of registers may hold their numbers in that list instead of them.
 */
export function parseEvidence(
  json: unknown,
  prepared: readonly Prepared[] = [],
): { ok: true; bundle: Evidence } | { ok: false; faults: Fault[] } {
  const parsed = parseShape(evidenceShape, prepared.length > 0 ? withPrepared(json, prepared) : json, '');
  return parsed.ok ? { ok: true, bundle: parsed.value } : { ok: false, faults: [...parsed.faults] };
}

function withPrepared(json: unknown, prepared: readonly Prepared[]): unknown {
  if (!isObject(json) || !Array.isArray(json.registers)) return json;
  const place = (item: unknown) => {
    const one = typeof item === 'number' ? prepared[item] : undefined;
    return one ? new PreparedRegister(one) : item;
  };
  return { ...json, registers: json.registers.map(place) };
}

/** Reads one register in the file's form, for who wants its intervals without a bundle around it. Paths begin with `register`. */
export function parseRegister(json: unknown): Parsed<Register> {
  return parseShape(registerShape, json, 'register');
}

function parseShape<T>(shape: Shape<T>, json: unknown, root: string): Parsed<T> {
  const faults: Fault[] = [];
  const value = shape.read(json, root, (path, message) => faults.push({ path, message }));
  return value === undefined || faults.length > 0 ? { ok: false, faults } : { ok: true, value };
}

function checkNames({ contracts = [], registers = [], taxes = [] }: Draft<Evidence>, report: Report): void {
  for (const i of repeats(contracts.map((contract) => contract?.number))) {
    report(`contracts[${i}].number`, 'an earlier contract has this number');
  }
  for (const i of repeats(registers.map((register) => register?.id))) {
    report(`registers[${i}].id`, 'an earlier register has this id');
  }
  // By value: "5" and "5.0" would tax twice as much as "5" and "5" does.
  for (const i of repeats(taxes.map((tax) => tax && `${toFixed(fromDecimal(tax.percent), 6)} ${tax.code}`))) {
    report(`taxes[${i}]`, 'an earlier row has this code and percent');
  }
}

function checkTaxCodes({ contracts = [], adjustments = [], taxes = [] }: Draft<Evidence>, report: Report): void {
  if (taxes.includes(undefined)) return;
  const codes = new Set(taxes.map((tax) => tax?.code));
  const check = (taxCode: string | null | undefined, path: string) => {
    if (typeof taxCode === 'string' && !codes.has(taxCode)) report(`${path}.taxCode`, 'a code without a row in taxes');
  };
  contracts.forEach((contract, c) =>
    contract?.prices.forEach((price, p) => check(price.taxCode, `contracts[${c}].prices[${p}]`)),
  );
  adjustments.forEach((one, a) => check(one?.taxCode, `adjustments[${a}]`));
}

function checkAdjustments({ adjustments = [], currency }: Draft<Evidence>, report: Report): void {
  if (currency === undefined) return;
  const decimals = currencyDecimals(currency);
  adjustments.forEach((one, a) => {
    const given = one?.amount.split('.')[1]?.length ?? 0;
    if (given > decimals) report(`adjustments[${a}].amount`, `more decimals than ${currency} has (${decimals})`);
  });
}

/** A unit is under one contract at a time, over all contracts of the bundle. */
function checkAssignments(contracts: readonly (Contract | undefined)[], report: Report): void {
  const all = contracts.flatMap(
    (contract, c) =>
      contract?.assignments.map((one, a) => ({ ...one, path: `contracts[${c}].assignments[${a}]` })) ?? [],
  );
  for (const i of overlapsEarlierBy(all, ({ unit }) => unit)) {
    report(all[i]?.path ?? '', 'overlaps an earlier assignment of this unit');
  }
}

/** Of a neighbour on a shared register nothing but its feeds may appear. */
function checkNeighbours({ contracts = [], registers = [], hashrate = [] }: Draft<Evidence>, report: Report): void {
  if (contracts.includes(undefined)) return; // whose units these are is not known yet
  const own = new Set(contracts.flatMap((contract) => contract?.assignments.map(({ unit }) => unit) ?? []));
  const check = (unit: string | undefined, path: string) => {
    if (unit !== undefined && !own.has(unit)) report(path, 'of a unit that no assignment names');
  };
  registers.forEach((register, r) =>
    register?.estimates.forEach(({ unit }, e) => check(unit, `registers[${r}].estimates[${e}]`)),
  );
  hashrate.forEach((row, h) => check(row?.unit, `hashrate[${h}]`));
}
