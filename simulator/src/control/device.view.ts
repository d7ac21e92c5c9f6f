import { isMiner, isPdu, liveHashrateThs, liveTemperatureC, type Farm, type RunningDevice } from '../farm/farm.ts';
import type { Instant } from '../farm/wave.ts';
import { PORTS } from '../protocols/listeners.ts';

/** One device as the control endpoint shows it. Fields that a kind doesn't have are null, so that all look alike. */
export function viewDevice(farm: Farm, running: RunningDevice, at: Instant): object {
  return { ...identityOf(farm, running), state: stateOf(farm, running, at) };
}

function identityOf(farm: Farm, running: RunningDevice): object {
  if (isMiner(running)) {
    const { model, rack, row, column, ...device } = running.device;
    return {
      ...common(running),
      family: model.family,
      mac: device.mac,
      firmware: model.firmware,
      address: `cgminer://${device.host}:${PORTS.MINER}`,
      position: { rack, row, column },
      ratedHashrateThs: model.ratedHashrateThs,
      ratedPowerW: model.ratedPowerW,
      ratedEfficiencyJPerTh: model.ratedEfficiencyJPerTh,
    };
  }
  if (isPdu(running)) {
    const { model, mac, host, community, rack, outlets } = running.device;
    return {
      ...common(running),
      family: model.profile,
      profile: model.profile,
      mac,
      firmware: model.firmware,
      address: `snmp://${host}:${PORTS.PDU}`,
      community,
      position: { rack, row: null, column: null },
      outlets: outlets.map(({ number, label, miner }) => ({ number, label, minerSerial: miner?.serial ?? null })),
    };
  }
  const { model, host, unit, main, pdus } = running.device;
  return {
    ...common(running),
    family: model.profile,
    profile: model.profile,
    address: `modbus://${host}:${PORTS.METER}?unit=${unit}`,
    main,
    pduSerials: farm.pdus.flatMap(({ device }) => (pdus.includes(device.index) ? [device.serial] : [])),
  };
}

function common({ device: { kind, serial, name, model } }: RunningDevice): object {
  return {
    serial,
    kind,
    make: model.make,
    model: model.name,
    name,
    mac: null,
    firmware: null,
    profile: null,
    community: null,
    position: null,
    ratedHashrateThs: null,
    ratedPowerW: null,
    ratedEfficiencyJPerTh: null,
    outlets: null,
    main: false,
    pduSerials: null,
  };
}

function stateOf(farm: Farm, running: RunningDevice, at: Instant): object {
  const { wander, fault } = running.state;
  const powerW = Number(running.power.at(at).toFixed(1));
  if (!isMiner(running)) return { hashrateThs: null, powerW, temperatureC: null, wander, fault };
  return {
    hashrateThs: liveHashrateThs(farm.seed, running, at),
    powerW,
    temperatureC: liveTemperatureC(running, at),
    wander,
    fault,
  };
}
