import { DeviceFailure } from '../device-failure.ts';

/** A gateway's own words: no way to the unit, and no answer from it. */
const [NO_PATH, NO_ANSWER] = [0x0a, 0x0b];

/** What a device answers in place of registers. A gateway that answers for a unit that keeps silent tells of a silent device. */
export function modbusException(address: string, code: number): DeviceFailure {
  return code === NO_PATH || code === NO_ANSWER
    ? new DeviceFailure('timeout', address, `its gateway has no answer from it (Modbus exception ${code})`, 'port')
    : new DeviceFailure('unsupported', address, `Modbus exception ${code}`);
}
