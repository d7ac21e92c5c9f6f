import { isOutletOn } from '../../farm/state.ts';
import { parseOid } from './ber.ts';
import { inletElectrical, outletElectrical, phaseElectrical, PHASES, POWER_FACTOR } from './electrical.ts';
import { gauge, integer, Mib, outletOrder, text, type ManagedObject, type Reading } from './mib.ts';
import { systemGroup } from './system-group.ts';

/** APC rack PDU of the second generation (PowerNet-MIB, rPDU2). Rows are modules; one alone is 1. */
const ROOT = '1.3.6.1.4.1.318.1.1';
const OBJECT_ID = '1.3.6.1.4.1.318.1.3.4.6';
const MODULE = 1;
const NORMAL_LOAD = 2;
const OUTLET_ON = 2;
const OUTLET_OFF = 1;
const COMMANDS = { 1: 'ON', 2: 'OFF', 3: 'CYCLE' } as const;
const MADE = '03/05/2024 09:00:00';
/** The device gives 0.01 kW and 0.1 kWh. */
const W_PER_STEP = 10;
const WH_PER_STEP = 100;
const ABSENT = -1;

export function rpdu2Mib(outlets: number): Mib {
  const numbers = Array.from({ length: outlets }, (_, index) => index + 1);
  return new Mib([
    ...systemGroup(OBJECT_ID, describe),
    ...legacy(),
    ...identity(),
    ...device(),
    ...PHASES.flatMap(phase),
    ...numbers.flatMap(outlet),
  ]);
}

function describe({ pdu }: Reading): string {
  const { model, serial } = pdu.device;
  return (
    `APC Web/SNMP Management Card (MB:v4.2.9 PF:v2.5.0.8 PN:apc_hw21_aos_2.5.0.8.bin AF1:v${model.firmware} ` +
    `AN1:apc_hw21_rpdu2g_${model.firmware}.bin MN:${model.name} HR:01 SN: ${serial} MD:03/05/2024) `
  );
}

/** The tree of the first generation, which all later ones still answer in part. */
function legacy(): ManagedObject[] {
  return [
    object('12.1.5.0', ({ pdu }) => text(pdu.device.model.name)),
    object('12.1.6.0', ({ pdu }) => text(pdu.device.serial)),
    object('12.1.15.0', () => integer(ABSENT)), // configured volts
    object('12.1.16.0', (reading) => integer(tens(inletElectrical(reading).powerW) * W_PER_STEP)),
    ...PHASES.map((index) =>
      object(`12.2.3.1.1.2.${index + 1}`, (reading) => gauge(phaseElectrical(reading, index).currentA * 10)),
    ),
  ];
}

function identity(): ManagedObject[] {
  return [
    object(`26.2.1.1.${MODULE}`, () => integer(MODULE)),
    object(`26.2.1.3.${MODULE}`, ({ pdu }) => text(pdu.device.name)),
    object(`26.2.1.4.${MODULE}`, ({ pdu }) => text(pdu.device.rack)),
    object(`26.2.1.7.${MODULE}`, ({ pdu }) => text(`v${pdu.device.model.firmware}`)),
    object(`26.2.1.8.${MODULE}`, ({ pdu }) => text(pdu.device.model.name)),
    object(`26.2.1.9.${MODULE}`, ({ pdu }) => text(pdu.device.serial)),
  ];
}

function device(): ManagedObject[] {
  const status = (column: number, read: ManagedObject['read']): ManagedObject =>
    object(`26.4.3.1.${column}.${MODULE}`, read);
  return [
    status(1, () => integer(MODULE)),
    status(2, () => integer(MODULE)),
    status(3, ({ pdu }) => text(pdu.device.name)),
    status(4, () => integer(NORMAL_LOAD)),
    status(5, (reading) => integer(tens(inletElectrical(reading).powerW))),
    status(9, ({ pdu, at }) => integer(pdu.register.readWh(at) / WH_PER_STEP)),
    status(10, (reading) => text(resetTime(reading))),
    status(15, (reading) => text(resetTime(reading))), // the outlets'
    status(16, (reading) => integer(tens(inletElectrical(reading).apparentVa))),
    status(17, () => integer(POWER_FACTOR * 100)),
  ];
}

function phase(index: number): ManagedObject[] {
  const row = index + 1;
  const at = (reading: Reading) => phaseElectrical(reading, index);
  const status = (column: number, read: ManagedObject['read']): ManagedObject =>
    object(`26.6.3.1.${column}.${row}`, read);
  return [
    status(1, () => integer(row)),
    status(2, () => integer(MODULE)),
    status(3, () => integer(row)),
    status(4, () => integer(NORMAL_LOAD)),
    status(5, (reading) => integer(at(reading).currentA * 10)),
    status(6, (reading) => integer(at(reading).voltageV)),
    status(7, (reading) => integer(tens(at(reading).powerW))),
    status(8, (reading) => integer(tens(at(reading).apparentVa))),
    status(9, () => integer(POWER_FACTOR * 100)),
  ];
}

function outlet(number: number): ManagedObject[] {
  const at = (reading: Reading) => outletElectrical(reading, number);
  const state = ({ pdu }: Reading) => integer(isOutletOn(pdu.state, number) ? OUTLET_ON : OUTLET_OFF);
  const name = ({ pdu }: Reading) => text(pdu.device.outlets[number - 1]?.label ?? '');
  const metered = (column: number, read: ManagedObject['read']): ManagedObject =>
    object(`26.9.4.3.1.${column}.${number}`, read);
  const switched = (column: number, read: ManagedObject['read']): ManagedObject =>
    object(`26.9.2.3.1.${column}.${number}`, read);
  return [
    metered(1, () => integer(number)),
    metered(2, () => integer(MODULE)),
    metered(3, name),
    metered(4, () => integer(number)),
    metered(5, () => integer(NORMAL_LOAD)),
    metered(6, (reading) => integer(at(reading).currentA * 10)),
    metered(7, (reading) => integer(at(reading).powerW)),
    metered(11, ({ pdu, at: now }) => integer((pdu.outlets[number - 1]?.register.readWh(now) ?? 0) / WH_PER_STEP)),
    switched(1, () => integer(number)),
    switched(2, () => integer(MODULE)),
    switched(3, name),
    switched(4, () => integer(number)),
    switched(5, state),
    { ...object(`26.9.2.4.1.5.${number}`, state), order: outletOrder(number, COMMANDS) },
  ];
}

/** `mm/dd/yyyy hh:mm:ss` by the PDU's clock, which runs in UTC here. */
function resetTime({ pdu, at }: Reading): string {
  const resetMs = pdu.register.resetAt(at);
  if (resetMs === null) return MADE;
  const [date = '', time = ''] = new Date(resetMs).toISOString().slice(0, 19).split('T');
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year} ${time}`;
}

function tens(value: number): number {
  return Math.round(value / W_PER_STEP);
}

function object(suffix: string, read: ManagedObject['read']): ManagedObject {
  return { oid: parseOid(`${ROOT}.${suffix}`), read };
}
