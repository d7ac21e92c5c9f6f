import type { PostalAddress } from '../../graphql/address.type.ts';
import { Faults, type IssueCode } from '../../graphql/faults.ts';
import type { InputIssue } from '../../graphql/refusals.ts';
import type { Customer, CustomerFile } from './customer.entity.ts';
import { type CustomerParts, readParts } from './customer-parts.ts';
import type { CustomerRowInput } from './import.inputs.ts';

export type KnownCustomer = { readonly customer: Customer; readonly file: CustomerFile };

/** A row as it would be done: `before` is the customer that it names already. */
export type PlannedRow = {
  readonly index: number;
  readonly before: KnownCustomer | null;
  readonly parts: CustomerParts;
  readonly issues: readonly InputIssue[];
};

/** Decides every row of a file, each by itself and then against those before it. `known` is by contact email, small letters. */
export function planImport(
  rows: readonly CustomerRowInput[],
  known: ReadonlyMap<string, readonly KnownCustomer[]>,
  taxCodes: ReadonlySet<string>,
): PlannedRow[] {
  const named = new Set<string>();
  return rows.map((row, index) => {
    const faults = new Faults([], ['input', 'rows', String(index)]);
    const email = row.contactEmail.trim().toLowerCase();
    const same = known.get(email) ?? [];
    const before = same.length === 1 ? (same[0] as KnownCustomer) : null;
    const input = { ...filled(row), address: addressOf(row, before?.customer.address ?? null) };
    const parts = readParts(input, { required: { name: true, contactEmail: true }, taxCodes, faults });
    const add = (code: IssueCode, message: string) => faults.add(code, ['contactEmail'], message);
    if (same.length > 1) add('EXACTLY_ONE', `${same.length} customers have this address.`);
    if (email !== '' && named.has(email)) add('DUPLICATE', 'An earlier row has this address.');
    named.add(email);
    return { index, before, parts, issues: faults.issues };
  });
}

/** An empty cell leaves what is. */
const filled = (row: CustomerRowInput): Partial<CustomerRowInput> =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && !(typeof value === 'string' && value.trim() === '')),
  );

/** Undefined when no cell says a part of it. */
function addressOf(row: CustomerRowInput, before: PostalAddress | null): PostalAddress | undefined {
  const cell = (text: string | null | undefined) => text?.trim() || null;
  const said = [row.street, row.city, row.region, row.postalCode, row.country].some((text) => cell(text) !== null);
  if (!said) return undefined;
  return {
    lines:
      cell(row.street)
        ?.split(/\r?\n/)
        .map((line) => line.trim()) ??
      before?.lines ??
      [],
    city: cell(row.city) ?? before?.city ?? null,
    region: cell(row.region) ?? before?.region ?? null,
    postalCode: cell(row.postalCode) ?? before?.postalCode ?? null,
    country: cell(row.country) ?? before?.country ?? null,
  };
}

/** Whether a row says something else than what is kept. */
export function changes({ before, parts }: PlannedRow): boolean {
  if (!before) return true;
  const differs = <T extends object>(wanted: Partial<T>, kept: T): boolean =>
    Object.entries(wanted).some(([key, value]) => !isSame(value, kept[key as keyof T]));
  return differs(parts.customer, before.customer) || differs(parts.file, before.file);
}

/** PostgreSQL keeps the keys of a JSON value in an order of its own. */
function isSame(a: unknown, b: unknown): boolean {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
        : part,
    );
  return text(a) === text(b);
}
