import type { Faults } from '../../graphql/faults.ts';
import { canonicalMac } from './device-address.ts';

/** A row of the file as it was typed. */
export type OutletRow = {
  readonly pdu: string;
  readonly outlet: string;
  readonly machine?: string | null;
  readonly weight?: string | null;
};

export type BookPdu = {
  readonly name: string;
  readonly outlets: readonly { readonly id: string; readonly number: number; readonly label: string | null }[];
};
export type BookMachine = {
  readonly id: string;
  readonly name: string;
  readonly serial: string | null;
  readonly mac: string | null;
};

/** What an outlet is to feed; nothing: it is free. */
export type WantedOutlet = {
  readonly outletId: string;
  readonly feeds: readonly { readonly minerId: string; readonly weight: string }[];
};

const key = (text: string): string => text.trim().toLowerCase();

/** The machines of a site by everything that they may be called. */
export class MachineBook {
  readonly #byKey = new Map<string, Set<string>>();

  constructor(machines: readonly BookMachine[]) {
    for (const { id, name, serial, mac } of machines)
      for (const text of new Set([name, serial, mac].flatMap((one) => (one ? [key(one)] : []))))
        this.#byKey.set(text, (this.#byKey.get(text) ?? new Set()).add(id));
  }

  /** None, one, or several that are called so. */
  find(text: string): readonly string[] {
    const mac = canonicalMac(text);
    return [...(this.#byKey.get(key(text)) ?? (mac ? this.#byKey.get(key(mac)) : undefined) ?? [])];
  }
}

/**
 * Reads rows against what stands at the site; every fault is named with its row and column. Rows of one outlet belong
 * together: they share it, or a single one frees it.
 */
export function readOutletRows(
  rows: readonly OutletRow[],
  pdus: readonly BookPdu[],
  machines: MachineBook,
  faults: Faults,
): WantedOutlet[] {
  const pduByName = new Map(pdus.map((pdu) => [key(pdu.name), pdu]));
  const wanted = new Map<string, { minerId: string; weight: string }[]>();
  const freed = new Set<string>();
  rows.forEach((row, index) => {
    const at = (field: string) => ['rows', index, field];
    const outletId = readOutlet(row, pduByName, at, faults);
    const machine = faults.line(row.machine, at('machine'));
    const minerId = machine === null ? null : readMachine(machine, machines, at('machine'), faults);
    const weight = readWeight(row, machine !== null, at('weight'), faults);
    if (outletId === null) return;
    if (machine === null) {
      if (row.machine?.trim()) return; // what was typed is no text: named already
      if (freed.has(outletId)) faults.add('DUPLICATE', at('outlet'), 'This outlet is listed as free twice.');
      else if (wanted.has(outletId))
        faults.add('DUPLICATE', at('outlet'), 'This outlet is listed as free, and with a machine.');
      freed.add(outletId);
    } else {
      if (freed.has(outletId))
        faults.add('DUPLICATE', at('outlet'), 'This outlet is listed as free, and with a machine.');
      const feeds = wanted.get(outletId) ?? [];
      wanted.set(outletId, feeds);
      if (minerId === null) return;
      if (feeds.some((feed) => feed.minerId === minerId))
        faults.add('DUPLICATE', at('machine'), `${machine} is listed on this outlet twice.`);
      else feeds.push({ minerId, weight });
    }
  });
  return [
    ...[...wanted].map(([outletId, feeds]) => ({ outletId, feeds })),
    ...[...freed].map((outletId) => ({ outletId, feeds: [] })),
  ];
}

type At = (field: string) => (string | number)[];

function readOutlet(row: OutletRow, pduByName: ReadonlyMap<string, BookPdu>, at: At, faults: Faults): string | null {
  const name = faults.line(row.pdu, at('pdu'), { required: true });
  const text = faults.line(row.outlet, at('outlet'), { required: true });
  if (name === null) return null;
  const pdu = pduByName.get(key(name));
  if (!pdu) {
    faults.add('NOT_FOUND', at('pdu'), `There is no PDU “${name}” at this site.`);
    return null;
  }
  if (text === null) return null;
  const byNumber = pdu.outlets.filter(({ number }) => String(number) === text);
  const found =
    byNumber.length > 0 ? byNumber : pdu.outlets.filter(({ label }) => label !== null && key(label) === key(text));
  if (found.length === 0) faults.add('NOT_FOUND', at('outlet'), `${pdu.name} has no outlet “${text}”.`);
  if (found.length > 1)
    faults.add('DUPLICATE', at('outlet'), `${pdu.name} has several outlets labelled “${text}”: give the number.`);
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

function readMachine(
  text: string,
  machines: MachineBook,
  at: readonly (string | number)[],
  faults: Faults,
): string | null {
  const found = machines.find(text);
  if (found.length === 0) faults.add('NOT_FOUND', at, `There is no machine “${text}” at this site.`);
  if (found.length > 1) faults.add('DUPLICATE', at, `Several machines are called “${text}”: give serial or MAC.`);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function readWeight(
  { weight }: OutletRow,
  hasMachine: boolean,
  at: readonly (string | number)[],
  faults: Faults,
): string {
  const text = weight?.trim() ?? '';
  if (text === '') return '1';
  if (!hasMachine) faults.add('NOT_FOR_TYPE', at, 'Only a machine has a share: nothing hangs on a free outlet.');
  if (/^-?\d+(\.\d+)?$/.test(text)) return faults.decimal(text, at, { above: 0, max: 999_999 }) ?? '1';
  faults.add('OUT_OF_RANGE', at, `“${text}” is no share.`);
  return '1';
}
