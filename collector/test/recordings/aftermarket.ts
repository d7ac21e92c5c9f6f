import { answer, pool, type Recording } from './recording.ts';

/** Firmware of others on Bitmain's machines, on port 4028. */
export const aftermarket: readonly Recording[] = [
  {
    name: 'Braiins OS on port 4028, with the model and watts of its tuner',
    family: 'braiins',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [{ API: '3.7', 'BOSminer+': '0.9.0' }], 'BOSminer+ 0.9.0'),
      devdetails: answer('DEVDETAILS', [{ DEVDETAILS: 0, Model: 'Antminer S19j Pro' }]),
      summary: answer('SUMMARY', [
        { Elapsed: 40, 'MHS 5s': 100_100_000, 'MHS av': 99_900_000, Accepted: 1, Rejected: 0, 'Hardware Errors': 0 },
      ]),
      devs: answer('DEVS', [
        { ASC: 0, ID: 6, Enabled: 'Y', 'MHS 5s': 50_000_000, 'Nominal MHS': 51_000_000 },
        { ASC: 1, ID: 7, Enabled: 'N', 'MHS 5s': 0, 'Nominal MHS': 51_000_000 },
      ]),
      temps: answer('TEMPS', [
        { ID: 7, Board: 0, Chip: 0 },
        { ID: 6, Board: 60, Chip: 78 },
      ]),
      fans: answer('FANS', [
        { ID: 0, RPM: 4020, Speed: 70 },
        { ID: 1, RPM: 0, Speed: 70 },
      ]),
      tunerstatus: answer('TUNERSTATUS', [{ ApproximateMinerPowerConsumption: 3050, PowerLimit: 3200 }]),
      pools: answer('POOLS', [pool({ Status: 'Rejecting' })]),
    },
    reading: {
      make: 'Bitmain',
      model: 'Antminer S19j Pro',
      firmware: 'braiins',
      firmwareVersion: '0.9.0',
      hashrateIdealThs: 102,
      powerW: 3050,
      powerKind: 'ESTIMATED',
      fansRpm: [4020, 0],
      boards: [
        {
          position: 6,
          hashrateThs: 50,
          boardTemperatureC: 60,
          chipTemperatureC: 78,
          chips: null,
          serial: null,
          state: 'ok',
        },
        {
          position: 7,
          hashrateThs: 0,
          boardTemperatureC: null,
          chipTemperatureC: null,
          chips: null,
          serial: null,
          state: 'disabled',
        },
      ],
      pools: [
        {
          url: 'stratum+tcp://pool.example:3333',
          worker: 'acme.rig1',
          status: 'rejecting',
          active: false,
          accepted: 90,
          rejected: 2,
        },
      ],
    },
  },
  {
    name: 'LuxOS: the average that it calls total is not taken, a board at its own number, the intake where METADATA says',
    family: 'luxos',
    protocol: 'cgminer',
    answers: {
      version: answer('VERSION', [{ API: '3.7', LUXminer: '2025.1.1', Type: 'Antminer S19k Pro' }]),
      config: answer('CONFIG', [
        { Model: 'Antminer S19k Pro', MACAddr: '62:f7:00:00:00:01', SerialNumber: 'JYZ1', NameplateTHS: 120 },
      ]),
      summary: answer('SUMMARY', [
        { Elapsed: 60, 'GHS 5s': 59_750.5, 'GHS av': 57_000, Accepted: 7, Rejected: 0, 'Hardware Errors': 0 },
      ]),
      devs: answer('DEVS', [
        { ID: 1, Enabled: 'Y', 'MHS 5s': 20_000_000, SerialNumber: 'B2' },
        { ID: 0, Enabled: 'Y', 'MHS 5s': 19_000_000, SerialNumber: 'B1' },
      ]),
      stats: answer('STATS', [{}, { 'GHS 5s': 59_750.5, 'total rate': 18_972.6, chain_acn1: 77, chain_acn2: 76 }]),
      temps: {
        ...answer('TEMPS', [
          { ID: 0, TopLeft: 33, BottomLeft: 34, TopRight: 47, BottomRight: 48 },
          { ID: 1, TopLeft: 35, BottomLeft: 0, TopRight: 46, BottomRight: 46 },
        ]),
        METADATA: [{ TopLeft: { Label: 'Board Intake (top)' }, BottomLeft: { Label: 'Board Intake (bottom)' } }],
      },
      fans: answer('FANS', [
        { FAN: 'FAN2', RPM: 1920 },
        { FAN: 'FAN1', RPM: 2340 },
      ]),
      power: answer('POWER', [{ PSU: true, Watts: 1051 }]),
      pools: answer('POOLS', [
        pool({ GROUP: 0, 'Last Share Time': '00:57:33' }),
        pool({ POOL: 1, GROUP: 1, Priority: 1 }),
      ]),
    },
    reading: {
      firmware: 'luxos',
      serial: 'JYZ1',
      hashrateThs: 59.7505,
      hashrateIdealThs: 120,
      powerW: 1051,
      powerKind: 'MEASURED',
      fansRpm: [2340, 1920],
      inletTemperatureC: 33,
      boards: [
        {
          position: 0,
          hashrateThs: 19,
          boardTemperatureC: 48,
          chipTemperatureC: null,
          chips: 77,
          serial: 'B1',
          state: 'ok',
        },
        {
          position: 1,
          hashrateThs: 20,
          boardTemperatureC: 46,
          chipTemperatureC: null,
          chips: 76,
          serial: 'B2',
          state: 'ok',
        },
      ],
    },
  },
];
