import { decimalText } from '../../graphql/decimal.ts';
import type { IssueCode } from '../../graphql/faults.ts';
import type { InputIssue } from '../../graphql/refusals.ts';
import type { ImportBook, KnownMiner } from './import-book.ts';
import type { MinerRowInput } from './import.inputs.ts';
import { readRow, rowPath, type Wanted } from './import-row.ts';

/** A row as it would be done: `before` is the machine that it names already, `after` how that or a new one would be. */
export type PlannedRow = {
  readonly index: number;
  readonly wanted: Wanted;
  readonly before: KnownMiner | null;
  readonly after: Omit<KnownMiner, 'id'>;
  readonly issues: InputIssue[];
};

/** Decides every row of a file, each by itself and then against the others and the machines that stay as they are. */
export function planImport(rows: readonly MinerRowInput[], book: ImportBook): PlannedRow[] {
  const find = finderOf(book);
  const named = new Set<string>();
  const planned = rows.map((row, index) => {
    const { wanted, issues } = readRow(row, index, book);
    const match = find(wanted);
    const before = match?.miner ?? null;
    if (match && named.has(match.miner.id))
      issues.push(issueOf('DUPLICATE', index, match.by, 'An earlier row is the same machine.'));
    if (before) named.add(before.id);
    const owned = before && wanted.ownerId && wanted.ownerId !== before.ownerId;
    if (owned && book.bound.has(before.id))
      issues.push(issueOf('OWNER_BOUND', index, 'ownerEmail', 'A contract needs its owner as it is.'));
    return { index, wanted, before, after: afterwards(wanted, before, book), issues };
  });
  // A row that is rejected stays where it is, which may be where another one wanted to go: until nothing changes.
  for (let clashes = findClashes(planned, book); clashes.length > 0; clashes = findClashes(planned, book))
    for (const { row, issue } of clashes) row.issues.push(issue);
  return planned;
}

/** By MAC, else serial, else name in the site. */
function finderOf({ miners, siteId }: ImportBook) {
  const by = {
    mac: new Map(miners.map((miner) => [miner.mac, miner])),
    serial: new Map(miners.map((miner) => [miner.serial, miner])),
    name: new Map(
      miners.filter((miner) => miner.siteId === siteId && !miner.retired).map((miner) => [miner.name, miner]),
    ),
  };
  return (wanted: Wanted): { miner: KnownMiner; by: keyof typeof by } | null => {
    for (const key of ['mac', 'serial', 'name'] as const) {
      const miner = wanted[key] === null ? undefined : by[key].get(wanted[key]);
      if (miner) return { miner, by: key };
    }
    return null;
  };
}

/** An empty cell leaves what is. A machine that comes to the site, or back into the fleet, is read by its collector. */
function afterwards(wanted: Wanted, before: KnownMiner | null, book: ImportBook): Omit<KnownMiner, 'id'> {
  const wasHere = before?.siteId === book.siteId && !before.retired;
  return {
    siteId: book.siteId,
    collectorId: wasHere ? before.collectorId : book.collectorId,
    modelId: wanted.modelId,
    name: wanted.name,
    serial: wanted.serial ?? before?.serial ?? null,
    mac: wanted.mac ?? before?.mac ?? null,
    address: wanted.address ?? before?.address ?? null,
    slotId: wanted.slotId ?? (wasHere ? before.slotId : null),
    ownerId: wanted.ownerId ?? before?.ownerId ?? null,
    ratedHashrateThs: wanted.ratedHashrateThs ?? before?.ratedHashrateThs ?? null,
    ratedPowerW: wanted.ratedPowerW ?? before?.ratedPowerW ?? null,
    retired: false,
  };
}

type Holder = Omit<KnownMiner, 'id'>;
type Clash = { readonly row: PlannedRow; readonly issue: InputIssue };

/** What only one machine can have: within what it is unique, where a row says it, and the code when another keeps it. */
const single: readonly { key: (of: Holder) => string | null; field: string; code: IssueCode; what: string }[] = [
  {
    key: ({ siteId, name, retired }) => (retired ? null : `${siteId} ${name}`),
    field: 'name',
    code: 'NAME_TAKEN',
    what: 'this name',
  },
  { key: ({ mac }) => mac, field: 'mac', code: 'DUPLICATE', what: 'this MAC' },
  { key: ({ serial }) => serial, field: 'serial', code: 'DUPLICATE', what: 'this serial' },
  {
    key: ({ collectorId, address }) => address && `${collectorId} ${address}`,
    field: 'address',
    code: 'ADDRESS_TAKEN',
    what: 'this address',
  },
  { key: ({ slotId }) => slotId, field: 'slot', code: 'SLOT_TAKEN', what: 'this slot' },
];

/** Good rows that want what an earlier row wants, or what a machine keeps that no good row changes. */
function findClashes(planned: readonly PlannedRow[], book: ImportBook): Clash[] {
  const good = planned.filter(({ issues }) => issues.length === 0);
  const changing = new Set(good.map(({ before }) => before?.id));
  const staying = book.miners.filter(({ id }) => !changing.has(id));
  const clashes: Clash[] = [];
  const clash = (row: PlannedRow, code: IssueCode, field: string, message: string) =>
    clashes.push({ row, issue: issueOf(code, row.index, field, message) });
  for (const { key, field, code, what } of single) {
    const kept = new Set(staying.map(key));
    const wanted = new Set<string>();
    for (const row of good) {
      const value = key(row.after);
      if (value === null) continue;
      if (kept.has(value)) clash(row, code, field, `Another machine has ${what}.`);
      else if (wanted.has(value)) clash(row, 'DUPLICATE', field, `Another row has ${what}.`);
      wanted.add(value);
    }
  }
  const outlets = new Set<string>();
  for (const row of good) {
    const { outletId } = row.wanted;
    if (outletId && outlets.has(outletId)) clash(row, 'DUPLICATE', 'outlet', 'An earlier row has this outlet.');
    if (outletId) outlets.add(outletId);
  }
  return clashes;
}

const issueOf = (code: IssueCode, index: number, field: string, message: string): InputIssue => ({
  code,
  message: `Row ${index + 1}: ${message}`,
  path: rowPath(index, field),
});

/** Whether the machine's own row changes. */
export function changes({ before, after }: PlannedRow): boolean {
  if (!before) return true;
  const same = (a: string | null, b: string | null) =>
    a === b || (a !== null && b !== null && decimalText(a) === decimalText(b));
  const { ratedHashrateThs, ratedPowerW, ...rest } = after;
  const plain = Object.entries(rest).every(([field, value]) => before[field as keyof KnownMiner] === value);
  return !plain || !same(before.ratedHashrateThs, ratedHashrateThs) || !same(before.ratedPowerW, ratedPowerW);
}

/** Whether its outlet has to be mapped: it feeds something else, or more than this machine. */
export function remaps({ wanted, before }: PlannedRow, book: ImportBook): boolean {
  if (!wanted.outletId) return false;
  const fed = book.fedBy.get(wanted.outletId) ?? [];
  return !before || fed.length !== 1 || fed[0] !== before.id;
}
