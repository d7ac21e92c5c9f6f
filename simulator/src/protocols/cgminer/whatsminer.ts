import { mhs, poolsReport, round, summaryCounters } from './common.ts';
import { answerCgminer, type Report, type Told } from './envelope.ts';
import type { Board, Snapshot } from './snapshot.ts';

/** btminer with API 2: cgminer's documents for cgminer's commands, documents of its own for the rest. */
export function answerWhatsminer(request: string, snapshot: Snapshot): string {
  const { firmware, name } = snapshot.miner.model;
  // The M30S++ still runs a build that knows no "cmd" and leaves a comma behind the last board.
  const oldBuild = name === 'Whatsminer M30S++';
  const text = answerCgminer(request, {
    description: 'btminer',
    when: snapshot.epochS,
    joins: true,
    commandKeys: oldBuild ? ['command'] : ['command', 'cmd'],
    refusals: 'btminer',
    reports: {
      summary: () => summary(snapshot),
      devs: () => devs(snapshot),
      edevs: () => devs(snapshot),
      devdetails: () => details(snapshot),
      pools: () => poolsReport(snapshot, { firstPool: 1, lastShare: snapshot.epochS - 3 }),
      get_version: () =>
        told({
          api_ver: name === 'Whatsminer M50' ? '2.0.4' : '2.0.5',
          fw_ver: firmware,
          platform: 'H616',
          chip: 'K8EC374-2426 BINVE6-197806A',
        }),
      get_psu: () => told(powerSupply(snapshot)),
      get_miner_info: () => told(minerInfo(snapshot)),
      get_error_code: () => told({ error_code: errorCodes(snapshot).map((code) => ({ [code]: when(snapshot) })) }),
      status: () =>
        told({ btmineroff: 'false', 'Firmware Version': `'${firmware}'`, power_mode: 'normal', hash_percent: '100' }),
    },
  });
  if (oldBuild) return text.replace(/("DEVS":\[[^\]]*\})\]/, '$1,]');
  // API 2.0.4 writes its list of errors like a map.
  return name === 'Whatsminer M50' ? text.replace(/\[\{("\d+":"[^"]*")\}\]/, '[$1]') : text;
}

function summary(snapshot: Snapshot): Report {
  const { miner, boards, elapsedS, powerW, hashrateThs, fansRpm, inletC } = snapshot;
  const chips = boards.filter(({ up }) => up).map(({ chipC }) => chipC);
  const errors = errorCodes(snapshot);
  const row = {
    Elapsed: elapsedS,
    'MHS av': round(snapshot.sinceStartThs * 1e6, 2),
    'MHS 5s': mhs(hashrateThs * (snapshot.wanders ? 1.04 : 1)), // share noise, no measure of the rate
    'MHS 1m': mhs(hashrateThs),
    'MHS 5m': round(snapshot.meanThs(300) * 1e6, 2),
    'MHS 15m': round(snapshot.meanThs(900) * 1e6, 2),
    'HS RT': mhs(hashrateThs),
    ...summaryCounters(snapshot),
    Temperature: round(Math.max(0, ...boards.map(({ boardC }) => boardC)), 2),
    freq_avg: 648,
    'Fan Speed In': fansRpm[0],
    'Fan Speed Out': fansRpm[1],
    Voltage: 1180,
    Power: powerW,
    Power_RT: powerW,
    'Power Rate': round(snapshot.sinceStartThs > 0 ? powerW / snapshot.sinceStartThs : 0, 2),
    'Last getwork': 0,
    Uptime: elapsedS + 640,
    'Chip Data': 'K8EC374-2426 BINVE6-197806A',
    'Power Current': 261, // of no stable unit
    'Power Fanspeed': 9_060,
    ...Object.fromEntries(errors.map((code, index) => [`Error Code ${index}`, code])),
    'Error Code Count': errors.length,
    'Factory Error Code Count': 0,
    'Security Mode': 0,
    'Liquid Cooling': false,
    'Hash Stable': true,
    'Hash Stable Cost Seconds': 1_538,
    'Hash Deviation%': 0.1061,
    'Target Freq': 625,
    'Target MHS': mhs(miner.model.ratedHashrateThs),
    'Env Temp': inletC,
    'Power Mode': 'Normal',
    'Factory GHS': Math.round(miner.model.ratedHashrateThs * 1000),
    'Power Limit': Math.round(miner.model.ratedPowerW * 1.05),
    'Chip Temp Min': round(Math.min(...chips) - 14, 2),
    'Chip Temp Max': round(Math.max(...chips), 2),
    'Chip Temp Avg': round(Math.max(...chips) - 6, 2),
    'Firmware Version': `'${miner.model.firmware}'`,
    'CB Platform': 'H616',
    'CB Version': 'V10',
    MAC: miner.mac,
    'Upfreq Complete': 1,
  };
  return { key: 'SUMMARY', code: 11, message: 'Summary', rows: [row] };
}

/** A board that isn't found has no row. */
function devs(snapshot: Snapshot): Report {
  const { boards } = snapshot;
  const rows = boards.filter(({ up }) => up).map((board) => boardRow(board, snapshot));
  return { key: 'DEVS', code: 9, message: `${rows.length} ASC(s)`, rows };
}

function boardRow(board: Board, { miner, elapsedS, epochS, fansRpm, pool, boards }: Snapshot): object {
  const { position, hashrateThs, chipC, boardC } = board;
  return {
    ASC: position,
    Name: 'SM',
    ID: position,
    Slot: position,
    Enabled: 'Y',
    Status: 'Alive',
    Temperature: round(boardC, 2),
    'Chip Frequency': 648,
    'Fan Speed In': fansRpm[0],
    'Fan Speed Out': fansRpm[1],
    'MHS av': mhs(hashrateThs),
    'MHS 5s': mhs(hashrateThs),
    'MHS 1m': mhs(hashrateThs),
    'MHS 5m': mhs(hashrateThs),
    'MHS 15m': mhs(hashrateThs),
    Accepted: Math.floor(pool.accepted / boards.length),
    Rejected: 0,
    'Hardware Errors': 0,
    'Last Share Pool': 0,
    'Last Share Time': epochS - 3,
    'Last Valid Work': epochS,
    'Device Elapsed': elapsedS,
    'Upfreq Complete': 1,
    'Effective Chips': miner.model.chips,
    'PCB SN': `${miner.serial}B${position}`,
    'Chip Temp Min': round(chipC - 14, 2),
    'Chip Temp Max': round(chipC, 2),
    'Chip Temp Avg': round(chipC - 6, 2),
  };
}

function details({ miner, boards }: Snapshot): Report {
  const model = `${miner.model.name.replace('Whatsminer ', '')}_V40`; // the part behind the V is a variant
  const rows = boards
    .filter(({ up }) => up)
    .map(({ position }) => ({
      DEVDETAILS: position,
      Name: 'SM',
      ID: position,
      Driver: 'bitmicro',
      Kernel: '',
      Model: model,
    }));
  return { key: 'DEVDETAILS', code: 69, message: 'Device Details', rows };
}

function powerSupply({ miner, powerW, inletC }: Snapshot): object {
  return {
    name: 'P221B',
    model: 'P221B',
    hw_version: 'RT0159',
    sw_version: '230224.220429',
    enable: '1',
    iin: String(Math.round((powerW / 240) * 1000)), // mA
    vin: '24000', // 0.01 V
    fan_speed: '9060',
    temp0: String(inletC * 10),
    serial_no: `P${miner.serial}`,
    vendor: '1',
  };
}

function minerInfo({ miner }: Snapshot): object {
  return {
    ip: miner.host,
    proto: 'dhcp',
    netmask: '255.255.0.0',
    gateway: '',
    dns: '',
    hostname: miner.name,
    mac: miner.mac,
    ledstat: 'auto',
    minersn: miner.serial,
    powersn: `P${miner.serial}`,
  };
}

/** 530 to 532: the board in that slot isn't found. */
function errorCodes({ boards }: Snapshot): number[] {
  return boards.filter(({ up }) => !up).map(({ position }) => 530 + position);
}

function when({ epochS }: Snapshot): string {
  return new Date(epochS * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function told(told: object): Told {
  return { told };
}
