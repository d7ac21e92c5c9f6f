import { answer, NOT_PERMITTED, pool, type Recording } from './recording.ts';

export const others: readonly Recording[] = [
  {
    name: 'a Sealminer: the 30 s rate, not the share noise of the summary; wall watts, not the supply’s output',
    family: 'sealminer',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [{ API: '3.7', BDMiner: '1.0.0' }]),
      stats: answer('STATS', [
        {
          Model: 'A2',
          Firmware: '2025010101',
          'Ctrl Board SN': 'S1',
          MAC: '50:d4:48:00:00:01',
          'MHS(30s)': 220_000_000,
          'MHS(Avg)': 218_000_000,
          'Board Count': 1,
          'Fan Count': 2,
          '0 MHS(Sample)': 73_000_000,
          '0 Temp 0': 55,
          '0 Temp 1': 54,
          '0 Temp 2': 70,
          '0 Temp 3': 69,
          '0 Chip Count': 153,
          '0 SN': 'B1',
          '0 Speed': 3700,
          '1 Speed': 0,
          'PSU Input Power': 3504,
          'PSU Output Power': 3232,
          'PSU Fan Speed': 4400,
          'PSU Temp AMB': 26,
          'System Uptime': 900,
          Elapsed: 800,
        },
      ]),
      summary: answer('SUMMARY', [{ 'MHS 5s': 368_000_000, Accepted: 3, Rejected: 0, 'Hardware Errors': 1 }]),
      pools: answer('POOLS', [pool()]),
    },
    reading: {
      make: 'Bitdeer',
      model: 'Sealminer A2',
      serial: 'S1',
      hashrateThs: 220,
      powerW: 3504,
      powerKind: 'MEASURED',
      fansRpm: [3700, 0],
      psuFanRpm: 4400,
      uptimeSeconds: 900,
    },
  },
  ...(['', '/'] as const).map((slash): Recording => {
    const answers = {
      version: answer('VERSION', [{ API: '1.0', GCMiner: '0.5' }], 'GCMiner-0.5'),
      ipreport: {
        ...answer(
          'IPReport',
          [{ model: 'AT1500', version: '2024-01.01', SerialNo: 'AU1', mac: '1c:00:00:00:00:01' }],
          'GCMiner-0.5',
        ),
      },
      summary: answer(
        'SUMMARY',
        [{ Elapsed: 90, 'MHS 5s': 150_000_000, 'MHS av': 149_000_000, Accepted: 4, Rejected: 0, 'Hardware Errors': 0 }],
        'GCMiner-0.5',
      ),
      devs: answer(
        'DEVS',
        [
          { DEV: 1, ID: 1, Enabled: true, 'MHS 5s': 75_000_000, Temperature: 40 },
          { DEV: 2, ID: 2, Enabled: false, 'MHS 5s': 0, Temperature: 0 },
        ],
        'GCMiner-0.5',
      ),
      temperature: answer(
        'Temperature',
        [
          {
            ID: 1,
            ChipTemp: [
              { ID: 0, Temperature: 60.5 },
              { ID: 1, Temperature: 62.5 },
            ],
          },
        ],
        'GCMiner-0.5',
      ),
      fan: answer(
        'Fan',
        [
          { ID: 0, Speed: 7080 },
          { ID: 1, Speed: 7020 },
        ],
        'GCMiner-0.5',
      ),
      psu: answer('PSU', [{ PowerIn: '2958.94W', 'Fan 1': '4052.00 RPM' }], 'GCMiner-0.5'),
      mode: answer('Mode', [{ Sleep: 'on' }], 'GCMiner-0.5'),
      pools: answer('POOLS', [pool()], 'GCMiner-0.5'),
    };
    return {
      name: slash === '' ? 'an Auradine, asleep' : 'an Auradine over HTTP, asleep',
      family: slash === '' ? 'auradine' : 'auradine-http',
      protocol: slash === '' ? 'cgminer' : 'http',
      answers: Object.fromEntries(
        Object.entries(answers).map(([command, document]) => [`${slash}${command}`, document]),
      ),
      reading: {
        make: 'Auradine',
        model: 'AT1500',
        serial: 'AU1',
        firmware: 'fluxos',
        hashing: false,
        powerW: 2958.94,
        powerKind: 'MEASURED',
        fansRpm: [7080, 7020],
        boards: [
          {
            position: 1,
            hashrateThs: 75,
            boardTemperatureC: 40,
            chipTemperatureC: 62.5,
            chips: null,
            serial: null,
            state: 'ok',
          },
          {
            position: 2,
            hashrateThs: 0,
            boardTemperatureC: null,
            chipTemperatureC: null,
            chips: null,
            serial: null,
            state: 'disabled',
          },
        ],
      },
    };
  }),
  {
    name: 'bfgminer, whose shortest window is 20 s, with boards that it may not tell',
    family: 'cgminer',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [{ Miner: 'BFGMiner 5.5.0', CGMiner: '5.5.0', API: '3.3' }], 'bfgminer 5.5.0'),
      summary: answer(
        'SUMMARY',
        [{ Elapsed: 30, 'MHS av': 0.9, 'MHS 20s': 1.25, Accepted: 0, Rejected: 0, 'Hardware Errors': 0 }],
        'bfgminer 5.5.0',
      ),
      devs: NOT_PERMITTED,
      pools: answer('POOLS', [
        pool({ URL: '', Status: 'Disabled' }),
        pool({ POOL: 1, Priority: 1, URL: 'acme:secret@pool.example:3333', Status: 'Deed' }),
      ]),
    },
    reading: {
      make: null,
      firmware: 'bfgminer',
      firmwareVersion: '5.5.0',
      hashing: true,
      hashrateThs: 1.25e-6,
      boards: [],
      pools: [
        { url: 'pool.example:3333', worker: 'acme.rig1', status: 'dead', active: false, accepted: 90, rejected: 2 },
      ],
    },
  },
];
