import { describe, expect, test } from 'vitest';
import { antminer, splitTemperatures } from './antminer.ts';
import { scanUnit } from './avalon-units.ts';
import { macOf, number, rateThs, temperature } from './answers.ts';
import { readPools } from './pools.ts';
import { vnish } from './vnish.ts';
import { whatsminerFaults } from './whatsminer-faults.ts';

describe('values', () => {
  test.each([
    { name: 'a number', value: 12.5, read: 12.5 },
    { name: 'its text', value: '54997.01', read: 54_997.01 },
    { name: 'an empty text: absent', value: '', read: null },
    { name: 'words: absent', value: '34.65 (AB)', read: null },
    { name: 'nan: absent', value: 'nan', read: null },
    { name: 'a list: absent', value: [1], read: null },
  ])('$name', ({ value, read }) => {
    expect(number({ key: value }, 'key')).toBe(read);
  });

  test.each([
    { entry: { 'MHS 5s': 110_000_000 }, ths: 110 },
    { entry: { 'GHS 5s': '110000.00' }, ths: 110 },
    { entry: { 'THS 5s': 110 }, ths: 110 },
    { entry: { 'KHS 5s': 500 }, ths: 5e-7 },
    { entry: { 'MHS av': 1 }, ths: null },
  ])('a rate takes its unit from its key: $entry', ({ entry, ths }) => {
    expect(rateThs(entry, '5s')).toBe(ths);
  });

  test.each([
    { value: 0, read: null },
    { value: -273, read: null },
    { value: -83, read: null },
    { value: 255, read: null },
    { value: 65_535, read: null },
    { value: -12, read: -12 },
    { value: 93.5, read: 93.5 },
  ])('a temperature of $value is $read', ({ value, read }) => {
    expect(temperature(value)).toBe(read);
  });

  test.each([
    { text: '123456789012', mac: '12:34:56:78:90:12' },
    { text: 'c4-08-28-00-a4-19', mac: 'C4:08:28:00:A4:19' },
    { text: 'unknown', mac: null },
  ])('a MAC of "$text"', ({ text, mac }) => {
    expect(macOf(text)).toBe(mac);
  });
});

describe('Antminer temperatures', () => {
  test.each([
    { text: '43-43-60-60', values: [43, 43, 60, 60] },
    { text: '2--1-20-22', values: [2, -1, 20, 22] },
    { text: '-8--11-10-12', values: [-8, -11, 10, 12] },
    { text: '-', values: [] },
    { text: null, values: [] },
  ])('"$text"', ({ text, values }) => {
    expect(splitTemperatures(text)).toEqual(values);
  });
});

test('an Avalon unit is scanned with its spaces and wrappings', () => {
  const unit = scanUnit("'STATS':{Ver[Q-1] SYSTEMSTATU[Work: In Idle, Hash Board: 1] PVT_T0[ 66  65] Nonce Mask[25]}");
  expect(Object.fromEntries(unit)).toEqual({
    Ver: 'Q-1',
    SYSTEMSTATU: 'Work: In Idle, Hash Board: 1',
    PVT_T0: '66  65',
    'Nonce Mask': '25',
  });
});

test('an Antminer tells serial and MAC on its web page alone', () => {
  const stats = { STATS: [{ Type: 'Antminer S19' }, { 'GHS 5s': 95_000 }] };
  const page = { minertype: 'Antminer S19', macaddr: '02:fa:00:00:00:01', serinum: 'JYZZS19' };
  const read = (answers: object) => antminer.read(new Map(Object.entries({ stats, ...answers })));
  expect(read({})).toMatchObject({ serial: null, mac: null });
  expect(read({ '/cgi-bin/get_system_info.cgi': page })).toMatchObject({ serial: 'JYZZS19', mac: '02:FA:00:00:00:01' });
});

describe('pools', () => {
  const pool = (more: object) => ({
    URL: 'stratum+tcp://pool.example:3333',
    User: 'w',
    Status: 'Alive',
    'Stratum Active': true,
    ...more,
  });

  test('one is in use: alive, and of the lowest priority of those that claim it', () => {
    const pools = readPools({
      POOLS: [pool({ Priority: 1 }), pool({ Priority: 0, Status: 'Deed' }), pool({ Priority: 2 })],
    });
    expect(pools?.map(({ status, active }) => ({ status, active }))).toEqual([
      { status: 'dead', active: false },
      { status: 'alive', active: true },
      { status: 'alive', active: false },
    ]);
  });

  test('a fee pool of the firmware is never the one in use', () => {
    expect(readPools({ POOLS: [pool({ Priority: 9998 })] })?.[0]?.active).toBe(false);
  });

  test('empty slots are left out, secrets in addresses cut', () => {
    const pools = readPools({
      POOLS: [pool({ URL: '' }), pool({ Priority: 1, URL: 'stratum+tcp://me:secret@pool.example:3333' })],
    });
    expect(pools?.map(({ url }) => url)).toEqual(['stratum+tcp://pool.example:3333']);
  });
});

