export type MinerFamily = 'antminer-stock' | 'whatsminer' | 'avalon' | 'braiins';

/** Nameplate values as the makers publish them; `chips` and `boards` as the machines report them. */
export type MinerModel = {
  readonly family: MinerFamily;
  readonly make: string;
  readonly name: string;
  readonly firmware: string;
  readonly ratedHashrateThs: number;
  readonly ratedPowerW: number;
  readonly ratedEfficiencyJPerTh: number;
  readonly boards: number;
  readonly chips: number;
  /** The hottest chip under rated load in a 25 °C hall. */
  readonly chipTemperatureC: number;
  /** What the machine's own answer resolves: Antminers and Avalons say whole degrees. */
  readonly temperatureStepC: number;
};

const bitmain = { family: 'antminer-stock', make: 'Bitmain', boards: 3, temperatureStepC: 1 } as const;
const microbt = { family: 'whatsminer', make: 'MicroBT', boards: 3, temperatureStepC: 0.01 } as const;
const canaan = { family: 'avalon', make: 'Canaan', temperatureStepC: 1 } as const;
const braiins = { family: 'braiins', make: 'Bitmain', boards: 3, temperatureStepC: 0.01 } as const;

/** In the order in which blocks of machines rotate through it: the families alternate, so a tiny farm has each. */
export const MINER_MODELS: readonly MinerModel[] = [
  {
    ...bitmain,
    name: 'Antminer S19 Pro',
    firmware: 'Tue Dec  6 16:12:30 CST 2022',
    ratedHashrateThs: 110,
    ratedPowerW: 3250,
    ratedEfficiencyJPerTh: 29.5,
    chips: 114,
    chipTemperatureC: 74,
  },
  {
    ...microbt,
    name: 'Whatsminer M30S++',
    firmware: '20210322.22.REL',
    ratedHashrateThs: 112,
    ratedPowerW: 3472,
    ratedEfficiencyJPerTh: 31,
    chips: 105,
    chipTemperatureC: 84,
  },
  {
    ...canaan,
    name: 'Avalon A1246',
    firmware: '21042001_4ec6bb0_61407fa',
    ratedHashrateThs: 90,
    ratedPowerW: 3420,
    ratedEfficiencyJPerTh: 38,
    boards: 3,
    chips: 120,
    chipTemperatureC: 76,
  },
  {
    ...braiins,
    name: 'Antminer S19',
    firmware: '2024-10-22-0-9b1a2c3d-24.09-plus',
    ratedHashrateThs: 95,
    ratedPowerW: 3250,
    ratedEfficiencyJPerTh: 34.2,
    chips: 76,
    chipTemperatureC: 73,
  },
  {
    ...bitmain,
    name: 'Antminer S21',
    firmware: 'Fri Mar 15 10:04:41 CST 2024',
    ratedHashrateThs: 200,
    ratedPowerW: 3500,
    ratedEfficiencyJPerTh: 17.5,
    chips: 108,
    chipTemperatureC: 68,
  },
  {
    ...microbt,
    name: 'Whatsminer M50',
    firmware: '20230412.12.REL',
    ratedHashrateThs: 114,
    ratedPowerW: 3306,
    ratedEfficiencyJPerTh: 29,
    chips: 105,
    chipTemperatureC: 80,
  },
  {
    ...canaan,
    name: 'Avalon A1366',
    firmware: '23052301_9f41b6c_33f1cf5',
    ratedHashrateThs: 130,
    ratedPowerW: 3250,
    ratedEfficiencyJPerTh: 25,
    boards: 3,
    chips: 114,
    chipTemperatureC: 77,
  },
  {
    ...bitmain,
    name: 'Antminer S19k Pro',
    firmware: 'Wed Aug  9 11:25:08 CST 2023',
    ratedHashrateThs: 120,
    ratedPowerW: 2760,
    ratedEfficiencyJPerTh: 23,
    chips: 77,
    chipTemperatureC: 70,
  },
  {
    ...microbt,
    name: 'Whatsminer M60',
    firmware: '20240118.16.REL',
    ratedHashrateThs: 172,
    ratedPowerW: 3423,
    ratedEfficiencyJPerTh: 19.9,
    chips: 111,
    chipTemperatureC: 78,
  },
  {
    ...braiins,
    name: 'Antminer S19j Pro',
    firmware: '2024-10-22-0-9b1a2c3d-24.09-plus',
    ratedHashrateThs: 104,
    ratedPowerW: 3068,
    ratedEfficiencyJPerTh: 29.5,
    chips: 126,
    chipTemperatureC: 71,
  },
  {
    ...canaan,
    name: 'AvalonMiner 15-194',
    firmware: '24102401_25462b2_9ddf522',
    ratedHashrateThs: 194,
    ratedPowerW: 3647,
    ratedEfficiencyJPerTh: 18.8,
    boards: 3,
    chips: 160,
    chipTemperatureC: 78,
  },
  {
    // The old generation whose bmminer forgets the comma between two objects of its stats.
    ...bitmain,
    name: 'Antminer S9',
    firmware: 'Wed Jul 31 16:18:27 CST 2019',
    ratedHashrateThs: 13.5,
    ratedPowerW: 1323,
    ratedEfficiencyJPerTh: 98,
    chips: 63,
    chipTemperatureC: 82,
  },
];

export type PduProfile = 'raritan-pdu2' | 'servertech-sentry4' | 'apc-rpdu2';

/** `outletStepWh`, `inletStepWh`: one count of the energy registers; `wrapWh`: where the inlet's starts over. */
export type PduModel = {
  readonly profile: PduProfile;
  readonly make: string;
  readonly name: string;
  readonly firmware: string;
  readonly outletStepWh: number;
  readonly outletWrapWh: number;
  readonly inletStepWh: number;
  readonly inletWrapWh: number;
};

export const PDU_MODELS: readonly PduModel[] = [
  {
    profile: 'raritan-pdu2',
    make: 'Raritan',
    name: 'PX3-5911V-V2',
    firmware: '4.2.0.5-50274',
    outletStepWh: 1,
    outletWrapWh: 2 ** 32,
    inletStepWh: 1,
    inletWrapWh: 2 ** 32,
  },
  {
    profile: 'servertech-sentry4',
    make: 'Server Technology',
    name: 'C2WG24TE-4QME2M99',
    firmware: 'Version 8.0n',
    outletStepWh: 1,
    outletWrapWh: 2 ** 31,
    inletStepWh: 100,
    inletWrapWh: 2 ** 31 * 100,
  },
  {
    profile: 'apc-rpdu2',
    make: 'APC',
    name: 'APDU9981EU3',
    firmware: '2.5.0.6',
    outletStepWh: 100,
    outletWrapWh: 2 ** 31 * 100,
    inletStepWh: 100,
    inletWrapWh: 2 ** 31 * 100,
  },
];

export const METER_MODEL = { profile: 'eastron-sdm630', make: 'Eastron', name: 'SDM630-Modbus V2' } as const;
