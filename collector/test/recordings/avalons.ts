import { answer, pool, type Recording } from './recording.ts';

const AVALON_UNIT =
  'Ver[1246-21042201_abcdef0_1234567] DNA[0201000011223344] Elapsed[800] SYSTEMSTATU[Work: In Work, Hash Board: 3] ITemp[28] TMax[82] TAvg[70] MTmax[80 82 79] ' +
  'MGHS[29000.5 29100.5 28900.0] Fan1[4500] Fan2[4530] Fan3[0] PS[0 1214 1245 215 2675 1246 2890] GHSmm[87500.0] GHSspd[87010.0] TA[360] Nonce Mask[25]';

/** A unit of the 7 series, whose chain numbers its units from 1. */
const unit7 = (dna: string, temp: number, fan: number) =>
  `Ver[7411706-3162860] DNA[${dna}] Elapsed[126] MW[1289 1298 1302 1245] HW[0] Temp[${temp}] TMax[89] Fan[${fan}] FanR[36%] Vi[1215 1216 1215 1215] GHSmm[6800.50] ` +
  'WU[75407.22] TA[88] ECHU[16 0 512 0] PVT_T[21-80/14-88/84 0-81/11-89/86]';
/** Since the AV10 there is one unit of two boards. */
const unit10 = (own: string) =>
  `Ver[1047-19120401_d46bc64_0367a8b] DNA[0201000017cdf409] SYSTEMSTATU[Work: In Work, Hash Board: 2 ] Elapsed[103840]BOOTBY[1] Temp[28] TMax[75] Fan1[2984] Fan2[2972] FanR[47%] ` +
  `GHSmm[37768.67] GHSavg[37235.34] MGHS[18727.58 18507.76] MTmax[75 70] TA[240] ${own}`;

