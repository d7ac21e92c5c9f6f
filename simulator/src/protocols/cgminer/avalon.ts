import { avalonOrder } from './orders.ts';
import { mhs, poolsReport, round, summaryCounters } from './common.ts';
import { answerCgminer, type Report } from './envelope.ts';
import type { Snapshot } from './snapshot.ts';

/** The average isn't computed yet when the miner has just begun: bare `nan`, which no JSON parser takes. */
const NAN_FOR_S = 60;
const NAN = '@nan@';

/** Canaan: cgminer 4.11 whose stats carry the machine in one long text, and whose clock counts from its start. */
export function answerAvalon(request: string, snapshot: Snapshot): string {
  return answerCgminer(request, {
    description: 'cgminer 4.11.1',
    when: snapshot.elapsedS + 11, // the program starts a little after the clock
    joins: true,
    commandKeys: ['command'],
    refusals: 'cgminer',
    reports: {
      version: () => version(snapshot),
      summary: () => summary(snapshot),
      devs: () => devs(snapshot),
      stats: () => stats(snapshot, true),
      estats: () => stats(snapshot, false),
      ascset,
      pools: () => poolsReport(snapshot, { firstPool: 0, lastShare: snapshot.elapsedS }),
    },
  }).replaceAll(`"${NAN}"`, 'nan');
}

/** The machine's own answers to what it is told (codes 118 and 119), and to what it doesn't know (120). */
function ascset(parameter: string): Report {
  const told = avalonOrder(parameter);
  if (!told) {
    const message = `ASC 0 set failed: Unknown option: ${parameter.split(',')[1] ?? ''}`;
    return { key: null, letter: 'E', code: 120, message, rows: [] };
  }
  const { option } = told;
  return option.startsWith('soft')
    ? { key: null, letter: 'I', code: 118, message: `ASC 0 set info: success ${option}`, rows: [] }
    : { key: null, letter: 'S', code: 119, message: 'ASC 0 set OK', rows: [] };
}

function version({ miner }: Snapshot): Report {
  const { name, firmware } = miner.model;
  const row = {
    CGMiner: '4.11.1',
    API: '3.7',
    STM8: '20.08.01',
    PROD: name,
    MODEL: modelNumber(name),
    HWTYPE: 'MM4v2_X3',
    SWTYPE: 'MM319',
    LVERSION: firmware,
    VERSION: firmware,
    LOADER: 'd0d779de.00',
    DNA: miner.serial,
    MAC: miner.mac.replaceAll(':', '').toLowerCase(),
    UPAPI: '2',
  };
  return { key: 'VERSION', code: 22, message: 'CGMiner versions', rows: [row] };
}

function summary(snapshot: Snapshot): Report {
  const row = { Elapsed: snapshot.elapsedS, ...rates(snapshot), ...summaryCounters(snapshot), 'Last getwork': 0 };
  return { key: 'SUMMARY', code: 11, message: 'Summary', rows: [row] };
}

function rates(snapshot: Snapshot): object {
  return {
    'MHS av': snapshot.elapsedS < NAN_FOR_S ? NAN : round(snapshot.sinceStartThs * 1e6, 2),
    'MHS 30s': mhs(snapshot.hashrateThs),
    'MHS 1m': mhs(snapshot.hashrateThs),
    'MHS 5m': round(snapshot.meanThs(300) * 1e6, 2),
    'MHS 15m': round(snapshot.meanThs(900) * 1e6, 2),
  };
}

function devs(snapshot: Snapshot): Report {
  const { elapsedS, pool } = snapshot;
  const row = {
    ASC: 0,
    Name: 'AVA10',
    ID: 0,
    Enabled: 'Y',
    Status: 'Alive',
    Temperature: -273, // there is no such sensor
    ...rates(snapshot),
    Accepted: pool.accepted,
    Rejected: pool.rejected,
    'Hardware Errors': 0,
    'Last Share Time': elapsedS,
    'Device Elapsed': elapsedS,
  };
  return { key: 'DEVS', code: 9, message: '1 ASC(s)', rows: [row] };
}

