import { mkdirSync, writeFileSync } from 'node:fs';

/** What an Antminer says, made up after its kind: about the 4 kB of summary and stats that a real one sends. Each ends with NUL. */
export function writeMinerAnswers(folder: string): void {
  const status = [{ STATUS: 'S', When: 1_780_308_000, Code: 70, Msg: 'CGMiner stats', Description: 'cgminer 1.0.0' }];
  const header = {
    BMMiner: '1.0.0',
    Miner: '49.0.1.3',
    CompileTime: 'Tue Dec  6 16:12:30 CST 2022',
    Type: 'Antminer S19 Pro',
  };
  const boards = [1, 2, 3].map((slot) => ({
    [`chain_acn${slot}`]: 114,
    [`chain_acs${slot}`]: ' oooooooo'.repeat(14),
    [`chain_rate${slot}`]: '36855.63',
    [`chain_hw${slot}`]: 187,
    [`chain_rateideal${slot}`]: 36_660,
    [`freq${slot}`]: 675,
    [`temp_pcb${slot}`]: '50-45-64-65',
    [`temp_chip${slot}`]: '71-50-69-70',
    [`temp_pic${slot}`]: '40-35-54-55',
  }));
  // The tables of 16 boards that stock firmware sends, whatever is fitted.
  const padding = Object.fromEntries(
    Array.from({ length: 13 }, (_, at) => at + 4).flatMap((slot) => [
      [`chain_acn${slot}`, 0],
      [`chain_acs${slot}`, ''],
      [`chain_rate${slot}`, ''],
      [`chain_hw${slot}`, 0],
      [`freq${slot}`, 0],
      [`temp_pcb${slot}`, '0-0-0-0'],
      [`temp_chip${slot}`, '0-0-0-0'],
    ]),
  );
  const numbers = { 'GHS 5s': 110_566.89, 'GHS av': 111_834.63, Elapsed: 50_474, total_rateideal: 110_000, fan_num: 4 };
  const fans = { fan1: 6000, fan2: 5880, fan3: 5040, fan4: 5040 };
  const pool = {
    POOL: 0,
    URL: 'stratum+tcp://pool.example:3333',
    Status: 'Alive',
    Priority: 0,
    'Stratum Active': true,
    User: 'acme.rig1',
    Accepted: 4057,
    Rejected: 11,
  };
  const answers = {
    version: { STATUS: status, VERSION: [{ API: '3.1', ...header }], id: 1 },
    stats: { STATUS: status, STATS: [header, Object.assign({}, numbers, fans, ...boards, padding)], id: 1 },
    summary: {
      STATUS: status,
      SUMMARY: [{ Elapsed: 50_474, 'GHS 5s': 110_566.89, Accepted: 4057, Rejected: 11 }],
      id: 1,
    },
    pools: { STATUS: status, POOLS: [pool, { ...pool, POOL: 1, 'Stratum Active': false, Priority: 1 }], id: 1 },
  };
  mkdirSync(folder, { recursive: true });
  for (const [command, answer] of Object.entries(answers))
    writeFileSync(`${folder}/${command}`, `${JSON.stringify(answer)}\0`);
}
