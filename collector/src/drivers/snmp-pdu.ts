import type { Clock } from '../clock.ts';
import { DeviceFailure } from '../device-failure.ts';
import type { Identity, Quantity, SnmpColumn, SnmpGroup, SnmpPduProfile } from '../profiles/snmp-pdu.profile.ts';
import {
  type Electrical,
  NO_ELECTRICAL,
  type OutletReading,
  type PduPart,
  type PduReading,
  type Scope,
  sum,
} from '../reading.ts';
import type { SnmpSession, SnmpValue } from '../transports/snmp.ts';
import { convert, wholeWh } from '../units.ts';

const SYS_DESCR = '1.3.6.1.2.1.1.1.0';
const SYS_OBJECT_ID = '1.3.6.1.2.1.1.2.0';
/** Hundredths of a second since the agent started. */
const SYS_UPTIME = '1.3.6.1.2.1.1.3.0';
const REDISCOVER_EVERY_MS = 24 * 60 * 60 * 1000;
/** What a live poll asks for; the rest is for a look at one device. */
const LIVE: readonly Quantity[] = ['powerW', 'currentA', 'voltageV'];
const DETAIL: readonly Quantity[] = ['apparentPowerVa', 'powerFactor'];

export type PduScope = Scope & { readonly detail?: boolean };
export type PduSession = { read(scope: PduScope): Promise<PduReading> };

type Cell = {
  readonly quantity: Quantity;
  readonly oid: string;
  readonly column: SnmpColumn;
  readonly multiplyBy: number;
};
type Row = {
  readonly id: string;
  readonly label: string | null;
  readonly name: string | null;
  readonly number: number;
  readonly cells: readonly Cell[];
  readonly state: { readonly oid: string; readonly on: readonly number[]; readonly off: readonly number[] } | null;
};
type Layout = Pick<PduReading, 'model' | 'serial' | 'firmware'> & {
  readonly profile: SnmpPduProfile;
  readonly device: readonly Row[];
  readonly phases: readonly Row[];
  readonly outlets: readonly Row[];
};

/** Learns a PDU's rows once, then gets exact OIDs: walking a PX3 would mean thousands of objects a poll. */
export function openPduSession(
  snmp: SnmpSession,
  address: string,
  profiles: readonly SnmpPduProfile[],
  clock: Clock,
): PduSession {
  let layout: Layout | null = null;
  let learntAt = -Infinity;
  let uptime = -Infinity;

  return {
    read: async (scope) => {
      if (layout === null || clock.now() - learntAt >= REDISCOVER_EVERY_MS) {
        layout = await learn(snmp, address, profiles);
        learntAt = clock.now();
      }
      const rows = scope.detail
        ? [...layout.device, ...layout.phases, ...layout.outlets]
        : [...layout.device, ...layout.outlets];
      const oids = rows.flatMap((row) => oidsOf(row, scope));
      const values = await snmp.get([SYS_UPTIME, ...oids]);
      const reading = assemble(layout, scope, values);
      const lost = oids.length > 0 && !oids.some((oid) => values.has(oid));
      // Restarted or exchanged: digits and rows may differ.
      if (lost || (reading.uptimeSeconds !== null && reading.uptimeSeconds < uptime)) layout = null;
      uptime = reading.uptimeSeconds ?? -Infinity;
      if (lost) throw new DeviceFailure('unsupported', address, 'none of the objects that it had are there');
      return reading;
    },
  };
}

/** The profile that sysObjectID points to, the longest match first. */
export function profileFor(profiles: readonly SnmpPduProfile[], sysObjectId: string): SnmpPduProfile | null {
  const matches = profiles.flatMap((profile) =>
    profile.sysObjectIds
      .filter((id) => `${sysObjectId}.`.startsWith(`${id}.`))
      .map((id) => ({ profile, length: id.length })),
  );
  return matches.toSorted((a, b) => b.length - a.length)[0]?.profile ?? null;
}

async function learn(snmp: SnmpSession, address: string, profiles: readonly SnmpPduProfile[]): Promise<Layout> {
  const system = await snmp.get([SYS_DESCR, SYS_OBJECT_ID]);
  const sysObjectId = String(system.get(SYS_OBJECT_ID) ?? '').replace(/^\./, '');
  // A configured profile is one alone: sysObjectID can be useless, and what the operator confirmed is never switched silently.
  const profile = profiles.length === 1 ? profiles[0] : profileFor(profiles, sysObjectId);
  if (!profile) throw new DeviceFailure('unsupported', address, `no profile for sysObjectID ${sysObjectId || 'none'}`);
  const sysDescr = String(system.get(SYS_DESCR) ?? '');
  const scalars = await snmp.get(
    [profile.model, profile.serial, profile.firmware].flatMap((part) =>
      part && 'oid' in part ? [`${profile.root}.${part.oid}`] : [],
    ),
  );
  const identity = (part: Identity | undefined) => {
    const value = !part
      ? ''
      : 'oid' in part
        ? scalars.get(`${profile.root}.${part.oid}`)
        : part.sysDescr.exec(sysDescr)?.[1];
    return String(value ?? '').trim() || null;
  };
  const device = await rowsOf(snmp, profile, profile.device);
  let outlets: Row[] = [];
  for (const group of profile.outlets) if (outlets.length === 0) outlets = await rowsOf(snmp, profile, group);
  if (device.length === 0 && outlets.length === 0)
    throw new DeviceFailure('unsupported', address, `has no rows of ${profile.id}`);
  return {
    profile,
    model: identity(profile.model),
    serial: identity(profile.serial),
    firmware: identity(profile.firmware),
    device,
    phases: profile.phases ? await rowsOf(snmp, profile, profile.phases) : [],
    outlets: numbered(outlets),
  };
}

