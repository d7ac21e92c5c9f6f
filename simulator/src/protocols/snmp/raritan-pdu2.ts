import type { RunningPdu } from '../../farm/farm.ts';
import { isOutletOn } from '../../farm/state.ts';
import { parseOid } from './ber.ts';
import {
  inletElectrical,
  LINE_HZ,
  outletElectrical,
  phaseElectrical,
  PHASES,
  POWER_FACTOR,
  type Electrical,
} from './electrical.ts';
import { gauge, integer, Mib, outletOrder, text, type ManagedObject, type Reading } from './mib.ts';
import { systemGroup } from './system-group.ts';

/** Raritan PX2, PX3 and PX4: PDU2-MIB. Every sensor of every part follows one scheme of tables. */
const ROOT = '1.3.6.1.4.1.13742.6';
/** The PDU's number behind one agent: 1 without expansion units. */
const UNIT = 1;
const STATE = { normal: 4, on: 7, off: 8 } as const;
const SWITCHING = { 0: 'OFF', 1: 'ON', 2: 'CYCLE' } as const;
const WHEN_MADE_S = Date.UTC(2024, 2, 5) / 1000;

/** `type`, `units` and `digits` as the MIB numbers them; `value` in the sensor's own unit before the digits. */
type Sensor = {
  readonly type: number;
  readonly units: number;
  readonly digits: number;
  readonly state: (reading: Reading) => number;
  readonly value: (reading: Reading) => number;
  readonly resetAtS: ((reading: Reading) => number) | null;
};

export function raritanMib(outlets: number): Mib {
  const numbers = Array.from({ length: outlets }, (_, index) => index + 1);
  return new Mib([
    ...systemGroup(
      ROOT,
      ({ pdu }) => `Raritan PDU, MD:${pdu.device.model.name} HW:0x10 FW:${pdu.device.model.firmware}`,
    ),
    ...nameplate(outlets),
    ...sensors('5.2.3.1', '3.3.4.1', '1', inletSensors()),
    ...PHASES.flatMap((phase) => sensors('5.2.4.1', '3.3.6.1', `1.${phase + 1}`, poleSensors(phase))),
    ...numbers.flatMap((number) => outletNames(number)),
    ...numbers.flatMap((number) => sensors('5.4.3.1', '3.5.4.1', String(number), outletSensors(number))),
  ]);
}

function nameplate(outlets: number): ManagedObject[] {
  return [
    object(`3.2.1.1.2.${UNIT}`, ({ pdu }) => text(pdu.device.model.make)),
    object(`3.2.1.1.3.${UNIT}`, ({ pdu }) => text(pdu.device.model.name)),
    object(`3.2.1.1.4.${UNIT}`, ({ pdu }) => text(pdu.device.serial)),
    object(`3.2.2.1.2.${UNIT}`, () => integer(1)), // inlets
    object(`3.2.2.1.4.${UNIT}`, () => integer(outlets)),
    object(`3.2.2.1.13.${UNIT}`, ({ pdu }) => text(pdu.device.name)),
    object(`3.2.3.1.6.${UNIT}.1.1`, ({ pdu }) => text(pdu.device.model.firmware)),
    object(`3.3.3.1.2.${UNIT}.1`, () => text('I1')),
    object(`3.3.3.1.3.${UNIT}.1`, () => text('')),
    object(`3.3.3.1.4.${UNIT}.1`, () => integer(PHASES.length)),
    ...PHASES.map((phase) => object(`3.3.5.1.2.${UNIT}.1.${phase + 1}`, () => integer(phase + 1))), // lines L1 to L3
  ];
}

