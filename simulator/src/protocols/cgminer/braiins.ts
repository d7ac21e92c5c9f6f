import { mhs, poolsReport, summaryCounters } from './common.ts';
import { answerCgminer, type Report } from './envelope.ts';
import type { Snapshot } from './snapshot.ts';

/** Braiins OS on Bitmain's hardware: bosminer's cgminer-compatible port. It knows no serial number and no MAC. */
export function answerBraiins(request: string, snapshot: Snapshot): string {
  const { firmware } = snapshot.miner.model;
  return answerCgminer(request, {
    description: `BOSer ${firmware}`,
    when: snapshot.epochS,
    joins: true,
    commandKeys: ['command'],
    refusals: 'cgminer',
    reports: {
      version: () => ({ key: 'VERSION', code: 22, message: 'BOSer versions', rows: [{ API: '3.7', BOSer: firmware }] }),
      summary: () => summary(snapshot),
      devs: () => devs(snapshot),
      devdetails: () => details(snapshot),
      fans: () => fans(snapshot),
      temps: () => temps(snapshot),
      tunerstatus: () => tuner(snapshot),
      pause: () => ({ key: 'PAUSE', code: 205, message: 'Pause', rows: [true] }),
      resume: () => ({ key: 'RESUME', code: 206, message: 'Resume', rows: [true] }),
      pools: () =>
        poolsReport(snapshot, {
          firstPool: 0,
          lastShare: snapshot.epochS - 3,
          extra: { 'Pool Stale%': 0, AsicBoost: true },
        }),
    },
  });
}

function summary(snapshot: Snapshot): Report {
  const row = {
    Elapsed: snapshot.elapsedS,
    'MHS 5s': mhs(snapshot.hashrateThs),
    'MHS 1m': mhs(snapshot.hashrateThs),
    'MHS 5m': snapshot.meanThs(300) * 1e6,
    'MHS 15m': snapshot.meanThs(900) * 1e6,
    'MHS 24h': snapshot.meanThs(86_400) * 1e6,
    'MHS av': snapshot.sinceStartThs * 1e6,
    ...summaryCounters(snapshot),
    'Last getwork': snapshot.epochS,
  };
  return { key: 'SUMMARY', code: 11, message: 'Summary', rows: [row] };
}

function devs({ miner, boards, elapsedS, epochS }: Snapshot): Report {
  const rows = boards
    .filter(({ up }) => up)
    .map(({ position, hashrateThs }, index) => ({
      ASC: index,
      Accepted: 0,
      'Device Elapsed': elapsedS,
      Enabled: 'Y',
      'Hardware Errors': 0,
      ID: idOf(position),
      'Last Share Time': epochS - 3,
      'Last Valid Work': epochS,
      'MHS 15m': mhs(hashrateThs),
      'MHS 1m': mhs(hashrateThs),
      'MHS 5m': mhs(hashrateThs),
      'MHS 5s': mhs(hashrateThs),
      'MHS av': mhs(hashrateThs),
      Name: '',
      'Nominal MHS': mhs(miner.model.ratedHashrateThs / boards.length),
      Rejected: 0,
      Status: 'Alive',
      Temperature: 0, // none here: temps has it
    }));
  return { key: 'DEVS', code: 9, message: `${rows.length} ASC(s)`, rows };
}

function details({ miner, boards }: Snapshot): Report {
  const rows = boards
    .filter(({ up }) => up)
    .map(({ position }, index) => ({
      Chips: miner.model.chips,
      Cores: 0,
      DEVDETAILS: index,
      'Device Path': '',
      Driver: '',
      Frequency: 525,
      ID: idOf(position),
      Kernel: '',
      Model: miner.model.name,
      Name: '',
      Voltage: 13.6,
    }));
  return { key: 'DEVDETAILS', code: 69, message: 'Device Details', rows };
}

function fans({ fansRpm }: Snapshot): Report {
  const rows = fansRpm.map((rpm, index) => ({ FAN: index, ID: index, RPM: rpm, Speed: Math.round(rpm / 72) }));
  return { key: 'FANS', code: 202, message: `${rows.length} Fan(s)`, rows };
}

function temps({ boards }: Snapshot): Report {
  const rows = boards
    .filter(({ up }) => up)
    .map(({ position, boardC, chipC }, index) => ({ Board: boardC, Chip: chipC, ID: idOf(position), TEMP: index }));
  return { key: 'TEMPS', code: 201, message: `${rows.length} Temp(s)`, rows };
}

/** The power is the tuner's model of it, not a measurement. */
function tuner({ miner, boards, powerW }: Snapshot): Report {
  const up = boards.filter((board) => board.up);
  const row = {
    ApproximateChainPowerConsumption: Math.round(powerW * 0.97),
    ApproximateMinerPowerConsumption: powerW,
    DynamicPowerScaling: 'Disabled',
    PowerLimit: miner.model.ratedPowerW,
    TunerChainStatus: up.map(({ position }) => ({
      ApproximatePowerConsumptionWatt: Math.round((powerW * 0.97) / up.length),
      HashchainIndex: idOf(position),
      Iteration: 0,
      Status: 'Stable',
    })),
    TunerMode: 'PowerTarget',
    TunerRunning: true,
  };
  return { key: 'TUNERSTATUS', code: 226, message: 'Tuner Status', rows: [row] };
}

/** Connectors count from 1 on the 19 series. */
function idOf(position: number): number {
  return position + 1;
}
