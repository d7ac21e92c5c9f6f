import type { Device, Layout, Meter, Miner, Outlet, Pdu } from './layout.ts';
import { hashrateWave, isPowered, powerWave, temperatureWave } from './miner-physics.ts';
import { EnergyRegister } from './register.ts';
import { draw, drawBetween } from './seed.ts';
import { answers, changed, isOutletOn, UNTOUCHED, type DeviceState, type LoggedChange } from './state.ts';
import { Timeline } from './timeline.ts';
import { FARM_EPOCH_MS, FLAT_ZERO, instant, scale, shift, sum, type Instant, type Wave } from './wave.ts';

type Running<Kind extends Device> = { readonly device: Kind; state: DeviceState; readonly silences: Silence[] };
/** While the device's interface answers nobody. `to` null: still. */
export type Silence = { readonly from: number; to: number | null };
export type RunningMiner = Running<Miner> & {
  readonly hashrate: Timeline;
  readonly power: Timeline;
  readonly temperature: Timeline;
  /** null: it has run ever since it was installed. */
  poweredOnAt: number | null;
};
export type RunningOutlet = { readonly outlet: Outlet; readonly power: Timeline; readonly register: EnergyRegister };
export type RunningPdu = Running<Pdu> & {
  readonly power: Timeline;
  readonly register: EnergyRegister;
  readonly outlets: readonly RunningOutlet[];
};
export type RunningMeter = Running<Meter> & { readonly power: Timeline; readonly register: EnergyRegister };
export type RunningDevice = RunningMiner | RunningPdu | RunningMeter;

/** A PDU loses a little in its breakers and eats for its own controller; cables and the hall's fans come on top. */
const PDU_LOSS = 1.004;
const PDU_OWN_W = 12;
const CABLE_LOSS = 1.003;
const SITE_LOSS = 1.006;
const HOUSE_SHARE = 0.015;

/**
 * The physical farm: who draws how much, when. Everything that it answers is a pure function of seed, layout, the log
 * of changes and an instant; it reads no clock and can be asked about any instant, past ones too.
 */
export class Farm {
  readonly seed: number;
  readonly miners: readonly RunningMiner[];
  readonly pdus: readonly RunningPdu[];
  readonly meters: readonly RunningMeter[];
  readonly #bySerial: ReadonlyMap<string, RunningDevice>;
  readonly #houseW: number;

  constructor(seed: number, layout: Layout, log: readonly LoggedChange[] = []) {
    this.seed = seed;
    this.#houseW = HOUSE_SHARE * layout.miners.reduce((total, { model }) => total + model.ratedPowerW, 0);
    this.miners = layout.miners.map((miner) => installMiner(seed, miner));
    this.pdus = layout.pdus.map((pdu) => installPdu(seed, pdu, this.miners));
    this.meters = layout.meters.map((meter) => this.#installMeter(meter));
    const devices: RunningDevice[] = [...this.miners, ...this.pdus, ...this.meters];
    this.#bySerial = new Map(devices.map((running) => [running.device.serial, running]));
    for (const logged of log) this.apply(logged);
  }

  get devices(): Iterable<RunningDevice> {
    return this.#bySerial.values();
  }

  find(serial: string): RunningDevice | null {
    return this.#bySerial.get(serial) ?? null;
  }

  /** Makes a change true from its instant on. Changes come in the order of time, in replay as when they happened. */
  apply({ at, serial, change }: LoggedChange): void {
    const running = this.#bySerial.get(serial);
    if (!running) throw new Error(`The log of changes names ${serial}, which this farm doesn't have.`);
    const before = running.state;
    running.state = changed(before, change);
    followSilence(running, before, at);
    if (change.fault === 'register-reset') resetRegisters(running, instant(at));
    if (isMiner(running)) {
      if (change.restart) running.poweredOnAt = at;
      this.#followMiner(running, before, at);
    }
    if (isPdu(running) && change.outlet) this.#followOutlet(running, change.outlet.number, at);
  }

  /** The miner that hangs on an outlet, if any. */
  fedBy(pdu: RunningPdu, outlet: number): RunningMiner | null {
    const fed = pdu.device.outlets.find(({ number }) => number === outlet)?.miner;
    return (fed && this.miners[fed.index]) ?? null;
  }

  #followOutlet(pdu: RunningPdu, outlet: number, at: number): void {
    const miner = this.fedBy(pdu, outlet);
    if (!miner) return;
    const before = miner.state;
    miner.state = { ...before, unplugged: !isOutletOn(pdu.state, outlet) };
    followSilence(miner, before, at);
    this.#followMiner(miner, before, at);
  }

  #followMiner(miner: RunningMiner, before: DeviceState, at: number): void {
    const { device, state } = miner;
    if (!isPowered(before) && isPowered(state)) miner.poweredOnAt = at;
    miner.hashrate.change(at, hashrateWave(this.seed, device, state));
    miner.power.change(at, powerWave(this.seed, device, state));
    miner.temperature.change(at, temperatureWave(this.seed, device, state));
    const pdu = this.pdus[device.pdu];
    if (!pdu) return;
    pdu.power.change(at, inletWave(pdu.outlets, at));
    for (const meter of this.meters) {
      if (meter.device.pdus.includes(device.pdu)) meter.power.change(at, this.#meterWave(meter.device, at));
    }
  }

