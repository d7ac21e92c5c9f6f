import { DeviceFailure } from '../device-failure.ts';
import type {
  Identity,
  OutletAction,
  Quantity,
  SnmpColumn,
  SnmpGroup,
  SnmpPduProfile,
} from '../profiles/snmp-pdu.profile.ts';
import type { SnmpSession, SnmpValue } from '../transports/snmp.ts';
import { entityRows } from './entity-sensors.ts';

const SYS_DESCR = '1.3.6.1.2.1.1.1.0';
const SYS_OBJECT_ID = '1.3.6.1.2.1.1.2.0';

/** One value of one row: where it stands and what it counts in. */
export type Cell = {
  readonly quantity: Quantity;
  readonly oid: string;
  readonly column: SnmpColumn;
  readonly multiplyBy: number;
  /** The value means something while that object says so. */
  readonly valid?: { readonly oid: string; readonly is: number };
};
export type Row = {
  readonly id: string;
  readonly label: string | null;
  readonly name: string | null;
  readonly number: number;
  readonly estimated: boolean;
  readonly wattsFromVa: boolean;
  readonly cells: readonly Cell[];
  readonly state: { readonly oid: string; readonly on: readonly number[]; readonly off: readonly number[] } | null;
  readonly switching: Partial<Record<OutletAction, { readonly oid: string; readonly value: number }>>;
};

export type Known = {
  readonly profile: SnmpPduProfile;
  readonly model: string | null;
  readonly serial: string | null;
  readonly firmware: string | null;
};

/** What was learnt of one PDU: its profile and which rows it has. */
export type Layout = Known & {
  /** By group: what the first lacks the next may have. */
  readonly device: readonly (readonly Row[])[];
  readonly phases: readonly Row[];
  readonly outlets: readonly Row[];
};

/** The profile that sysObjectID points to, the longest match first. */
export function profileFor(profiles: readonly SnmpPduProfile[], sysObjectId: string): SnmpPduProfile | null {
  const matches = profiles.flatMap((profile) =>
    profile.sysObjectIds
      .filter((id) => `${sysObjectId}.`.startsWith(`${id}.`))
      .map((id) => ({ profile, length: id.length })),
  );
  return matches.toSorted((a, b) => b.length - a.length)[0]?.profile ?? null;
}

/** Asks a PDU what it is and which rows it has. */
export async function learnLayout(
  snmp: SnmpSession,
  address: string,
  profiles: readonly SnmpPduProfile[],
): Promise<Layout> {
  const system = await snmp.get([SYS_DESCR, SYS_OBJECT_ID]);
  const sysDescr = String(system.get(SYS_DESCR) ?? '');
  const sysObjectId = String(system.get(SYS_OBJECT_ID) ?? '').replace(/^\./, '');
  // A configured profile is one alone: sysObjectID can be useless, and what the operator confirmed is never switched silently.
  const known = profiles.length === 1 ? profiles[0] : profileFor(profiles, sysObjectId);
  const candidates = known ? [known] : profiles.filter((profile) => profile.sysObjectIds.length === 0);
  for (const profile of candidates) {
    const layout = await layOut(snmp, profile, sysDescr, sysObjectId);
    const parts = profile.hasEntitySensors ? layout.phases : layout.outlets;
    if (layout.device.some((rows) => rows.length > 0) || parts.length > 0) return layout;
  }
  const reason = known ? `it has no rows of ${known.id}` : `no profile for sysObjectID ${sysObjectId || '(none)'}`;
  throw new DeviceFailure('unsupported', address, reason);
}

/** A fallback that only PDUs and meters have; entity sensors are in any switch. */
function isTelling({ sysObjectIds, hasEntitySensors }: SnmpPduProfile): boolean {
  return sysObjectIds.length === 0 && !hasEntitySensors;
}

/** Who it says it is, in two requests; null when no profile knows it. */
export async function identifyPdu(
  snmp: Pick<SnmpSession, 'get'>,
  profiles: readonly SnmpPduProfile[],
): Promise<Known | null> {
  const system = await snmp.get([SYS_DESCR, SYS_OBJECT_ID]);
  const sysObjectId = String(system.get(SYS_OBJECT_ID) ?? '').replace(/^\./, '');
  const known = profileFor(profiles, sysObjectId);
  for (const profile of known ? [known] : profiles.filter(isTelling)) {
    const identity = await identify(snmp, profile, String(system.get(SYS_DESCR) ?? ''), sysObjectId);
    // A fallback has its own objects or it isn't one.
    if (known || identity.model !== null) return identity;
  }
  return null;
}

