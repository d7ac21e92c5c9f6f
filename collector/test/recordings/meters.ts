import type { MeterReading } from '../../src/reading.ts';

/** What stands at an address: registers as hex, or a number of a type, high word first unless the meter has the low one there. */
type At = Readonly<Record<number, string>>;
/** Registers of one meter, made up after its document, and what they mean. */
export type MeterRecording = {
  readonly profile: string;
  readonly name: string;
  readonly registers: At;
  /** What function 43 tells: maker, product, revision. */
  readonly identification?: readonly string[];
  readonly reading: Partial<Omit<MeterReading, 'device' | 'phases'>> & {
    readonly device: object;
    readonly phases: readonly object[];
  };
};

export const f32 = (...values: number[]): string =>
  values.map((value) => hex(4, (b) => b.writeFloatBE(value))).join('');
const f64 = (value: number): string => hex(8, (b) => b.writeDoubleBE(value));
const i32 = (value: number): string => hex(4, (b) => b.writeInt32BE(value));
const i64 = (value: bigint): string => hex(8, (b) => b.writeBigInt64BE(value));
const u16 = (value: number): string => hex(2, (b) => b.writeUInt16BE(value));
/** The low word first, as Carlo Gavazzi has it. */
const low32 = (...values: number[]): string =>
  values.map((value) => i32(value).replace(/(.{4})(.{4})/, '$2$1')).join('');
const text = (words: string, registers: number): string =>
  Buffer.from(words.padEnd(registers * 2, '\0')).toString('hex');

function hex(bytes: number, write: (buffer: Buffer) => void): string {
  const buffer = Buffer.alloc(bytes);
  write(buffer);
  return buffer.toString('hex');
}

const ONES = 'ffffffff';

const eastron = (code: number, serial: number, registers: At): At => ({
  ...registers,
  0xfc00: i32(serial),
  0xfc02: u16(code),
});
const gavazzi = (code: number, registers: At): At => ({ ...registers, 0x0b: u16(code) });
const schneider = (model: string, serial: number, registers: At): At => ({
  ...registers,
  0x31: text(model, 20),
  0x81: i32(serial),
});

/** Amps, volts and kW of an iEM3000 or PM5000: amps from 3000 on, volts from 3028, power from 3054 with its total, Wh at 3204. */
const powerLogic = (amps: string, volts: string, kilowatts: string, wh: bigint): At => ({
  0xbb7: amps,
  0xbd3: volts,
  0xbed: kilowatts,
  0xc83: i64(wh),
});

