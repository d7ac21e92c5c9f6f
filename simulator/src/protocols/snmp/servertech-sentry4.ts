import { isOutletOn } from '../../farm/state.ts';
import { parseOid } from './ber.ts';
import {
  inletElectrical,
  LINE_HZ,
  outletElectrical,
  phaseElectrical,
  phaseOf,
  PHASES,
  POWER_FACTOR,
} from './electrical.ts';
import { integer, Mib, outletOrder, text, type ManagedObject, type Reading } from './mib.ts';
import { systemGroup } from './system-group.ts';

/** Server Technology Sentry4-MIB. One unit with one cord; rows are unit.cord.item. */
const ROOT = '1.3.6.1.4.1.1718.4';
const UNIT = 1;
const CORD = `${UNIT}.1`;
const ON = 1;
const OFF = 0;
const NO_ACTION = 0;
const ACTIONS = { 1: 'ON', 2: 'OFF', 3: 'CYCLE' } as const;
const NORMAL = 0;
/** Outlets count single Wh, cord and phases 0.1 kWh: two scales in one MIB. */
const WH_PER_CORD_STEP = 100;

export function sentry4Mib(outlets: number): Mib {
  const numbers = Array.from({ length: outlets }, (_, index) => index + 1);
  return new Mib([
    ...systemGroup(ROOT, () => 'Sentry Smart PDU'),
    object('1.1.3.0', ({ pdu }) => text(pdu.device.model.firmware)),
    object(`2.2.1.3.${UNIT}`, ({ pdu }) => text(pdu.device.name)),
    object(`2.2.1.4.${UNIT}`, ({ pdu }) => text(pdu.device.serial)),
    object(`2.2.1.5.${UNIT}`, ({ pdu }) => text(pdu.device.model.name)),
    ...cord(outlets),
    ...PHASES.flatMap(phase),
    ...numbers.flatMap(outlet),
  ]);
}

function cord(outlets: number): ManagedObject[] {
  return [
    object(`3.2.1.2.${CORD}`, () => text('AA')),
    object(`3.2.1.3.${CORD}`, () => text('Master_Cord_A')),
    object(`3.2.1.20.${CORD}`, () => integer(PHASES.length)), // lines
    object(`3.2.1.21.${CORD}`, () => integer(PHASES.length)), // phases
    object(`3.2.1.24.${CORD}`, () => integer(outlets)),
    object(`3.3.1.1.${CORD}`, () => integer(ON)),
    object(`3.3.1.2.${CORD}`, () => integer(NORMAL)),
    object(`3.3.1.3.${CORD}`, (reading) => integer(inletElectrical(reading).powerW)),
    object(`3.3.1.4.${CORD}`, () => integer(NORMAL)),
    object(`3.3.1.5.${CORD}`, (reading) => integer(inletElectrical(reading).apparentVa)),
    object(`3.3.1.8.${CORD}`, () => integer(POWER_FACTOR * 100)),
    object(`3.3.1.10.${CORD}`, ({ pdu, at }) => integer(pdu.register.readWh(at) / WH_PER_CORD_STEP)),
    object(`3.3.1.11.${CORD}`, () => integer(LINE_HZ * 10)),
  ];
}

function phase(index: number): ManagedObject[] {
  const row = `${CORD}.${index + 1}`;
  const at = (reading: Reading) => phaseElectrical(reading, index);
  return [
    object(`4.2.1.4.${row}`, () => text(`AA:L${index + 1}`)),
    object(`4.3.1.1.${row}`, () => integer(ON)),
    object(`4.3.1.3.${row}`, (reading) => integer(at(reading).currentA * 100)),
    object(`5.2.1.4.${row}`, () => text(`AA:L${index + 1}-N`)),
    object(`5.3.1.1.${row}`, () => integer(ON)),
    object(`5.3.1.3.${row}`, (reading) => integer(at(reading).voltageV * 10)),
    object(`5.3.1.6.${row}`, (reading) => integer(at(reading).currentA * 100)),
    object(`5.3.1.8.${row}`, (reading) => integer(at(reading).powerW)),
    object(`5.3.1.13.${row}`, (reading) => integer(Math.floor(phaseEnergyWh(reading, index) / WH_PER_CORD_STEP))),
  ];
}

function phaseEnergyWh({ pdu, at }: Reading, index: number): number {
  return pdu.outlets
    .filter(({ outlet: { number } }) => phaseOf(number) === index)
    .reduce((total, { register }) => total + register.readWh(at), 0);
}

function outlet(number: number): ManagedObject[] {
  const row = `${CORD}.${number}`;
  const at = (reading: Reading) => outletElectrical(reading, number);
  const state = ({ pdu }: Reading) => integer(isOutletOn(pdu.state, number) ? ON : OFF);
  return [
    object(`8.2.1.2.${row}`, () => text(`AA${number}`)),
    object(`8.2.1.3.${row}`, ({ pdu }) => text(pdu.device.outlets[number - 1]?.label ?? '')),
    object(`8.3.1.1.${row}`, state),
    object(`8.3.1.2.${row}`, () => integer(NORMAL)),
    object(`8.3.1.3.${row}`, (reading) => integer(at(reading).currentA * 100)),
    object(`8.3.1.4.${row}`, () => integer(NORMAL)),
    object(`8.3.1.6.${row}`, (reading) => integer(at(reading).voltageV * 10)),
    object(`8.3.1.7.${row}`, (reading) => integer(at(reading).powerW)),
    object(`8.3.1.10.${row}`, (reading) => integer(at(reading).powerW > 0 ? POWER_FACTOR * 100 : 0)),
    object(`8.3.1.14.${row}`, ({ pdu, at: now }) => integer(pdu.outlets[number - 1]?.register.readWh(now) ?? 0)),
    object(`8.5.1.1.${row}`, state), // control state
    { ...object(`8.5.1.2.${row}`, () => integer(NO_ACTION)), order: outletOrder(number, ACTIONS) },
  ];
}

function object(suffix: string, read: ManagedObject['read']): ManagedObject {
  return { oid: parseOid(`${ROOT}.1.${suffix}`), read };
}