function outletNames(number: number): ManagedObject[] {
  const label = (pdu: RunningPdu): string => pdu.device.outlets[number - 1]?.miner?.name ?? '';
  return [
    object(`3.5.3.1.2.${UNIT}.${number}`, () => text(String(number))),
    object(`3.5.3.1.3.${UNIT}.${number}`, ({ pdu }) => text(label(pdu))), // empty while nothing is named: normal
    object(`3.5.3.1.28.${UNIT}.${number}`, () => integer(1)), // switchable
    {
      ...object(`4.1.2.1.2.${UNIT}.${number}`, ({ pdu }) => integer(isOutletOn(pdu.state, number) ? 1 : 0)),
      order: outletOrder(number, SWITCHING),
    },
    object(`4.1.2.1.3.${UNIT}.${number}`, ({ pdu }) => integer(isOutletOn(pdu.state, number) ? STATE.on : STATE.off)),
  ];
}

function inletSensors(): Sensor[] {
  return [...electricalSensors(inletElectrical), energy(({ pdu }) => pdu.register), sensor(23, 8, 1, () => LINE_HZ)];
}

function poleSensors(phase: number): Sensor[] {
  return electricalSensors((reading) => phaseElectrical(reading, phase));
}

function outletSensors(number: number): Sensor[] {
  const stateOf = ({ pdu }: Reading) => (isOutletOn(pdu.state, number) ? STATE.on : STATE.off);
  return [
    ...electricalSensors((reading) => outletElectrical(reading, number)),
    energy(({ pdu }) => pdu.outlets[number - 1]?.register),
    // On and off are told by the state of the sensor; its value is always 0.
    { ...sensor(14, -1, 0, () => 0), state: stateOf },
  ];
}

function electricalSensors(of: (reading: Reading) => Electrical): Sensor[] {
  return [
    sensor(1, 2, 3, (reading) => of(reading).currentA),
    sensor(4, 1, 0, (reading) => of(reading).voltageV),
    sensor(5, 3, 0, (reading) => of(reading).powerW),
    sensor(6, 4, 0, (reading) => of(reading).apparentVa),
    sensor(7, -1, 2, (reading) => (of(reading).powerW > 0 ? POWER_FACTOR : 0)),
  ];
}

function energy(of: (reading: Reading) => RunningPdu['register'] | undefined): Sensor {
  return {
    ...sensor(8, 5, 0, (reading) => of(reading)?.readWh(reading.at) ?? 0),
    resetAtS: (reading) => {
      const resetMs = of(reading)?.resetAt(reading.at) ?? null;
      return resetMs === null ? WHEN_MADE_S : Math.floor(resetMs / 1000);
    },
  };
}

function sensor(type: number, units: number, digits: number, value: Sensor['value']): Sensor {
  return { type, units, digits, state: () => STATE.normal, value, resetAtS: null };
}

/** One part's sensors: readings below `readings`, units and decimal digits below `settings`. */
function sensors(readings: string, settings: string, part: string, list: readonly Sensor[]): ManagedObject[] {
  return list.flatMap((sensor) => {
    const row = `${UNIT}.${part}.${sensor.type}`;
    const scaled = (reading: Reading): number => Math.round(sensor.value(reading) * 10 ** sensor.digits);
    // The signed column says nothing for energy, which counts beyond its range.
    const signed = (reading: Reading): number => (sensor.resetAtS ? 0 : scaled(reading));
    const columns = [
      object(`${readings}.2.${row}`, () => integer(1)), // available
      object(`${readings}.3.${row}`, (reading) => integer(sensor.state(reading))),
      object(`${readings}.4.${row}`, (reading) => gauge(scaled(reading))),
      object(`${readings}.5.${row}`, ({ at }) => gauge(Math.floor(at.ms / 1000))),
      object(`${readings}.6.${row}`, (reading) => integer(signed(reading))),
      object(`${settings}.6.${row}`, () => integer(sensor.units)),
      object(`${settings}.7.${row}`, () => gauge(sensor.digits)),
    ];
    const { resetAtS } = sensor;
    return resetAtS ? [...columns, object(`${readings}.15.${row}`, (reading) => gauge(resetAtS(reading)))] : columns;
  });
}

function object(suffix: string, read: ManagedObject['read']): ManagedObject {
  return { oid: parseOid(`${ROOT}.${suffix}`), read };
}
