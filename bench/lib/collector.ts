/** The collector's own code, as it runs: what of it the benches use. */
export type Clock = {
  now(): number;
  elapsed(): number;
  after(ms: number, run: () => void): () => void;
};
type Address = { host: string; port: number; unit: number; framing: 'tcp' | 'rtu' };
type Scope = { live: boolean; registers: boolean };
type Session<Reading> = { read(scope: Scope): Promise<Reading>; close(): void };

export type CollectorCode = {
  systemClock: Clock;
  openMiner(
    address: Address,
    credentials: object,
    manner: { clock: Clock },
  ): { read(): Promise<{ hashrateThs: number | null }> };
  openMeter(
    address: Address,
    profile: string,
    observe?: (what: string) => void,
  ): Session<{ device: { powerW: number | null; energyWh: number | null } }>;
  openSnmp(options: object): {
    get(oids: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
    walk(column: string, maxRepetitions: number): Promise<ReadonlyMap<string, unknown>>;
    close(): void;
  };
  askCgminer(host: string, port: number, command: string): Promise<string>;
  Metrics: new () => object;
  Turns: new () => object;
  createPoller(options: object): {
    follow(devices: readonly object[]): void;
    poll(id: string, scope: Scope): Promise<{ answered: boolean }>;
  };
  phaseOf(id: string): number;
  nextSlot(now: number, intervalMs: number, phase: number): number;
  minerRow(id: string, at: Date, reading: object): { hashrateThs: number | null };
};

export async function collectorCode(): Promise<CollectorCode> {
  const from = (file: string) => import(new URL(`../../collector/src/${file}`, import.meta.url).href);
  const parts = await Promise.all(
    [
      'clock.ts',
      'miners.ts',
      'readers.ts',
      'rows.ts',
      'transports/snmp.ts',
      'transports/cgminer.ts',
      'poller.ts',
      'metrics.ts',
      'turns.ts',
      'schedule.ts',
    ].map(from),
  );
  return Object.assign({}, ...parts) as CollectorCode;
}

/** `127.x.0.1` and on. */
export const loopback = (network: number, at: number): string => `127.${network}.${(at + 1) >> 8}.${(at + 1) & 255}`;

/**
 * Each of `inFlight` workers goes through its own targets until the time is over; how often the work was done for each second of this process's
 * CPU. Before that each target once and some of the same: what is learnt of a device, and what V8 learns, belongs to no measurement.
 */
export async function perCpuSecond(
  inFlight: number,
  targets: number,
  ms: number,
  work: (target: number) => Promise<void>,
): Promise<number> {
  const workers = Math.min(inFlight, targets);
  const until = async (ends: number, leastRounds: number) => {
    let done = 0;
    const worker = async (first: number) => {
      for (let round = 0; round < leastRounds || performance.now() < ends; round += 1) {
        for (let target = first; target < targets; target += workers) {
          await work(target);
          done += 1;
          if (round >= leastRounds && performance.now() >= ends) break;
        }
      }
    };
    await Promise.all(Array.from({ length: workers }, (_, first) => worker(first)));
    return done;
  };
  await until(performance.now() + ms / 2, 1);
  const before = process.cpuUsage();
  const done = await until(performance.now() + ms, 0);
  const { user, system } = process.cpuUsage(before);
  return (done / (user + system)) * 1e6;
}
