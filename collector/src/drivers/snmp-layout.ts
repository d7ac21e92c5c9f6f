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
  /** The value means something while that object is this number, or isn't that one. */
  readonly valid?: { readonly oid: string; readonly is?: number; readonly isNot?: number };
};
/** An integer to write to an instance. */
export type Write = { readonly oid: string; readonly value: number };

export type Row = {
  readonly id: string;
  readonly label: string | null;
  readonly name: string | null;
  readonly number: number;
  readonly estimated: boolean;
  readonly wattsFromVa: boolean;
  readonly cells: readonly Cell[];
  readonly state: { readonly oid: string; readonly on: readonly number[]; readonly off: readonly number[] } | null;
  readonly switching: Partial<Record<OutletAction, Write & { readonly unlock: Write | null }>>;
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

type Recognised = { readonly profile: SnmpPduProfile; readonly by: string };

/**
 * The profile of a device, and by which object. SysObjectID can say nothing (a generic agent's, garbled, the enterprise's root alone): then by the one
 * object that only the devices of a profile have.
 */
async function recognise(
  snmp: Pick<SnmpSession, 'get'>,
  profiles: readonly SnmpPduProfile[],
  sysObjectId: string,
): Promise<Recognised | null> {
  const known = profileFor(profiles, sysObjectId);
  if (known) return { profile: known, by: sysObjectId };
  const telling = profiles.flatMap((profile) => {
    const oid = evidenceOf(profile);
    return oid === null ? [] : [{ profile, by: oid }];
  });
  const present = telling.length === 0 ? new Map() : await snmp.get(telling.map(({ by }) => by));
  return telling.find(({ by }) => present.has(by)) ?? null;
}

/** Its data lie where its own sysObjectID would have them, when the device's says nothing. */
function asConfigured(profile: SnmpPduProfile, sysObjectId: string): Recognised {
  const isOwn = profileFor([profile], sysObjectId) !== null;
  return { profile, by: isOwn ? sysObjectId : (profile.sysObjectIds[0] ?? sysObjectId) };
}

function evidenceOf({ sysObjectIds, root, evidence, model }: SnmpPduProfile): string | null {
  if (sysObjectIds.length === 0 || typeof root !== 'string') return null;
  const identity = [model ?? []].flat().find((part) => 'oid' in part);
  const below = evidence ?? (identity && 'oid' in identity ? identity.oid : undefined);
  return below === undefined ? null : `${root}.${below}`;
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
  const [only] = profiles;
  const known =
    only && profiles.length === 1 ? asConfigured(only, sysObjectId) : await recognise(snmp, profiles, sysObjectId);
  const fallbacks = profiles.filter((profile) => profile.sysObjectIds.length === 0);
  for (const { profile, by } of known ? [known] : fallbacks.map((profile) => ({ profile, by: sysObjectId }))) {
    const layout = await layOut(snmp, profile, sysDescr, by);
    const parts = profile.hasEntitySensors ? layout.phases : layout.outlets;
    if (layout.device.some((rows) => rows.length > 0) || parts.length > 0) return layout;
  }
  const reason = known
    ? `it has no rows of ${known.profile.id}`
    : `no profile for sysObjectID ${sysObjectId || '(none)'}`;
  throw new DeviceFailure('unsupported', address, reason);
}

/** A fallback that only PDUs and meters have; entity sensors are in any switch. */
function isTelling({ sysObjectIds, hasEntitySensors }: SnmpPduProfile): boolean {
  return sysObjectIds.length === 0 && !hasEntitySensors;
}

/** Who it says it is, in two or three requests; null when no profile knows it. */
export async function identifyPdu(
  snmp: Pick<SnmpSession, 'get'>,
  profiles: readonly SnmpPduProfile[],
): Promise<Known | null> {
  const system = await snmp.get([SYS_DESCR, SYS_OBJECT_ID]);
  const sysObjectId = String(system.get(SYS_OBJECT_ID) ?? '').replace(/^\./, '');
  const known = await recognise(snmp, profiles, sysObjectId);
  const fallbacks = profiles.filter(isTelling).map((profile) => ({ profile, by: sysObjectId }));
  for (const { profile, by } of known ? [known] : fallbacks) {
    const identity = await identify(snmp, profile, String(system.get(SYS_DESCR) ?? ''), by);
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
  const phases: Row[] = [];
  for (const group of profile.phases) if (!group.otherwise || phases.length === 0) phases.push(...(await rows(group)));
  return { ...known, device: await inTurn(profile.device, rows), phases, outlets: numbered(outlets) };
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
  const identities = [profile.model ?? [], profile.serial ?? [], profile.firmware ?? []].flat();
  const scalars = await snmp.get(identities.flatMap((part) => ('oid' in part ? [`${root}.${part.oid}`] : [])));
  const identity = (parts: Identity | readonly Identity[] = []): string | null => {
    const said = [parts].flat().map((part) => {
      if ('fixed' in part) return part.fixed;
      return 'oid' in part ? scalars.get(`${root}.${part.oid}`) : part.sysDescr.exec(sysDescr)?.[1];
    });
    return said.map((value) => String(value ?? '').trim()).find((value) => value !== '') ?? null;
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
    estimated: group.estimated ?? false,
    wattsFromVa: group.wattsFromVa ?? false,
    cells: cells.map(([quantity, cell]) => ({
      quantity,
      column: cell,
      oid: at(cell.column, row.index, cell.suffix),
      multiplyBy: (cell.multiplyBy ?? 1) / 10 ** decimals(cell, row.index),
      ...(cell.unavailable && {
        valid: { oid: at(cell.unavailable.column, row.index, cell.suffix), isNot: cell.unavailable.is },
      }),
    })),
    state: group.state ? { ...group.state, oid: at(group.state.column, row.index, group.state.suffix) } : null,
    switching: Object.fromEntries(
      Object.entries(group.switching ?? {}).map(([action, { column: place, value, unlock }]) => [
        action,
        {
          oid: at(place, row.index),
          value,
          unlock: unlock ? { oid: at(unlock.column, row.index), value: unlock.value } : null,
        },
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