async function rowsOf(snmp: SnmpSession, profile: SnmpPduProfile, group: SnmpGroup): Promise<Row[]> {
  const walk = (column: string | undefined) =>
    column === undefined ? undefined : snmp.walk(`${profile.root}.${column}`, profile.maxRepetitions);
  const indices = [...((await walk(group.index)) ?? new Map<string, SnmpValue>()).keys()];
  if (indices.length === 0) return [];
  const [ids, labels, names, numbers] = [
    await walk(group.id),
    await walk(group.label),
    await walk(group.name),
    await walk(group.number),
  ];
  const cells = Object.entries(group.values) as [Quantity, SnmpColumn][];
  const at = (column: string, index: string, suffix?: string) =>
    [profile.root, column, index, ...(suffix === undefined ? [] : [suffix])].join('.');
  const digits = await snmp.get(
    indices.flatMap((index) =>
      cells.flatMap(([, { digits: column, suffix }]) => (column ? [at(column, index, suffix)] : [])),
    ),
  );
  return indices.map((index) => ({
    id: textOf(ids, index) ?? index,
    label: textOf(labels, index),
    name: textOf(names, index),
    number: Number(numbers?.get(index) ?? index.split('.').at(-1)),
    cells: cells.map(([quantity, column]) => ({
      quantity,
      column,
      oid: at(column.column, index, column.suffix),
      multiplyBy:
        (column.multiplyBy ?? 1) /
        10 ** Number(column.digits ? (digits.get(at(column.digits, index, column.suffix)) ?? 0) : 0),
    })),
    state: group.state
      ? { oid: at(group.state.column, index, group.state.suffix), on: group.state.on, off: group.state.off }
      : null,
  }));
}

/** Outlets of linked units repeat their numbers: then they count on in the order of their index. */
function numbered(rows: readonly Row[]): Row[] {
  const unique = new Set(rows.map((row) => row.number)).size === rows.length;
  return rows.map((row, at) => (unique ? row : { ...row, number: at + 1 }));
}

function wanted(scope: PduScope): readonly Quantity[] {
  return [
    ...(scope.live ? LIVE : []),
    ...(scope.detail ? DETAIL : []),
    ...(scope.registers ? (['energyWh'] as const) : []),
  ];
}

function oidsOf(row: Row, scope: PduScope): string[] {
  const quantities = wanted(scope);
  return [
    ...row.cells.filter((cell) => quantities.includes(cell.quantity)).map((cell) => cell.oid),
    ...(scope.live && row.state ? [row.state.oid] : []),
  ];
}

function assemble(layout: Layout, scope: PduScope, values: ReadonlyMap<string, SnmpValue>): PduReading {
  const { profile, model, serial, firmware } = layout;
  const electrical = (row: Row) => electricalOf(row, profile, values);
  const part = (row: Row): PduPart => ({ id: row.id, label: row.label, name: row.name, ...electrical(row) });
  const uptime = values.get(SYS_UPTIME);
  return {
    vendor: profile.vendor,
    model,
    firmware,
    serial,
    profile: profile.id,
    device: together(layout.device.map(electrical)),
    cords: layout.device.map(part),
    phases: scope.detail ? layout.phases.map(part) : [],
    outlets: layout.outlets.map(
      (row): OutletReading => ({ ...part(row), number: row.number, on: stateOf(row, values) }),
    ),
    uptimeSeconds: uptime === undefined ? null : Number(uptime) / 100,
  };
}

/** The whole device: its one inlet, or the sum of several in watts and energy. Amps, volts and VA of several don't add up. */
function together(parts: readonly Electrical[]): Electrical {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const raws = parts.map((part) => part.energyRaw);
  return {
    ...NO_ELECTRICAL,
    powerW: sum(parts.map((part) => part.powerW)),
    powerKind: only?.powerKind ?? null,
    energyWh: sum(parts.map((part) => part.energyWh)),
    energyRaw: raws.length === 0 || raws.includes(null) ? null : raws.join(' + '),
  };
}

function electricalOf(row: Row, profile: SnmpPduProfile, values: ReadonlyMap<string, SnmpValue>): Electrical {
  const known: Partial<Record<Quantity, number>> = {};
  let energyRaw: string | null = null;
  for (const { quantity, oid, column, multiplyBy } of row.cells) {
    const count = values.get(oid);
    // Sentinels go before scaling: -1 of 10 W would be -10 W.
    if (typeof count === 'string' || count === undefined || profile.absent.includes(Number(count))) continue;
    if (quantity === 'energyWh') {
      known.energyWh = wholeWh(Number(count), column.unit, multiplyBy);
      energyRaw = multiplyBy === 1 ? `${count} ${column.unit}` : `${count} x ${multiplyBy} ${column.unit}`;
    } else known[quantity] = convert(Number(count), column.unit, multiplyBy);
  }
  return { ...NO_ELECTRICAL, ...known, powerKind: known.powerW === undefined ? null : 'MEASURED', energyRaw };
}

function stateOf(row: Row, values: ReadonlyMap<string, SnmpValue>): boolean | null {
  const state = Number((row.state && values.get(row.state.oid)) ?? Number.NaN);
  if (row.state?.on.includes(state)) return true;
  return row.state?.off.includes(state) ? false : null;
}

function textOf(column: ReadonlyMap<string, SnmpValue> | undefined, index: string): string | null {
  const value = column?.get(index);
  return value === undefined || String(value).trim() === '' ? null : String(value).trim();
}
