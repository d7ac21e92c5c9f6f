import type { Quantity } from '../profiles/snmp-pdu.profile.ts';
import type { SnmpSession } from '../transports/snmp.ts';
import type { WireUnit } from '../units.ts';
import type { Row } from './snmp-rows.ts';

/** RFC 3433, entPhySensorTable: a row is one sensor. */
const TABLE = '1.3.6.1.2.1.99.1.1.1';
const [TYPE, SCALE, PRECISION, VALUE, STATUS] = [1, 2, 3, 4, 5].map((column) => `${TABLE}.${column}`) as [
  string,
  string,
  string,
  string,
  string,
];
const PHYSICAL_NAME = '1.3.6.1.2.1.47.1.1.1.1.7';
/** Status of a sensor whose value means something. */
const OK = 1;
/** Scales are named in steps of a thousand, 9 is units; from 14 on they are out of order, and no power is counted in them. */
const UNITS = 9;
const LARGEST_SCALE = 13;

/** Types that matter here: volts AC, amperes, watts. */
const QUANTITIES: ReadonlyMap<number, { readonly quantity: Quantity; readonly unit: WireUnit }> = new Map([
  [3, { quantity: 'voltageV', unit: 'V' }],
  [5, { quantity: 'currentA', unit: 'A' }],
  [6, { quantity: 'powerW', unit: 'W' }],
]);

/**
 * The whole device, and its sensors one by one. Which of several sensors of a kind stands for the whole nobody says: then none does, since a sum
 * of inlets and outlets would count twice.
 */
export async function entityRows(
  snmp: SnmpSession,
  maxRepetitions: number,
): Promise<{ readonly device: readonly Row[]; readonly sensors: readonly Row[] }> {
  const types = await snmp.walk(TYPE, maxRepetitions);
  const wanted = [...types].filter(([, type]) => QUANTITIES.has(Number(type)));
  if (wanted.length === 0) return { device: [], sensors: [] };
  const scales = await snmp.walk(SCALE, maxRepetitions);
  const precisions = await snmp.walk(PRECISION, maxRepetitions);
  const names = await snmp.walk(PHYSICAL_NAME, maxRepetitions);
  const sensors = wanted.flatMap(([index, type]): Row[] => {
    const known = QUANTITIES.get(Number(type));
    const scale = Number(scales.get(index) ?? UNITS);
    if (!known || scale < 1 || scale > LARGEST_SCALE) return [];
    const cell = {
      quantity: known.quantity,
      oid: `${VALUE}.${index}`,
      column: { column: VALUE, unit: known.unit },
      multiplyBy: 10 ** (3 * (scale - UNITS) - Number(precisions.get(index) ?? 0)),
      valid: { oid: `${STATUS}.${index}`, is: OK },
    };
    return [rowOf(index, String(names.get(index) ?? '').trim() || null, [cell])];
  });
  const alone = sensors
    .flatMap(({ cells }) => cells)
    .filter((cell, _, all) => all.filter(({ quantity }) => quantity === cell.quantity).length === 1);
  return { device: alone.length > 0 ? [rowOf('device', null, alone)] : [], sensors };
}

function rowOf(id: string, name: string | null, cells: Row['cells']): Row {
  const number = Number(id.split('.').at(-1));
  return { id, label: null, name, number, estimated: false, wattsFromVa: false, cells, state: null, switching: {} };
}
