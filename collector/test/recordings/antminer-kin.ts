import { answer, NOT_PERMITTED, pool, type Recording } from './recording.ts';

const boards = (slots: readonly number[], own: (slot: number) => object): object =>
  Object.assign({}, ...slots.map(own)) as object;
const usual = (slot: number) => ({
  [`chain_acn${slot}`]: 88,
  [`chain_acs${slot}`]: ' oo oo',
  [`chain_rate${slot}`]: 33_600.5,
  [`temp_pcb${slot}`]: '45-42-45-42',
  [`temp_chip${slot}`]: '59-59-58-59',
});
/** Sixteen places, of which most are padding. */
const padding = Object.assign(
  {},
  ...Array.from({ length: 16 }, (_, at) => ({
    [`fan${at + 1}`]: 0,
    [`chain_rate${at + 1}`]: '',
    [`chain_acn${at + 1}`]: 0,
    [`temp_pcb${at + 1}`]: '-',
  })),
) as object;

export const antminerKin: readonly Recording[] = [
  {
    name: 'mskminer on a 19, whose type names no maker: its own watts, and a supply that is not well',
    family: 'antminer',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [
        { BMMiner: '4.11.1 rwglr', API: '3.1', CompileTime: '10 Dec 2024', Type: 'S19-88 v.2.6.0.39 ' },
      ]),
      stats: answer('STATS', [
        { BMMiner: '4.11.1 rwglr', Type: 'S19-88 v.2.6.0.39 ' },
        {
          'GHS 5s': 99_989.59,
          'GHS av': 99_761.4,
          Elapsed: 1926,
          total_rateideal: 99_674.88,
          ...padding,
          ...boards([1, 2, 3], usual),
          fan_num: 4,
          fan1: 5010,
          fan2: 5160,
          fan3: 0,
          fan4: 5040,
          total_power: 3358,
          psu_status: 'PSU power lost',
        },
      ]),
      summary: NOT_PERMITTED,
      pools: answer('POOLS', [
        pool({ URL: '*', User: '*', Priority: 998 }),
        pool({ Priority: 0, 'Last Share Time': '0:00:02' }),
      ]),
    },
    reading: {
      make: 'Bitmain',
      model: 'Antminer S19-88',
      firmware: 'mskminer',
      firmwareVersion: '4.11.1 rwglr',
      hashrateThs: 99.98959,
      fansRpm: [5010, 5160, 0, 5040],
      powerW: 3358,
      powerKind: 'ESTIMATED',
      faults: [{ code: null, text: 'PSU power lost' }],
    },
  },
  {
    name: 'Braiins OS of 2018, in the layout of the stock firmware',
    family: 'antminer',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [
        { BMMiner: 'bOS_am1-s9-20181127-0_c34516b0', API: '3.1', CompileTime: '', Type: 'braiins-am1-s9' },
      ]),
      stats: answer('STATS', [
        { BMMiner: 'bOS_am1-s9-20181127-0_c34516b0', Type: 'braiins-am1-s9' },
        {
          'GHS 5s': '13350.11',
          'GHS av': 13_300,
          ...padding,
          ...boards([6, 7, 8], usual),
          fan_num: 2,
          fan3: 3900,
          fan6: 4200,
        },
      ]),
    },
    reading: {
      model: 'Antminer S9',
      firmware: 'braiins',
      firmwareVersion: 'bOS_am1-s9-20181127-0_c34516b0',
      hashrateThs: 13.35011,
      fansRpm: [3900, 4200],
      processUptimeSeconds: null,
    },
  },
  {
    name: 'an S9 whose first fan stands, with a revision in its type and one sensor that is broken',
    family: 'antminer',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [{ BMMiner: '2.0.0', Type: 'Antminer S9 Pro (v5.1) ' }]),
      stats: answer('STATS', [
        { Type: 'Antminer S9 Pro (v5.1) ', CompileTime: 'Fri Nov 17 2017' },
        {
          'GHS 5s': '',
          'GHS av': 12_461.13,
          ...padding,
          ...boards([6, 7, 8], (slot) => ({
            [`chain_acn${slot}`]: 63,
            [`temp${slot}`]: slot === 7 ? -28 : 60,
            [`temp2_${slot}`]: 75,
            [`temp3_${slot}`]: 77,
          })),
          fan_num: 2,
          fan6: 5280,
          no_matching_work: '12',
        },
      ]),
      summary: answer('SUMMARY', [{ 'GHS 5s': '12039.73', Elapsed: '293628', Accepted: '90', Rejected: 2 }]),
    },
    reading: {
      model: 'Antminer S9 Pro',
      firmware: 'stock',
      firmwareVersion: 'Fri Nov 17 2017',
      hashrateThs: 12.03973,
      fansRpm: [0, 5280],
      processUptimeSeconds: 293_628,
      accepted: 90,
      hardwareErrors: 12,
      boards: [60, null, 60].map((boardTemperatureC, at) => ({
        position: at + 6,
        hashrateThs: null,
        boardTemperatureC,
        chipTemperatureC: 77,
        chips: 63,
        serial: null,
        state: 'ok' as const,
      })),
    },
  },
  {
    name: 'an S5 that refuses `version` and names no type: two boards are all that it has',
    family: 'antminer',
    protocol: 'cgminer',
    answers: {
      version: NOT_PERMITTED,
      stats: answer('STATS', [
        {},
        { 'GHS 5s': 1155.2, 'GHS av': 1150, ...boards([1, 2], usual), fan_num: 1, fan1: 2400, Type: 'Antminer S5' },
      ]),
    },
    reading: {
      make: 'Bitmain',
      model: 'Antminer S5',
      hashrateThs: 1.1552,
      fansRpm: [2400],
      faults: [],
      firmwareVersion: null,
    },
  },
  {
    name: 'a 19 that stopped because it was too hot, and one of whose fans is gone: stopped fans of an air-cooled machine are zeros',
    family: 'antminer',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [{ BMMiner: '1.0.0', Type: 'Antminer S19j Pro' }]),
      stats: answer('STATS', [
        { Type: 'Antminer S19j Pro', CompileTime: 'x' },
        {
          'GHS 5s': 0,
          'GHS av': 88_000,
          rate_30m: 0,
          rate_unit: 'TH',
          total_rateideal: 104.5,
          fan_num: 4,
          fan1: 0,
          fan2: 0,
          fan3: 0,
          fan4: 0,
          ...boards([1, 2, 3], (slot) => ({
            ...usual(slot),
            [`chain_acs${slot}`]: ' xx xx',
            [`temp_chip${slot}`]: '93-95-94-95',
            [`chain_rate${slot}`]: '0.00',
          })),
        },
      ]),
    },
    reading: {
      hashing: false,
      hashrateThs: 0,
      hashrateIdealThs: 104.5,
      fansRpm: [0, 0, 0, 0],
      faults: [1, 2, 3]
        .map((slot) => ({ code: null, text: `board ${slot}: 4 chips failing` }))
        .concat({ code: null, text: 'stopped with chips at 95 °C' }),
    },
  },
];
