import { answerCgminer, type Report } from './envelope.ts';
import { poolsReport, round, summaryCounters } from './common.ts';
import type { Board, Snapshot } from './snapshot.ts';

/** Boards sit at connectors 1 to 3 of 4 on an S19 or S21, at 6 to 8 of 16 on an S9. */
const MODERN = { first: 1, slots: 4, program: 'cgminer 1.0.0', miner: '49.0.1.3' } as const;
const S9 = { first: 6, slots: 16, program: 'bmminer 1.0.0', miner: '30.0.1.3' } as const;
type Generation = typeof MODERN | typeof S9;

/** Bitmain's own firmware: read-only, no MAC, no serial and no power on this port. */
export function answerAntminer(request: string, snapshot: Snapshot): string {
  const generation = snapshot.miner.model.name === 'Antminer S9' ? S9 : MODERN;
  const text = answerCgminer(request, {
    description: generation.program,
    when: snapshot.epochS,
    joins: generation === S9,
    commandKeys: ['command'],
    refusals: 'cgminer',
    reports: {
      version: () => version(snapshot, generation),
      summary: () => summary(snapshot),
      stats: () => stats(snapshot, generation),
      // The last share's time is an age here, and the percent sign stands twice.
      pools: () =>
        poolsReport(snapshot, { firstPool: 0, lastShare: '0:00:03', extra: { Diff: '524K', 'Pool Stale%%': 0 } }),
      devs: () => devs(snapshot),
    },
  });
  // bmminer of the S9's days forgets the comma between the objects of its stats.
  return generation === S9 ? text.replaceAll('},{"STATS":0', '}{"STATS":0') : text;
}

function version({ miner }: Snapshot, generation: Generation): Report {
  return {
    key: 'VERSION',
    code: 22,
    message: 'CGMiner versions',
    rows: [{ API: '3.1', ...header(miner.model, generation) }],
  };
}

function header({ name, firmware }: Snapshot['miner']['model'], { miner }: Generation): object {
  const type = name === 'Antminer S9' ? `${name}\nV1.3.58` : name;
  return { BMMiner: '1.0.0', Miner: miner, CompileTime: firmware, Type: type };
}

function summary(snapshot: Snapshot): Report {
  const row = {
    Elapsed: snapshot.elapsedS,
    'GHS 5s': ghs(snapshot.hashrateThs),
    'GHS av': ghs(snapshot.sinceStartThs),
    'GHS 30m': ghs(snapshot.meanThs(1_800)),
    ...summaryCounters(snapshot),
    'Last getwork': snapshot.epochS,
  };
  return { key: 'SUMMARY', code: 11, message: 'Summary', rows: [row] };
}

function stats(snapshot: Snapshot, generation: Generation): Report {
  const { miner, boards, fansRpm } = snapshot;
  const rate = ghs(snapshot.hashrateThs);
  const old = generation === S9;
  const row = {
    STATS: 0,
    ID: old ? 'BC50' : 'BTM_SOC0',
    Elapsed: snapshot.elapsedS,
    Calls: 0,
    Wait: 0,
    Max: 0,
    Min: 99_999_999,
    'GHS 5s': old ? rate.toFixed(2) : rate, // a text in the old generation
    'GHS av': ghs(snapshot.sinceStartThs),
    rate_30m: ghs(snapshot.meanThs(1_800)),
    Mode: 2,
    miner_count: boards.filter(({ up }) => up).length,
    frequency: 525,
    ...fans(fansRpm, generation),
    temp_num: boards.filter(({ up }) => up).length,
    ...columns(generation, boards, (board, n) => chain(board, n, snapshot, old)),
    total_rateideal: ghs(miner.model.ratedHashrateThs),
    rate_unit: 'GH',
    total_freqavg: 525,
    total_acn: miner.model.chips * boards.filter(({ up }) => up).length,
    // On the 19 and 21 series this is the average since the start, on the S9 the live rate.
    'total rate': old ? rate : ghs(snapshot.sinceStartThs),
    temp_max: 0,
    no_matching_work: snapshot.hardwareErrors,
    miner_version: generation.miner,
    miner_id: minerId(miner.index),
  };
  return { key: 'STATS', code: 70, message: 'CGMiner stats', rows: [header(miner.model, generation), row] };
}

/** One board's keys, or those of an empty connector. */
function chain(board: Board | null, n: number, { miner, hardwareErrors, boards }: Snapshot, old: boolean): object {
  const up = board?.up ?? false;
  const chipC = Math.round(board?.chipC ?? 0);
  const boardC = Math.round(board?.boardC ?? 0);
  const keys = {
    [`temp${n}`]: boardC,
    [`temp2_${n}`]: chipC,
    [`freq${old ? '_avg' : ''}${n}`]: up ? 525 : 0,
    [`chain_acn${n}`]: up ? miner.model.chips : 0,
    [`chain_acs${n}`]: up ? ` ${'o'.repeat(miner.model.chips).replace(/(.{8})(?=.)/g, '$1 ')}` : '',
    [`chain_hw${n}`]: up ? Math.floor(hardwareErrors / boards.length) : 0,
    [`chain_rate${n}`]: board ? ghs(board.hashrateThs).toFixed(2) : '',
  };
  if (old) return keys;
  const corners = up ? [chipC, chipC - 24, chipC - 9, chipC - 6] : [0, 0, 0, 0];
  const under = (byC: number): string => corners.map((corner) => (up ? corner - byC : 0)).join('-');
  return { ...keys, [`temp_chip${n}`]: corners.join('-'), [`temp_pcb${n}`]: under(8), [`temp_pic${n}`]: under(15) };
}

function columns(
  { first, slots }: Generation,
  boards: readonly Board[],
  keysOf: (board: Board | null, n: number) => object,
): object {
  const rows = Array.from({ length: slots }, (_, slot) => keysOf(boards[slot + 1 - first] ?? null, slot + 1));
  return Object.assign({}, ...rows);
}

/** Two fans at connectors 5 and 6 of the S9's eight, four on the later ones. */
function fans(rpm: readonly number[], generation: Generation): object {
  if (generation === MODERN)
    return { fan_num: 4, ...Object.fromEntries(rpm.map((value, index) => [`fan${index + 1}`, value])) };
  const eight = Array.from({ length: 8 }, (_, index) => [
    `fan${index + 1}`,
    index === 4 || index === 5 ? rpm[index - 4] : 0,
  ]);
  return { fan_num: 2, ...Object.fromEntries(eight) };
}

/** Useless since the 19 series: one device with rate 0 and a misspelt temperature. */
function devs({ pool, elapsedS, epochS }: Snapshot): Report {
  const row = {
    ASC: 0,
    Name: 'BTM_SOC',
    ID: 0,
    Enabled: 'Y',
    Status: 'Alive',
    Tenperature: 0,
    'MHS av': 0,
    'MHS 5s': 0,
    Accepted: pool.accepted,
    Rejected: pool.rejected,
    'Hardware Errors': 0,
    Utility: 0,
    'Last Share Pool': 0,
    'Last Share Time': epochS,
    'Total MH': 0,
    'Device Elapsed': elapsedS,
  };
  return { key: 'DEVS', code: 9, message: '1 ASC(s)', rows: [row] };
}

function minerId(index: number): string {
  return (0x8144_0000 + index).toString(16).padStart(16, '8144d5ca');
}

function ghs(ths: number): number {
  return round(ths * 1000, 2);
}