export const avalons: readonly Recording[] = [
  {
    name: 'an Avalon in its first seconds, with a bare nan: wall watts are the seventh of PS',
    family: 'avalon',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [
        {
          CGMiner: '4.11.1',
          API: '3.7',
          PROD: 'AvalonMiner 1246',
          MODEL: '1246',
          DNA: '0201000011223344',
          MAC: 'b4a2eb000001',
          LVERSION: '21042201',
        },
      ]),
      summary: JSON.stringify(
        answer('SUMMARY', [
          { Elapsed: 3, 'MHS av': 0, 'MHS 30s': 87_000_000, Accepted: 5, Rejected: 0, 'Hardware Errors': 2 },
        ]),
      ).replace('"MHS av":0', '"MHS av":nan'),
      estats: answer('STATS', [{ STATS: 0, ID: 'AVALON0', Elapsed: 800, 'MM ID0': AVALON_UNIT }]),
      pools: answer('POOLS', [pool({ 'Last Share Time': 168 })]),
    },
    reading: {
      make: 'Canaan',
      model: 'AvalonMiner 1246',
      serial: '0201000011223344',
      mac: 'B4:A2:EB:00:00:01',
      hashing: true,
      hashrateThs: 87,
      hashrateAverageThs: null,
      hashrateIdealThs: 87.5,
      powerW: 2890,
      powerKind: 'MEASURED',
      inletTemperatureC: 28,
      fansRpm: [4500, 4530, 0],
      faults: [],
    },
  },
  {
    name: 'an old Avalon controller that serves two units, without a summary: idle, its supply can not be read',
    family: 'avalon',
    protocol: 'cgminer',
    answers: {
      devs: answer('DEVS', [{ ASC: 0, 'MHS 30s': 0, 'MHS av': 0, Temperature: -273 }]),
      stats: answer('STATS', [
        {
          STATS: 0,
          ID: 'AV80',
          Elapsed: 900,
          'MM ID1':
            'Ver[841-20180101_aaaaaaa] Temp[30] TMax[60] Fan1[3000] GHSmm[6500] SYSTEMSTATU[Work: In Idle] PS[0 0 0 0 0 0]',
        },
        {
          STATS: 1,
          ID: 'AV81',
          'MM ID2':
            'Ver[841-20180101_aaaaaaa] Temp[31] TMax[61] Fan1[3100] GHSmm[6500] SYSTEMSTATU[Work: In Idle] PS[0 0 0 0 0 0]',
        },
      ]),
    },
    reading: {
      model: 'Avalon 841',
      hashing: false,
      hashrateIdealThs: 13,
      fansRpm: [3000, 3100],
      powerW: null,
      powerKind: null,
      inletTemperatureC: 30,
    },
  },
  {
    name: 'a controller of 741s on two chains: their units share numbers, and are boards with their own DNA',
    family: 'avalon',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [{ CGMiner: '4.10.0', API: '3.7' }], 'cgminer 4.10.0'),
      summary: answer('SUMMARY', [
        {
          Elapsed: 118,
          'MHS av': 19_071_128.8,
          'MHS 5s': 20_126_282.15,
          'MHS 1m': 19_592_214,
          Accepted: 19,
          Rejected: 1,
          'Hardware Errors': 3,
        },
      ]),
      stats: answer('STATS', [
        {
          STATS: 0,
          ID: 'AV70',
          Elapsed: 118,
          'MM ID1': unit7('0130b14ab881ad86', 38, 2550),
          'MM ID2': unit7('0131718cc72fb662', 36, 1440),
          'MM Count': 2,
        },
        {
          STATS: 1,
          ID: 'AV71',
          Elapsed: 118,
          'MM ID1': unit7('0130769f2af64e5b', 37, 0),
          'MM Count': 1,
          'AUC Temperature': 33.61,
        },
        { STATS: 2, ID: 'POOL0', 'Pool Calls': 0 },
      ]),
      pools: answer('POOLS', [pool({ URL: 'stratum+tcp://pool.example:3333' })]),
    },
    reading: {
      make: 'Canaan',
      model: 'Avalon 741',
      firmwareVersion: '1706-3162860',
      serial: null,
      hashing: true,
      hashrateThs: 20.12628215,
      hashrateIdealThs: 20.4015,
      inletTemperatureC: 36,
      fansRpm: [2550, 1440, 0],
      powerW: null,
      boards: [
        unitAsBoard(0, '0130b14ab881ad86'),
        unitAsBoard(1, '0131718cc72fb662'),
        unitAsBoard(2, '0130769f2af64e5b'),
      ],
    },
  },
  {
    name: 'an Avalon whose PS has six numbers: the sixth is no wall power, its nan no average',
    family: 'avalon',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [
        { CGMiner: '4.11.1', API: '3.7', MODEL: '1047', DNA: '0201000017cdf409', MAC: 'b4-a2-eb-00-00-02' },
      ]),
      summary: JSON.stringify(
        answer('SUMMARY', [{ Elapsed: 103_808, 'MHS av': '-nan', 'MHS 30s': '34751312.19', 'MHS 5s': 99_000_000 }]),
      ),
      // It has the command, and nothing in it.
      estats: answer('STATS', []),
      stats: answer('STATS', [
        { STATS: 0, ID: 'AVA100', Elapsed: 103_808, 'MM ID0': unit10('PS[0 1212 1315 174 2288 1320]') },
      ]),
    },
    reading: {
      model: 'Avalon 1047',
      serial: '0201000017cdf409',
      mac: 'B4:A2:EB:00:00:02',
      firmwareVersion: '19120401_d46bc64_0367a8b',
      hashrateThs: 34.75131219,
      hashrateAverageThs: null,
      powerW: null,
      powerKind: null,
      pools: null,
      accepted: null,
      boards: [
        {
          position: 0,
          hashrateThs: 18.72758,
          boardTemperatureC: null,
          chipTemperatureC: 75,
          chips: 120,
          serial: null,
          state: 'ok',
        },
        {
          position: 1,
          hashrateThs: 18.50776,
          boardTemperatureC: null,
          chipTemperatureC: 70,
          chips: 120,
          serial: null,
          state: 'ok',
        },
      ],
    },
  },
  {
    name: 'an Avalon with a fault of its supply, whose wall watts are below what it gives out: none are believed',
    family: 'avalon',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [{ PROD: 'AvalonMiner 1166Pro', DNA: '<DELETED>' }]),
      summary: answer('SUMMARY', [{ Elapsed: 60, 'MHS 30s': 0, 'MHS av': 70_000_000 }]),
      estats: answer('STATS', [
        {
          'MM ID0': unit10(
            'SYSTEMSTATU[Work: In Init, Hash Board: 2 ] PS[8 1214 1245 215 2675 1246 17] FanErr[1] ITemp[-12]',
          ).replace('Work: In Work', 'Work: In Init'),
        },
      ]),
    },
    reading: {
      model: 'AvalonMiner 1166Pro',
      hashing: false,
      hashrateThs: 0,
      hashrateAverageThs: 70,
      inletTemperatureC: -12,
      powerW: null,
      faults: [
        { code: 8, text: 'power supply fault (code 8)' },
        { code: null, text: 'fan fault' },
      ],
    },
  },
];

function unitAsBoard(position: number, serial: string) {
  return {
    position,
    hashrateThs: null,
    boardTemperatureC: null,
    chipTemperatureC: 89,
    chips: 88,
    serial,
    state: 'ok',
  } as const;
}