describe('Whatsminer faults', () => {
  test.each([
    {
      name: 'of the summary, not the factory’s',
      summary: { 'Error Code Count': 2, 'Error Code 0': 110, 'Error Code 1': 600, 'Factory Error Code 0': 208 },
      message: undefined,
      codes: [110, 600],
    },
    {
      name: 'as a list of maps',
      summary: {},
      message: { error_code: [{ 218: '2020-01-01' }, { 540: 'x' }] },
      codes: [218, 540],
    },
    { name: 'as a list of numbers', summary: {}, message: { error_code: [218] }, codes: [218] },
    { name: 'as a map', summary: {}, message: { error_code: { 540: 'x' } }, codes: [540] },
    {
      name: 'the same in both places once',
      summary: { 'Error Code Count': 1, 'Error Code 0': 110 },
      message: { error_code: [110] },
      codes: [110],
    },
    { name: 'none', summary: { 'Error Code Count': 0 }, message: { error_code: [] }, codes: [] },
  ])('$name', ({ summary, message, codes }) => {
    expect(whatsminerFaults(summary, message).map(({ code }) => code)).toEqual(codes);
  });

  test('are words with their code', () => {
    expect(whatsminerFaults({}, { error_code: [111, 530, 99_999] }).map(({ text }) => text)).toEqual([
      'exhaust fan failing (code 111)',
      'hashboard fault (code 530)',
      'power rate fault (code 99999)',
    ]);
  });
});

describe('Vnish over HTTP, by its API’s description', () => {
  const summary = {
    miner: {
      miner_status: { miner_state: 'mining' },
      miner_type: 'Antminer S19 (Vnish 1.2.4)',
      hr_realtime: 95_123.4,
      hr_average: 94_000,
      hr_nominal: 95_000,
      power_consumption: 3100,
      hw_errors: 7,
      cooling: {
        fans: [
          { id: 0, rpm: 4200 },
          { id: 1, rpm: 0 },
        ],
      },
      chains: [{ id: 1, hashrate_rt: 31_700, pcb_temp: { min: 50, max: 61 }, chip_temp: { min: 60, max: 74 } }],
      pools: [
        { url: 'stratum+tcp://pool.example:3333', user: 'acme.1', status: 'active', accepted: 10, rejected: 1 },
        { url: 'DevFee', user: 'DevFee', status: 'active' },
      ],
    },
  };
  const info = {
    miner: 'Antminer S19',
    fw_name: 'Vnish',
    fw_version: '1.2.4',
    serial: 'SN1',
    hr_measure: 'GH/s',
    system: { network_status: { mac: 'aa:bb:cc:dd:ee:ff' } },
  };
  const read = (miner: object) =>
    vnish.read(
      new Map(Object.entries({ '/api/v1/info': info, '/api/v1/summary': { miner: { ...summary.miner, ...miner } } })),
    );

  test('is read in TH/s, with the firmware’s estimate of its watts', () => {
    expect(read({})).toMatchObject({
      model: 'Antminer S19',
      firmware: 'vnish',
      firmwareVersion: '1.2.4',
      mac: 'AA:BB:CC:DD:EE:FF',
      hashing: true,
      hashrateThs: 95.1234,
      powerW: 3100,
      powerKind: 'ESTIMATED',
      fansRpm: [4200, 0],
      boards: [{ position: 1, hashrateThs: 31.7, boardTemperatureC: 61, chipTemperatureC: 74 }],
      pools: [{ url: 'stratum+tcp://pool.example:3333', worker: 'acme.1', status: 'alive', active: true }],
    });
  });

  test('a stopped one is not hashing, a failed one says why', () => {
    expect(read({ miner_status: { miner_state: 'stopped' } })?.hashing).toBe(false);
    expect(read({ miner_status: { miner_state: 'failure', description: 'chain 2 not detected' } })?.faults).toEqual([
      { code: null, text: 'chain 2 not detected' },
    ]);
  });
});
