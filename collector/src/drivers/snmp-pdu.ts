import type { Clock } from '../clock.ts';
import { DeviceFailure } from '../device-failure.ts';
import type { Quantity, SnmpPduProfile } from '../profiles/snmp-pdu.profile.ts';
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
import { type Layout, learnLayout } from './snmp-layout.ts';
import type { Cell, Row } from './snmp-rows.ts';

const UNSIGNED_MINUS_ONE = 0xffff_ffff;
/** Hundredths of a second since the agent started. */
const SYS_UPTIME = '1.3.6.1.2.1.1.3.0';
const LEARN_EVERY_MS = 24 * 60 * 60 * 1000;
/** What a live poll asks for; the rest is for a look at one device. */
const LIVE: readonly Quantity[] = ['powerW', 'currentA', 'voltageV'];
/** Entity sensors come as phases: a device may have hundreds. */
const MOST_PHASES = 12;
const DETAIL: readonly Quantity[] = ['apparentPowerVa', 'powerFactor'];
/** Looked at twice in each poll where a device says of a value whether it means something; of others only at one device. */
const BILLED: readonly Quantity[] = ['powerW', 'energyWh'];

/** `phases`: what a live poll asks for, of each phase too. `detail`: everything. */
export type PduScope = Scope & { readonly phases?: boolean; readonly detail?: boolean };
export type PduSession = { read(scope: PduScope): Promise<PduReading> };

/** Learns a PDU's rows once, then gets exact OIDs: walking a PX3 would mean thousands of objects a poll. */
export function openPduSession(
  snmp: SnmpSession,
  address: string,
  profiles: readonly SnmpPduProfile[],
  clock: Clock,
): PduSession {
  let layout: Counting | null = null;
  let learntAt = -Infinity;
  let uptime = -Infinity;

  return {
    read: async (scope) => {
      if (layout === null || clock.now() - learntAt >= LEARN_EVERY_MS) {
        layout = await withCounting(snmp, await learnLayout(snmp, address, profiles));
        learntAt = clock.now();
      }
      const rows = [...layout.device.flat(), ...layout.outlets];
      const phases = scope.detail ? layout.phases : scope.phases ? layout.phases.slice(0, MOST_PHASES) : [];
      const oids = [
        ...rows.flatMap((row) => oidsOf(row, scope)),
        ...phases.flatMap((row) => oidsOf(row, scope.detail ? scope : { ...scope, registers: false })),
      ];
      const values = await snmp.get([SYS_UPTIME, ...oids]);
      const reading = assemble(layout, phases, values);
      const lost = oids.length > 0 && !oids.some((oid) => values.has(oid));
      // Restarted or exchanged: digits and rows may differ.
      if (lost || (reading.uptimeSeconds !== null && reading.uptimeSeconds < uptime)) layout = null;
      uptime = reading.uptimeSeconds ?? -Infinity;
      if (lost) throw new DeviceFailure('unsupported', address, 'none of the objects that it had are there');
      return reading;
    },
  };
}

/** A layout and which of its outlets have an energy register: within one family some models do. */
type Counting = Layout & { readonly counting: ReadonlySet<Row> };

async function withCounting(snmp: SnmpSession, layout: Layout): Promise<Counting> {
  const registers = layout.outlets.flatMap((row) => row.cells.map((cell) => ({ row, cell })).filter(isRegister));
  const values = await snmp.get(registers.map(({ cell }) => cell.oid));
  const counting = registers.filter(({ cell }) => countOf(values.get(cell.oid), cell, layout.profile) !== null);
  return { ...layout, counting: new Set(counting.map(({ row }) => row)) };
}

function isRegister({ cell }: { readonly cell: Cell }): boolean {
  return cell.quantity === 'energyWh';
}

function oidsOf(row: Row, scope: PduScope): string[] {
  const quantities: readonly Quantity[] = [
    ...(scope.live ? LIVE : []),
    ...(scope.detail || (scope.live && row.wattsFromVa) ? DETAIL : []),
    ...(scope.registers ? (['energyWh'] as const) : []),
  ];
  const cells = row.cells
    .filter((cell) => quantities.includes(cell.quantity))
    .flatMap(({ oid, valid, quantity }) =>
      valid && (scope.detail || BILLED.includes(quantity)) ? [oid, valid.oid] : [oid],
    );
  return scope.live && row.state ? [...cells, row.state.oid] : cells;
}

