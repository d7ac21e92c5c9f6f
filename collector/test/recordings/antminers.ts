import { answer, pool, type Recording } from './recording.ts';

const header = (type: string, more: object = {}) => ({
  Miner: '49.0.1.3',
  CompileTime: 'Mon Jan  1 2024',
  Type: type,
  ...more,
});
const version = (type: string, more: object = {}) => answer('VERSION', [{ API: '3.1', ...header(type, more) }]);

/** Three boards at these connectors. */
const boards = (slots: readonly number[], rate: string): object =>
  Object.assign(
    {},
    ...slots.map((slot) => ({
      [`chain_acn${slot}`]: 63,
      [`chain_acs${slot}`]: ' oooooooo oooooooo',
      [`chain_rate${slot}`]: rate,
      [`temp${slot}`]: 58,
      [`temp2_${slot}`]: 73,
    })),
  ) as object;
const S9_FANS = { fan_num: 2, fan1: 0, fan5: 4200, fan6: 5100 };

const s9 = (type: string, own: object, headerOwn: object = {}) => ({
  version: version(type, headerOwn),
  stats: answer('STATS', [
    header(type, headerOwn),
    {
      'GHS 5s': '13500.00',
      'GHS av': 13_450.5,
      Elapsed: 3600,
      total_rateideal: 13_500,
      ...S9_FANS,
      ...boards([6, 7, 8], '4500.00'),
      ...own,
    },
  ]),
  summary: answer('SUMMARY', [
    { Elapsed: 3600, 'GHS 5s': '13500.00', Accepted: 90, Rejected: 2, 'Hardware Errors': 4 },
  ]),
  pools: answer('POOLS', [pool()]),
});

/** As bmminer of that time writes it: no comma between the entries of STATS, a raw line end in the type. */
const broken = (document: object) =>
  JSON.stringify(document).replace('},{"GHS 5s"', '}{"GHS 5s"').replaceAll('\\n', '\n');

export const antminers: readonly Recording[] = [
  {
    name: 'an S9 with a missing comma and a raw line end',
    family: 'antminer',
    protocol: 'cgminer',
    answers: { ...s9('Antminer S9\nV1.3.58', {}), stats: broken(s9('Antminer S9\nV1.3.58', {}).stats) },
    reading: {
      make: 'Bitmain',
      model: 'Antminer S9',
      firmware: 'stock',
      hashrateThs: 13.5,
      fansRpm: [4200, 5100],
      powerW: null,
      powerKind: null,
    },
  },
  {
    name: 'mskminer, which writes its watts as text',
    family: 'antminer',
    protocol: 'cgminer',
    answers: s9('Antminer S9 ', { chain_power: '967.50 (AB)' }, { BMMiner: '2.0.0 rwglr' }),
    reading: {
      model: 'Antminer S9',
      firmware: 'mskminer',
      firmwareVersion: '2.0.0 rwglr',
      powerW: 967.5,
      powerKind: 'ESTIMATED',
    },
  },
  {
    name: 'Hiveon on an S9, whose text can not be watts',
    family: 'antminer',
    protocol: 'cgminer',
    answers: s9('Antminer S9 Hiveon', {
      chain_power: '34.65 (AB)',
      chain_power6: 11.55,
      chain_power7: 11.55,
      chain_power8: 11.55,
    }),
    reading: { model: 'Antminer S9', firmware: 'hiveon', powerW: null, powerKind: null },
  },
  {
    name: 'Hiveon on a newer machine, with the watts of each chain',
    family: 'antminer',
    protocol: 'cgminer',
    answers: s9('Antminer S9 Hiveon', { chain_power6: 430, chain_power7: 431, chain_power8: 429, psu_status: 'OK' }),
    reading: { powerW: 1290, powerKind: 'ESTIMATED' },
  },
  {
    name: 'Vnish 3, known by its build',
    family: 'antminer',
    protocol: 'cgminer',
    answers: s9('Antminer S9', {
      chain_consumption6: 410,
      chain_consumption7: 420,
      chain_consumption8: 415,
      build_version: '3.9.0',
    }),
    reading: { firmware: 'vnish', firmwareVersion: '3.9.0', powerW: 1245, powerKind: 'ESTIMATED' },
  },
  {
    name: 'asicseer, whose pools claim nothing: the last share tells which is in use',
    family: 'antminer',
    protocol: 'cgminer',
    answers: {
      ...s9('Antminer S9', {}, { BMMiner: 'asicseer 1.0' }),
      pools: answer('POOLS', [
        pool({ 'Stratum Active': false, 'Last Share Time': 1_780_300_000 }),
        pool({ POOL: 1, Priority: 1, URL: 'stratum+tcp://second.example:3333', 'Stratum Active': false }),
        pool({ POOL: 2, Priority: 2, URL: 'DevFee', 'Stratum Active': true }),
      ]),
    },
    reading: {
      firmware: 'asicseer',
      pools: [
        inPool(false, 'stratum+tcp://pool.example:3333'),
        inPool(true, 'stratum+tcp://second.example:3333'),
        inPool(false, 'DevFee'),
      ],
    },
  },
  {
    name: 'a sleeping S17, which goes on showing its last rate',
    family: 'antminer',
    protocol: 'cgminer',
    answers: {
      version: version('Antminer S17'),
      stats: answer('STATS', [
        header('Antminer S17'),
        {
          'GHS 5s': '53000.00',
          'GHS av': 52_000,
          Mode: 254,
          Elapsed: 900,
          fan_num: 4,
          fan1: 1200,
          fan2: 1200,
          fan3: 0,
          fan4: 1260,
          ...boards([1, 2, 3], '17666.67'),
        },
      ]),
    },
    reading: { model: 'Antminer S17', hashing: false, fansRpm: [1200, 1200, 0, 1260], pools: null },
  },
  {
    name: 'four boards: none is missing',
    family: 'antminer',
    protocol: 'cgminer',
    answers: {
      version: version('Antminer S19 Pro+ Hyd.'),
      stats: answer('STATS', [
        header('Antminer S19 Pro+ Hyd.'),
        {
          'GHS 5s': 198_000,
          'GHS av': 197_500,
          fan_num: 0,
          ...boards([1, 2, 3, 4], '49500.00'),
          temp_pcb1: '2--1-20-22',
          temp_chip1: '-8--11-10-12',
        },
      ]),
    },
    reading: { hashrateThs: 198, fansRpm: [], faults: [] },
  },
  {
    name: 'an L3+, which counts MH/s under the same keys',
    family: 'antminer',
    protocol: 'cgminer',
    answers: {
      version: version('Antminer L3+'),
      stats: answer('STATS', [
        header('Antminer L3+'),
        { 'GHS 5s': '504.0', 'GHS av': 503.5, ...boards([1, 2, 3, 4], '126.0') },
      ]),
    },
    reading: { model: 'Antminer L3+', hashing: true, hashrateThs: 0.000504 },
  },
  {
    name: 'a Z15, whose rate nobody documents: hashing, without a number',
    family: 'antminer',
    protocol: 'cgminer',
    answers: {
      version: version('Antminer Z15'),
      stats: answer('STATS', [
        header('Antminer Z15'),
        { 'GHS 5s': '420.5', 'GHS av': 418, ...boards([1, 2, 3], '140.1') },
      ]),
    },
    reading: { model: 'Antminer Z15', hashing: true, hashrateThs: null, hashrateAverageThs: null },
  },
];

function inPool(active: boolean, url: string) {
  return { url, worker: 'acme.rig1', status: 'alive', active, accepted: 90, rejected: 2 } as const;
}