export const meterRecordings: readonly MeterRecording[] = [
  {
    profile: 'eastron-sdm120',
    name: 'an SDM120 has one phase',
    registers: eastron(0x20, 19_012_345, { 0x00: f32(230.4), 0x06: f32(8.7), 0x0c: f32(1999.5), 0x48: f32(2058.12) }),
    reading: {
      vendor: 'Eastron',
      model: 'SDM120',
      serial: '19012345',
      device: { powerW: 1999.5, powerKind: 'MEASURED', energyWh: 2_058_120, energyRaw: '2058.12 kWh' },
      phases: [{ id: 'L1', voltageV: 230.4, currentA: 8.7 }],
    },
  },
  {
    profile: 'eastron-sdm120',
    name: 'an SDM230 is laid out like it; a register that nobody set is NaN, and no value',
    registers: eastron(0x2b, 7, { 0x00: f32(229.9), 0x06: f32(0), 0x0c: f32(0), 0x48: f32(Number.NaN) }),
    reading: {
      model: 'SDM230',
      device: { powerW: 0, powerKind: 'MEASURED', energyWh: null, energyRaw: null },
      phases: [{ voltageV: 229.9, currentA: 0 }],
    },
  },
  {
    profile: 'eastron-sdm630',
    name: 'an SDM630 whose transformer on L2 is turned round',
    registers: eastron(0x70, 20_123_456, {
      0x00: f32(230.1, 231.2, 229.9, 10.5, 11, 9.75, 2400, -2500, 2200),
      0x34: f32(2100),
      0x48: f32(123_456.78),
    }),
    reading: {
      model: 'SDM630',
      serial: '20123456',
      // Float32: the step is 8 Wh at this height.
      device: { powerW: 2100, energyWh: 123_456_780, energyRaw: '123456.78 kWh' },
      phases: [{ powerW: 2400 }, { voltageV: 231.2, currentA: 11, powerW: -2500 }, { powerW: 2200 }],
    },
  },
  {
    profile: 'eastron-sdm72',
    name: 'an SDM72 takes smaller reads',
    registers: eastron(0x89, 1, {
      0x00: f32(230, 231, 229, 1, 2, 3, 230, 462, 687),
      0x34: f32(1379),
      0x48: f32(9_999_999.9),
    }),
    reading: {
      model: 'SDM72 v2',
      device: { powerW: 1379, energyWh: 10_000_000_000 },
      phases: [{ currentA: 1 }, { currentA: 2 }, { currentA: 3 }],
    },
  },
  {
    profile: 'schneider-iem3000',
    name: 'an iEM3255 counts kW and whole Wh',
    registers: schneider('iEM3255', 1_000_000, {
      ...powerLogic(f32(5, 6, 7), f32(230, 231, 232), f32(1.1, 1.2, 1.3, 3.6), 123_456_789n),
    }),
    reading: {
      vendor: 'Schneider',
      model: 'iEM3255',
      serial: '1000000',
      device: { powerW: 3600, energyWh: 123_456_789, energyRaw: '123456789 Wh' },
      phases: [{ voltageV: 230, currentA: 5, powerW: 1100 }, {}, { powerW: 1300 }],
    },
  },
  {
    profile: 'schneider-iem3000',
    name: 'an A9MEM3150, wired for one phase: the others are NaN, its register is not there yet',
    registers: schneider('A9MEM3150', 2, {
      ...powerLogic(
        f32(5, Number.NaN, Number.NaN),
        f32(230, Number.NaN, Number.NaN),
        f32(1.1, Number.NaN, Number.NaN, 1.1),
        -(2n ** 63n),
      ),
    }),
    reading: {
      model: 'A9MEM3150',
      device: { powerW: 1100, energyWh: null, energyRaw: null },
      phases: [{ id: 'L1', powerW: 1100 }],
    },
  },
  {
    profile: 'schneider-pm5000',
    name: 'a PM5560 is laid out like it',
    registers: schneider('PM5560', 3, {
      ...powerLogic(f32(50, 60, 70), f32(400, 401, 402), f32(11, 12, 13, 36), 9_007_199_254_740_993n),
    }),
    reading: {
      model: 'PM5560',
      device: { powerW: 36_000, energyRaw: '9007199254740993 Wh' },
      phases: [{ voltageV: 400, powerW: 11_000 }, {}, {}],
    },
  },
  {
    profile: 'abb-b23',
    name: 'a B23 on one phase: what is all ones, or the highest signed number, it does not have',
    registers: {
      0x8900: i32(12_345_678),
      0x8960: text('B23 112-100', 6),
      0x5000: i64(12_345_678n),
      0x5b00: `${i32(2301)}${ONES}${ONES}`,
      0x5b0c: `${i32(1050)}${ONES}${ONES}`,
      0x5b14: `${i32(-241_500)}${i32(-241_500)}7fffffff7fffffff`,
    },
    reading: {
      vendor: 'ABB',
      model: 'B23 112-100',
      serial: '12345678',
      device: { powerW: -2415, energyWh: 123_456_780, energyRaw: '12345678 x 0.01 kWh' },
      phases: [{ id: 'L1', voltageV: 230.1, currentA: 10.5, powerW: -2415 }],
    },
  },
  {
    profile: 'abb-b23',
    name: 'an A43 on three',
    registers: {
      0x8960: text('A43 212-100', 6),
      0x5000: i64(0n),
      0x5b00: i32(2301) + i32(2302) + i32(2303),
      0x5b0c: i32(1) + i32(2) + i32(3),
      0x5b14: i32(600) + i32(100) + i32(200) + i32(300),
    },
    reading: {
      model: 'A43 212-100',
      serial: null,
      device: { powerW: 6, energyWh: 0, energyRaw: '0 x 0.01 kWh' },
      phases: [{ currentA: 0.01, powerW: 1 }, {}, { voltageV: 230.3, powerW: 3 }],
    },
  },
  ...[71, 72, 73].map(
    (code): MeterRecording => ({
      profile: 'carlo-gavazzi-em24',
      name: `an EM24 with code ${code}: low word first, the register at 0x42`,
      registers: gavazzi(code, {
        0x00: low32(2301, 2302, 2303),
        0x0c: low32(10_000, 11_000, 70_000, 23_010, -25_322, 161_210),
        0x28: low32(158_898),
        0x34: low32(999),
        0x42: low32(123_456),
      }),
      reading: {
        vendor: 'Carlo Gavazzi',
        model: 'EM24',
        device: { powerW: 15_889.8, energyWh: 12_345_600, energyRaw: '123456 x 0.1 kWh' },
        phases: [{ voltageV: 230.1, currentA: 10, powerW: 2301 }, { powerW: -2532.2 }, { currentA: 70 }],
      },
    }),
  ),
  ...(
    [
      [331, 'EM330'],
      [335, 'ET330'],
      [340, 'EM340'],
      [345, 'ET340'],
      [1648, 'EM24DINAV23XE1X'],
      [1653, 'EM24DINAV53XE1PFB'],
    ] as const
  ).map(
    ([code, model]): MeterRecording => ({
      profile: 'carlo-gavazzi-em340',
      name: `an ${model} with code ${code}: the register at 0x34`,
      registers: gavazzi(code, {
        0x00: low32(2301, 2302, 2303),
        0x0c: low32(10_000, 11_000, 12_000, 23_010, 25_322, 27_636),
        0x28: low32(75_968),
        0x34: low32(123_456),
        0x42: low32(999),
      }),
      reading: {
        model,
        device: { powerW: 7596.8, energyWh: 12_345_600 },
        phases: [{ powerW: 2301 }, { powerW: 2532.2 }, { powerW: 2763.6 }],
      },
    }),
  ),
  ...(
    [
      ['siemens-pac2200', ['SIEMENS', 'PAC2200', 'V3.2.2'], 12_345_678],
      ['siemens-pac2200', ['Siemens AG', '7KM2200-2EA30-1GA1', '3.2'], 12_345_678],
      ['siemens-pac3200', ['Siemens AG', '7KM2112-0BA00-3AA0', 'V2.4'], 12_345_688],
      ['siemens-pac3200', ['SIEMENS', 'SENTRON PAC3200', ''], 12_345_688],
      ['siemens-pac3200', ['SIEMENS', 'SENTRON PAC4200', 'V2'], 12_345_688],
    ] as const
  ).map(
    ([profile, identification, energyWh]): MeterRecording => ({
      profile,
      name: `${identification.slice(0, 2).join(' ')}, by function 43: floats, and doubles for the tariffs`,
      identification,
      registers: {
        1: f32(230.1, 230.2, 230.3),
        13: f32(4, 5, 6),
        25: f32(900, 1100, 1300),
        65: f32(3300),
        801: f64(12_345_678) + f64(10),
      },
      reading: {
        vendor: identification[0],
        model: identification[1],
        firmware: identification[2] === '' ? null : identification[2],
        device: { powerW: 3300, energyWh },
        phases: [{ voltageV: 230.1, currentA: 4, powerW: 900 }, {}, {}],
      },
    }),
  ),
  ...(
    [
      ['Janitza electronics GmbH', 'UMG 96RM-E', '3.2'],
      ['Janitza', 'UMG604', '5.0'],
      ['Janitza', 'UMG 512-PRO', '5.1'],
    ] as const
  ).map(
    (identification): MeterRecording => ({
      profile: 'janitza-umg',
      name: `${identification.slice(0, 2).join(' ')}, by function 43: Wh as a float, in steps at this height`,
      identification,
      registers: {
        0x4a38: f32(229.5, 230.5, 231.5),
        0x4a44: f32(16, 17, 18, 0, 3600, 3700, 3800, 11_100),
        0x4a7c: f32(1_000_000_064),
      },
      reading: {
        model: identification[1],
        device: { powerW: 11_100, energyWh: 1_000_000_060, energyRaw: '1000000060 Wh' },
        phases: [{ voltageV: 229.5, currentA: 16, powerW: 3600 }, {}, {}],
      },
    }),
  ),
];
