import { Faults } from '../../graphql/faults.ts';
import type { InputIssue } from '../../graphql/refusals.ts';
import { canonicalAddress, canonicalMac, isWithin } from './device-address.ts';
import { type ImportBook, placeKey } from './import-book.ts';
import type { MinerRowInput } from './import.inputs.ts';

/** What a row wants, cleaned and with ids for names; null where its cell is empty. */
export type Wanted = {
  readonly name: string;
  readonly modelId: string;
  readonly serial: string | null;
  readonly mac: string | null;
  readonly address: string | null;
  readonly slotId: string | null;
  readonly outletId: string | null;
  readonly ownerId: string | null;
  readonly ratedHashrateThs: string | null;
  readonly ratedPowerW: string | null;
};

/** Reads a row by itself: each of its cells, and what it names. */
export function readRow(row: MinerRowInput, index: number, book: ImportBook): { wanted: Wanted; issues: InputIssue[] } {
  const faults = new Faults();
  const model = faults.line(row.model, 'model', { required: true });
  const modelId = model === null ? '' : (book.modelOf(null, model)?.id ?? '');
  if (model !== null && !modelId) faults.add('NOT_FOUND', ['model'], `There is no model ${model}.`);
  const wanted: Wanted = {
    name: faults.line(row.name, 'name', { required: true }) ?? '',
    modelId,
    serial: faults.line(row.serial, 'serial', { max: 100 }),
    mac: readMac(row.mac, faults),
    address: readRowAddress(row.address, book, faults),
    slotId: readPlace(row.rack, row.slot, ['rack', 'slot'], book.racks, book.slots, faults),
    outletId: readPlace(row.pdu, row.outlet, ['pdu', 'outlet'], book.pdus, book.outlets, faults),
    ownerId: readOwner(row.ownerEmail, book, faults),
    ratedHashrateThs: faults.decimal(row.ratedHashrateThs, 'ratedHashrateThs', { above: 0 }),
    ratedPowerW: faults.decimal(row.ratedPowerW, 'ratedPowerW', { above: 0 }),
  };
  const issues = faults.issues.map((issue) => ({
    ...issue,
    message: `Row ${index + 1}: ${issue.message}`,
    path: rowPath(index, issue.path[1] ?? ''),
  }));
  return { wanted, issues };
}

export const rowPath = (index: number, field: string): string[] => ['input', 'rows', String(index), field];

function readMac(text: string | null | undefined, faults: Faults): string | null {
  if (!text?.trim()) return null;
  const mac = canonicalMac(text);
  if (!mac) faults.add('OUT_OF_RANGE', ['mac'], `${text.slice(0, 40)} is no MAC.`);
  return mac;
}

function readRowAddress(text: string | null | undefined, book: ImportBook, faults: Faults): string | null {
  if (!text?.trim()) return null;
  const address = canonicalAddress(text, 'MINER');
  if (!address) faults.add('NOT_A_URL', ['address'], `${text.slice(0, 60)} is no address of a machine.`);
  else if (book.networks.length > 0 && !isWithin(address, book.networks))
    faults.add('ADDRESS_NOT_ALLOWED', ['address'], `${address} is outside the collector's networks.`);
  return address;
}

/** A slot of a rack, or an outlet of a PDU: both cells or neither. */
function readPlace(
  whole: string | null | undefined,
  part: string | number | null | undefined,
  [wholeField, partField]: readonly [string, string],
  wholes: ReadonlySet<string>,
  parts: ReadonlyMap<string, string>,
  faults: Faults,
): string | null {
  const name = whole?.trim() ?? '';
  const place = String(part ?? '').trim();
  if (name === '' && place === '') return null;
  if (name === '') faults.add('REQUIRED', [wholeField], `A ${partField} needs its ${wholeField}.`);
  else if (!wholes.has(name.toLowerCase())) faults.add('NOT_FOUND', [wholeField], `There is no ${wholeField} ${name}.`);
  else if (place === '') faults.add('REQUIRED', [partField], `A ${wholeField} needs its ${partField}.`);
  else {
    const id = parts.get(placeKey(name, place));
    if (!id) faults.add('NOT_FOUND', [partField], `There is no ${partField} ${place} of ${wholeField} ${name}.`);
    return id ?? null;
  }
  return null;
}

function readOwner(text: string | null | undefined, book: ImportBook, faults: Faults): string | null {
  const email = faults.email(text, 'ownerEmail');
  if (email === null) return null;
  const [id, ...more] = book.owners.get(email.toLowerCase()) ?? [];
  if (!id) faults.add('NOT_FOUND', ['ownerEmail'], `No customer has the contact address ${email}.`);
  if (more.length > 0) faults.add('EXACTLY_ONE', ['ownerEmail'], `Several customers have the address ${email}.`);
  return id ?? null;
}