/** `stats` lists the pools too, `estats` only what mines. */
function stats(snapshot: Snapshot, withPools: boolean): Report {
  const entry = (position: number, id: string): object => ({
    STATS: position,
    ID: id,
    Elapsed: snapshot.elapsedS,
    Calls: 0,
    Wait: 0,
    Max: 0,
    Min: 99_999_999,
  });
  const machine = {
    ...entry(0, 'AVA100'),
    'MM ID0': machineText(snapshot),
    'MM Count': 1,
    'Smart Speed': 1,
    'Nonce Mask': 25,
  };
  const pools = withPools
    ? snapshot.pool.urls.map((_, index) => ({ ...entry(index + 1, `POOL${index}`), 'Pool Calls': 0 }))
    : [];
  return { key: 'STATS', code: 70, message: 'CGMiner stats', rows: [machine, ...pools] };
}

/** NAME[value ...] pairs. Rates are GH/s, PS is error, V x 100, V x 100, A, W behind the supply, V x 100, W at the wall. */
function machineText(snapshot: Snapshot): string {
  const { miner, boards, elapsedS, hashrateThs, fansRpm, powerW, inletC } = snapshot;
  const up = boards.filter((board) => board.up);
  const hottestC = Math.round(Math.max(0, ...up.map(({ chipC }) => chipC)));
  const zeros = boards.map(() => 0);
  const amps = Math.round((powerW * 0.945) / SUPPLY_V);
  const fields: [string, string | number | readonly (string | number)[]][] = [
    ['Ver', `${modelNumber(miner.model.name)}-${miner.model.firmware}`],
    ['DNA', miner.serial],
    ['MEMFREE', '1392832.1381104'],
    ['NETFAIL', '0 0 0 0 0 0 0 0'],
    ['SYSTEMSTATU', `Work: ${snapshot.asleep ? 'In Idle' : 'In Work'}, Hash Board: ${up.length} `],
    ['Elapsed', elapsedS],
    ['BOOTBY', '0x04.00000000'],
    ['LW', elapsedS * 89],
    ['MH', zeros],
    ['DHW', 0],
    ['HW', snapshot.hardwareErrors],
    ['DH', '1.299%'],
    ['Temp', inletC],
    ['TMax', hottestC],
    ['TAvg', hottestC - 8],
    ['Fan1', fansRpm[0] ?? 0],
    ['Fan2', fansRpm[1] ?? 0],
    ['FanR', '49%'],
    ['Vo', 296],
    ['PS', [0, 1209, SUPPLY_V * 100, amps, Math.round(amps * SUPPLY_V), SUPPLY_V * 100, powerW]],
    ['WALLPOWER', powerW],
    ['GHSspd', ghs(hashrateThs)],
    ['DHspd', '1.299%'],
    ['GHSmm', ghs(miner.model.ratedHashrateThs)],
    ['GHSavg', ghs(snapshot.sinceStartThs)],
    ['WU', round(snapshot.sinceStartThs * 14_000, 2)],
    ['Freq', '345.94'],
    ['Led', 0],
    ['MGHS', boards.map((board) => ghs(board.hashrateThs))],
    ['MTmax', boards.map(({ chipC }) => Math.round(chipC))],
    ['MTavg', boards.map(({ chipC, up: works }) => (works ? Math.round(chipC) - 8 : 0))],
    ['TA', up.length * miner.model.chips],
    ['PING', 131],
    ['POWS', 0],
    ['HASHS', zeros],
    ['POOLS', 0],
    ['SoftOFF', snapshot.asleep ? 1 : 0],
    ['ECHU', boards.map((board) => (board.up ? 0 : 512))],
    ['ECMM', 0],
    ...up.map(({ position, chipC }): [string, string] => [
      `PVT_T${position}`,
      chipTemperatures(chipC, miner.model.chips),
    ]),
    ['CRC', zeros],
    ['MPO', miner.model.ratedPowerW],
    ['WORKMODE', 1],
  ];
  return fields.map(([name, value]) => `${name}[${Array.isArray(value) ? value.join(' ') : value}]`).join(' ');
}

const SUPPLY_V = 11.87;

function ghs(ths: number): string {
  return (ths * 1000).toFixed(2);
}

/** `Avalon A1246` is the 1246, `AvalonMiner 15-194` the 15-194. */
function modelNumber(name: string): string {
  return name.replace(/^Avalon(Miner)? A?/, '');
}

/** One number a chip, each in three columns. The hottest is in the middle of the airflow's end. */
function chipTemperatures(hottestC: number, chips: number): string {
  return Array.from({ length: chips }, (_, chip) => {
    const cooler = Math.abs(chip - Math.floor(chips * 0.8)) % 17;
    return String(Math.round(hottestC) - cooler).padStart(3);
  }).join(' ');
}