function assemble(layout: Counting, phases: readonly Row[], values: ReadonlyMap<string, SnmpValue>): PduReading {
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
    device: layout.device.map((rows) => together(rows.map(electrical))).reduce(completedBy, NO_ELECTRICAL),
    cords: (layout.device[0] ?? []).map(part),
    phases: phases.map(part),
    outlets: layout.outlets.map(
      (row): OutletReading => ({
        ...part(row),
        number: row.number,
        on: stateOf(row, values),
        countsEnergy: layout.counting.has(row),
      }),
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

/** What one level of the device doesn't tell, another may; a value and its kind come from the same. */
function completedBy(first: Electrical, next: Electrical): Electrical {
  const power = first.powerW === null ? next : first;
  const energy = first.energyWh === null ? next : first;
  return {
    powerW: power.powerW,
    powerKind: power.powerW === null ? null : power.powerKind,
    currentA: first.currentA ?? next.currentA,
    voltageV: first.voltageV ?? next.voltageV,
    apparentPowerVa: first.apparentPowerVa ?? next.apparentPowerVa,
    powerFactor: first.powerFactor ?? next.powerFactor,
    energyWh: energy.energyWh,
    energyRaw: energy.energyRaw,
  };
}

function electricalOf(row: Row, profile: SnmpPduProfile, values: ReadonlyMap<string, SnmpValue>): Electrical {
  const known: Partial<Record<Quantity, number>> = {};
  let energyRaw: string | null = null;
  for (const cell of row.cells) {
    const { quantity, oid, column, multiplyBy, valid } = cell;
    const said = values.get(oid);
    if (valid && !isValid(valid, values.get(valid.oid))) continue;
    const count = countOf(said, cell, profile);
    if (count === null) continue;
    if (quantity === 'energyWh') {
      known.energyWh = wholeWh(count, column.unit, multiplyBy);
      energyRaw = multiplyBy === 1 ? `${said} ${column.unit}` : `${said} x ${multiplyBy} ${column.unit}`;
    } else known[quantity] = convert(count, column.unit, multiplyBy);
  }
  // A power factor's sign says leading or lagging, not more or less.
  if (known.powerFactor !== undefined) known.powerFactor = Math.abs(known.powerFactor);
  const { powerW: measuredW, apparentPowerVa, powerFactor } = known;
  const isComputed = row.wattsFromVa && measuredW === undefined;
  if (isComputed && apparentPowerVa !== undefined && powerFactor !== undefined)
    known.powerW = convert(apparentPowerVa * powerFactor, 'W');
  const kind = row.estimated || isComputed ? 'ESTIMATED' : 'MEASURED';
  return { ...NO_ELECTRICAL, ...known, powerKind: known.powerW === undefined ? null : kind, energyRaw };
}

/** Null for what is absent: sentinels go before scaling, since -1 of 10 W would be -10 W. Some agents write numbers as text. */
function countOf(said: SnmpValue | undefined, { quantity, column }: Cell, { absent }: SnmpPduProfile): number | null {
  if (said === undefined || (typeof said === 'string' && !/^\s*-?\d+(\.\d+)?\s*$/.test(said))) return null;
  const count = Number(said);
  if (absent.includes(count) || (count === UNSIGNED_MINUS_ONE && absent.includes(-1))) return null;
  if (column.zeroIsAbsent && count === 0) return null;
  // Registers only grow: one that is kept in a signed place goes on below zero.
  return quantity === 'energyWh' && count < 0 ? count + UNSIGNED_MINUS_ONE + 1 : count;
}

function isValid({ is, isNot }: NonNullable<Row['cells'][number]['valid']>, said: SnmpValue | undefined): boolean {
  return is === undefined ? said === undefined || Number(said) !== isNot : Number(said) === is;
}

function stateOf(row: Row, values: ReadonlyMap<string, SnmpValue>): boolean | null {
  const state = Number((row.state && values.get(row.state.oid)) ?? Number.NaN);
  if (row.state?.on.includes(state)) return true;
  return row.state?.off.includes(state) ? false : null;
}
