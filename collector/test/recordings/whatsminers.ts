import { answer, pool, type Recording } from './recording.ts';

/** MicroBT's second envelope, for get_* and status. */
const message = (Msg: object | string) => ({ STATUS: 'S', When: 1, Code: 131, Msg, Description: 'whatsminer v1.4' });
const WHATSMINER_BOARDS = answer('DEVS', [
  {
    ASC: 0,
    Slot: 0,
    Enabled: 'Y',
    'MHS 5s': 34_000_000,
    Temperature: 68,
    'Chip Temp Max': 88.5,
    'Effective Chips': 111,
    'PCB SN': 'HBM1SN000001',
  },
  {
    ASC: 1,
    Slot: 1,
    Enabled: 'N',
    'MHS 5s': 0,
    Temperature: 0,
    'Chip Temp Max': 0,
    'Effective Chips': 111,
    'PCB SN': 'HBM1SN000002',
  },
]);
const whatsminerSummary = (more: object = {}) =>
  answer('SUMMARY', [
    {
      Elapsed: 500,
      'MHS av': 68_000_000,
      'MHS 5s': 92_800_000,
      'MHS 1m': 68_100_000,
      'HS RT': 68_200_000,
      'Factory GHS': 69_000,
      Accepted: 10,
      Rejected: 1,
      'Fan Speed In': 4950,
      'Fan Speed Out': 4980,
      'Power Fanspeed': 8800,
      Power: 3420,
      'Env Temp': 27.5,
      Uptime: 700,
      MAC: 'C4:11:04:00:00:01',
      'Firmware Version': "'20220101.22.REL'",
      'Liquid Cooling': false,
      'Error Code Count': 1,
      'Error Code 0': 111,
      ...more,
    },
  ]);

export const whatsminers: readonly Recording[] = [
  {
    name: 'a Whatsminer that refuses `version`, with a fault and a board switched off',
    family: 'whatsminer',
    protocol: 'cgminer',
    answers: {
      get_version: message({ api_ver: 'whatsminer v1.4.0', fw_ver: '20220101.22.REL', platform: 'H6' }),
      get_miner_info: message({ mac: 'C4:11:04:00:00:01', minersn: 'HTM31X33JH22010112345' }),
      devdetails: answer('DEVDETAILS', [{ DEVDETAILS: 0, Model: 'M30S+_VE40' }]),
      summary: whatsminerSummary(),
      edevs: WHATSMINER_BOARDS,
      pools: answer('POOLS', [pool({ URL: 'stratum+tcp://acme:secret@pool.example:3333' })]),
      status: message({ btmineroff: 'false' }),
      // API 2.0.4 writes a map in a list's brackets.
      get_error_code: JSON.stringify(message({ error_code: 0 })).replace(
        '"error_code":0',
        '"error_code":["540":"2022-01-01 10:00:00"]',
      ),
    },
    reading: {
      make: 'MicroBT',
      model: 'M30S+',
      apiVersion: '1.4.0',
      firmwareVersion: '20220101.22.REL',
      serial: 'HTM31X33JH22010112345',
      hashrateThs: 68.2,
      hashrateIdealThs: 69,
      powerW: 3420,
      powerKind: 'MEASURED',
      fansRpm: [4950, 4980],
      psuFanRpm: 8800,
      uptimeSeconds: 700,
      faults: [
        { code: 111, text: 'exhaust fan failing (code 111)' },
        { code: 540, text: 'hashboard fault (code 540)' },
      ],
      boards: [
        {
          position: 0,
          hashrateThs: 34,
          boardTemperatureC: 68,
          chipTemperatureC: 88.5,
          chips: 111,
          serial: 'HBM1SN000001',
          state: 'ok',
        },
        {
          position: 1,
          hashrateThs: 0,
          boardTemperatureC: null,
          chipTemperatureC: null,
          chips: 111,
          serial: 'HBM1SN000002',
          state: 'disabled',
        },
      ],
    },
  },
  {
    name: 'a stopped Whatsminer: its summary is of before, its power unknown',
    family: 'whatsminer',
    protocol: 'cgminer',
    answers: {
      summary: whatsminerSummary({ Power: -1, 'Liquid Cooling': true }),
      devs: WHATSMINER_BOARDS,
      status: message({ mineroff: 'true' }),
    },
    reading: { hashing: false, hashrateThs: 0, powerW: null, powerKind: null, fansRpm: [], pools: null },
  },
  {
    name: 'a Whatsminer with API 3, whose rates are TH/s already',
    family: 'whatsminer3',
    protocol: 'whatsminer3',
    answers: {
      'get.device.info': {
        code: 0,
        msg: {
          miner: { type: 'M60S_VK40', 'miner-sn': 'BTM1', working: 'true', pcbsn0: 'BK1' },
          system: { fwversion: '20250101.16.Rel', api: '3.0.1' },
          network: { mac: 'CE:02:01:00:00:01' },
          power: { fanspeed: 6300 },
          'error-code': [{ 235: '2026-05-23 09:19:10', reason: 'hot' }],
        },
      },
      'get.miner.status summary': {
        code: 0,
        msg: {
          summary: {
            elapsed: 100,
            'bootup-time': 20,
            'hash-realtime': 171.5,
            'hash-average': 170.9,
            'factory-hash': 181,
            'power-5min': 3300,
            'board-temperature': [61.5],
            'environment-temperature': 31,
            'fan-speed-in': 5000,
            'fan-speed-out': 5010,
          },
        },
      },
      'get.miner.status edevs': {
        code: 0,
        msg: { edevs: [{ id: 0, 'hash-realtime': 57.2, 'chip-temp-max': 82.1, 'effective-chips': 117 }] },
      },
      'get.miner.status pools': {
        code: 0,
        msg: {
          pools: [
            {
              url: 'stratum+tcp://acme:secret@pool.example:3333',
              account: 'acme.rig1',
              status: 'alive',
              'stratum-active': true,
              'pool-priority': 0,
            },
          ],
        },
      },
    },
    reading: {
      model: 'M60S',
      serial: 'BTM1',
      mac: 'CE:02:01:00:00:01',
      hashrateThs: 171.5,
      powerW: 3300,
      powerKind: 'MEASURED',
      processUptimeSeconds: 100,
      faults: [{ code: 235, text: 'power supply too hot (code 235)' }],
      pools: [
        {
          url: 'stratum+tcp://pool.example:3333',
          worker: 'acme.rig1',
          status: 'alive',
          active: true,
          accepted: null,
          rejected: null,
        },
      ],
    },
  },
];
