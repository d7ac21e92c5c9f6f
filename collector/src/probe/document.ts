import type { Electrical, MeterReading, MinerReading, OutletReading, PduPart, PduReading } from '../reading.ts';

/** What `probe` prints of a device: short names with their units, in the order in which a person reads them. */
export type ProbeDocument = Readonly<Record<string, unknown>>;

export function minerDocument(reading: MinerReading): ProbeDocument {
  const { hashrateThs, powerW } = reading;
  return {
    make: reading.make,
    model: reading.model,
    firmware: reading.firmware,
    firmwareVersion: reading.firmwareVersion,
    apiVersion: reading.apiVersion,
    mining: reading.hashing,
    hashrateThs,
    hashrateAvgThs: reading.hashrateAverageThs,
    hashrateIdealThs: reading.hashrateIdealThs,
    boards: reading.boards.map((board) => ({
      slot: board.position,
      hashrateThs: board.hashrateThs,
      tempBoardMaxC: board.boardTemperatureC,
      tempChipMaxC: board.chipTemperatureC,
      chips: board.chips,
      serial: board.serial,
      state: board.state,
    })),
    tempInletC: reading.inletTemperatureC,
    fansRpm: reading.fansRpm,
    psuFanRpm: reading.psuFanRpm,
    powerW,
    powerKind: reading.powerKind?.toLowerCase() ?? null,
    efficiencyJth:
      powerW !== null && hashrateThs !== null && hashrateThs > 0 ? Number((powerW / hashrateThs).toFixed(3)) : null,
    uptimeS: reading.uptimeSeconds,
    processUptimeS: reading.processUptimeSeconds,
    pools: reading.pools,
    accepted: reading.accepted,
    rejected: reading.rejected,
    hwErrors: reading.hardwareErrors,
    // The maker's code where there is one, else words.
    faults: reading.faults.map(({ code, text }) => code ?? text),
    serial: reading.serial,
    mac: reading.mac,
  };
}

export function pduDocument(reading: PduReading): ProbeDocument {
  return {
    vendor: reading.vendor,
    model: reading.model,
    firmware: reading.firmware,
    serial: reading.serial,
    profile: reading.profile,
    device: electrical(reading.device),
    phases: reading.phases.map(part),
    cords: reading.cords.map(part),
    outlets: reading.outlets.map(outlet),
  };
}

export function meterDocument(reading: MeterReading): ProbeDocument {
  return {
    vendor: reading.vendor,
    model: reading.model,
    firmware: reading.firmware,
    serial: reading.serial,
    profile: reading.profile,
    device: electrical(reading.device),
    phases: reading.phases.map(part),
    cords: [],
    outlets: [],
  };
}

function electrical(values: Electrical) {
  const { currentA, voltageV, powerW, apparentPowerVa, powerFactor, energyWh } = values;
  return {
    currentA,
    voltageV,
    powerW,
    powerKind: values.powerKind?.toLowerCase() ?? null,
    apparentPowerVa,
    powerFactor,
    energyKwh: energyWh === null ? null : energyWh / 1000,
  };
}

function part({ id, label, name, ...values }: PduPart) {
  return { id, label, name, ...electrical(values) };
}

function outlet({ number, on, ...values }: OutletReading) {
  return { ...part(values), number, state: on === null ? null : on ? 'on' : 'off' };
}