async function layOut(
  snmp: SnmpSession,
  profile: SnmpPduProfile,
  sysDescr: string,
  sysObjectId: string,
): Promise<Layout> {
  const root = rootOf(profile, sysObjectId);
  const rows = (group: SnmpGroup) => rowsOf(snmp, root, group, profile.maxRepetitions);
  const known = await identify(snmp, profile, sysDescr, sysObjectId);
  if (profile.hasEntitySensors) {
    const { device, sensors } = await entityRows(snmp, profile.maxRepetitions);
    return { ...known, device: [device], phases: sensors, outlets: [] };
  }
  let outlets: Row[] = [];
  for (const group of profile.outlets) if (outlets.length === 0) outlets = await rows(group);
  return {
    ...known,
    device: await inTurn(profile.device, rows),
    phases: (await inTurn(profile.phases, rows)).flat(),
    outlets: numbered(outlets),
  };
}

function rootOf({ root }: SnmpPduProfile, sysObjectId: string): string {
  return typeof root === 'string' ? root : sysObjectId.split('.').slice(0, root.partsOfSysObjectId).join('.');
}

async function identify(
  snmp: Pick<SnmpSession, 'get'>,
  profile: SnmpPduProfile,
  sysDescr: string,
  sysObjectId: string,
): Promise<Known> {
  const root = rootOf(profile, sysObjectId);
  const identities = [profile.model, profile.serial, profile.firmware];
  const scalars = await snmp.get(identities.flatMap((part) => (part && 'oid' in part ? [`${root}.${part.oid}`] : [])));
  const identity = (part: Identity | undefined): string | null => {
    if (!part) return null;
    if ('fixed' in part) return part.fixed;
    const value = 'oid' in part ? scalars.get(`${root}.${part.oid}`) : part.sysDescr.exec(sysDescr)?.[1];
    return String(value ?? '').trim() || null;
  };
  return {
    profile,
    model: identity(profile.model),
    serial: identity(profile.serial),
    firmware: identity(profile.firmware),
  };
}

/** One after the other: an agent gets one request at a time. */
async function inTurn<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await ask(item));
  return results;
}

async function rowsOf(snmp: SnmpSession, root: string, group: SnmpGroup, maxRepetitions: number): Promise<Row[]> {
  const walk = (column: string) => snmp.walk(`${root}.${column}`, maxRepetitions);
  const column = async (name: string | undefined) => (name === undefined ? new Map<string, SnmpValue>() : walk(name));
  const walked =
    typeof group.index === 'string' ? [...(await walk(group.index)).keys()].map((index) => ({ index })) : group.index;
  const chosen = group.only
    ? walked.filter(({ index }) => walked.length <= (group.only?.of ?? 0) && group.only?.indices.includes(index))
    : walked;
  if (chosen.length === 0) return [];

  const fill = await column(group.padding?.column);
  const [ids, labels, names, numbers] = await inTurn([group.id, group.label, group.name, group.number], column);
  const kept = chosen.filter(({ index }) => {
    const value = fill.get(index);
    return (
      !(value !== undefined && group.padding?.values.includes(typeof value === 'string' ? value : Number(value))) &&
      !group.except?.test(textOf(names, index) ?? '')
    );
  });
  const at = (place: string, index: string, suffix?: string) =>
    [root, place, index, ...(suffix === undefined ? [] : [suffix])].join('.');
  const cells = Object.entries(group.values) as [Quantity, SnmpColumn][];
  const digits = await snmp.get(
    kept.flatMap(({ index }) =>
      cells.flatMap(([, { digits: place, suffix }]) => (place ? [at(place, index, suffix)] : [])),
    ),
  );
  const decimals = ({ digits: place, suffix }: SnmpColumn, index: string) =>
    place ? Number(digits.get(at(place, index, suffix)) ?? 0) : 0;

  return kept.map((row) => ({
    id: ('id' in row && row.id) || (textOf(ids, row.index) ?? row.index),
    label: textOf(labels, row.index),
    name: textOf(names, row.index),
    number: Number(numbers?.get(row.index) ?? row.index.split('.').at(-1)),
    estimated: group.estimated ?? group.wattsFromVa ?? false,
    wattsFromVa: group.wattsFromVa ?? false,
    cells: cells.map(([quantity, cell]) => ({
      quantity,
      column: cell,
      oid: at(cell.column, row.index, cell.suffix),
      multiplyBy: (cell.multiplyBy ?? 1) / 10 ** decimals(cell, row.index),
    })),
    state: group.state ? { ...group.state, oid: at(group.state.column, row.index, group.state.suffix) } : null,
    switching: Object.fromEntries(
      Object.entries(group.switching ?? {}).map(([action, { column: place, value }]) => [
        action,
        { oid: at(place, row.index), value },
      ]),
    ),
  }));
}

/** Outlets of linked units repeat their numbers: then they count on in the order of their index. */
function numbered(rows: readonly Row[]): Row[] {
  const unique = new Set(rows.map((row) => row.number)).size === rows.length;
  return rows.map((row, at) => (unique ? row : { ...row, number: at + 1 }));
}

function textOf(column: ReadonlyMap<string, SnmpValue> | undefined, index: string): string | null {
  const value = column?.get(index);
  return value === undefined || String(value).trim() === '' ? null : String(value).trim();
}