  #installMeter(device: Meter): RunningMeter {
    const power = new Timeline(this.#meterWave(device, FARM_EPOCH_MS));
    const initialWh = Math.floor(drawBetween(1e6, 9e6, this.seed, 'meter register', device.index));
    const register = new EnergyRegister(power, { initialWh, stepWh: 1, wrapWh: null });
    return { device, state: UNTOUCHED, silences: [], power, register };
  }

  #meterWave({ main, pdus }: Meter, at: number): Wave {
    const inlets = sum(pdus.map((index) => this.pdus[index]?.power.waveAt(at) ?? FLAT_ZERO));
    return main ? shift(scale(inlets, SITE_LOSS), this.#houseW) : scale(inlets, CABLE_LOSS);
  }
}

export function isMiner(running: RunningDevice): running is RunningMiner {
  return running.device.kind === 'MINER';
}

export function isPdu(running: RunningDevice): running is RunningPdu {
  return running.device.kind === 'PDU';
}

/** The shortest window of a miner's rate: within one the answer stands still. */
const RATE_WINDOW_MS = 5_000;
/** Share luck over five seconds. */
const RATE_NOISE = 0.012;
/** 10 MH/s, the last digit of an Antminer's GH/s. */
const RATE_STEPS_PER_THS = 100_000;

/** The live hashrate in TH/s as the device's own answer and the control endpoint both give it. */
export function liveHashrateThs(seed: number, miner: RunningMiner, at: Instant): number {
  const noise = miner.state.wander
    ? 1 + RATE_NOISE * (2 * draw(seed, 'luck', miner.device.index, Math.floor(at.ms / RATE_WINDOW_MS)) - 1)
    : 1;
  return Math.round(miner.hashrate.at(at) * noise * RATE_STEPS_PER_THS) / RATE_STEPS_PER_THS;
}

/** The hottest chip in °C, to the device's own resolution; null while it is off. */
export function liveTemperatureC(miner: RunningMiner, at: Instant): number | null {
  if (!isPowered(miner.state)) return null;
  const { temperatureStepC } = miner.device.model;
  const steps = Math.round(miner.temperature.at(at) / temperatureStepC);
  return Number((steps * temperatureStepC).toFixed(2));
}

/** When the miner's process started: machines restart now and then, each in its own rhythm of some weeks. */
export function bootedAtMs(seed: number, miner: RunningMiner, at: Instant): number {
  const everyMs = drawBetween(12, 45, seed, 'restart', miner.device.index) * 86_400_000;
  const restartMs = FARM_EPOCH_MS + Math.floor((at.ms - FARM_EPOCH_MS) / everyMs) * everyMs;
  return Math.floor(Math.max(restartMs, miner.poweredOnAt ?? restartMs));
}

/** Whether nobody could read the device at that instant. */
export function isSilentAt(running: RunningDevice, ms: number): boolean {
  return running.silences.some(({ from, to }) => from <= ms && (to === null || ms < to));
}

function installMiner(seed: number, device: Miner): RunningMiner {
  return {
    device,
    state: UNTOUCHED,
    silences: [],
    hashrate: new Timeline(hashrateWave(seed, device, UNTOUCHED)),
    power: new Timeline(powerWave(seed, device, UNTOUCHED)),
    temperature: new Timeline(temperatureWave(seed, device, UNTOUCHED)),
    poweredOnAt: null,
  };
}

function installPdu(seed: number, device: Pdu, miners: readonly RunningMiner[]): RunningPdu {
  const { outletStepWh, outletWrapWh, inletStepWh, inletWrapWh } = device.model;
  const initialWh = device.outlets.map(({ number }) =>
    Math.floor(drawBetween(2e5, 9e6, seed, 'outlet register', device.index, number)),
  );
  const outlets = device.outlets.map((outlet, position) => {
    const power = (outlet.miner && miners[outlet.miner.index]?.power) ?? new Timeline(FLAT_ZERO);
    const options = { initialWh: initialWh[position] ?? 0, stepWh: outletStepWh, wrapWh: outletWrapWh };
    return { outlet, power, register: new EnergyRegister(power, options) };
  });
  const power = new Timeline(inletWave(outlets, FARM_EPOCH_MS));
  const inletWh = Math.floor(PDU_LOSS * initialWh.reduce((total, wh) => total + wh, 0));
  const options = { initialWh: inletWh, stepWh: inletStepWh, wrapWh: inletWrapWh };
  return { device, state: UNTOUCHED, silences: [], power, outlets, register: new EnergyRegister(power, options) };
}

function inletWave(outlets: readonly RunningOutlet[], at: number): Wave {
  return shift(scale(sum(outlets.map(({ power }) => power.waveAt(at))), PDU_LOSS), PDU_OWN_W);
}

function followSilence(running: RunningDevice, before: DeviceState, at: number): void {
  const open = running.silences.at(-1);
  if (answers(before) && !answers(running.state)) running.silences.push({ from: at, to: null });
  if (!answers(before) && answers(running.state) && open) open.to = at;
}

function resetRegisters(running: RunningDevice, at: Instant): void {
  if (isMiner(running)) return;
  running.register.reset(at);
  if (isPdu(running)) for (const { register } of running.outlets) register.reset(at);
}
