/** What the simulated farm says of itself at its control endpoint, as far as the demo needs it. */
type DeviceParts = {
  readonly serial: string;
  readonly name: string;
  readonly make: string;
  readonly model: string;
  readonly address: string;
  readonly firmware: string | null;
  readonly mac: string | null;
};
export type FarmMiner = DeviceParts & {
  readonly kind: 'MINER';
  readonly position: { readonly rack: string; readonly row: number; readonly column: number };
  readonly ratedHashrateThs: number;
  readonly ratedPowerW: number;
  readonly ratedEfficiencyJPerTh: number;
};
export type FarmPdu = DeviceParts & {
  readonly kind: 'PDU';
  readonly profile: string;
  readonly community: string;
  readonly position: { readonly rack: string };
  readonly outlets: readonly { readonly number: number; readonly label: string; readonly minerSerial: string | null }[];
};
export type FarmMeter = DeviceParts & {
  readonly kind: 'METER';
  readonly profile: string;
  readonly main: boolean;
  /** The PDUs that it measures too. */
  readonly pduSerials: readonly string[];
};
export type Farm = {
  readonly miners: readonly FarmMiner[];
  readonly pdus: readonly FarmPdu[];
  readonly meters: readonly FarmMeter[];
};

export async function readFarm(simulatorUrl: string): Promise<Farm> {
  const response = await fetch(new URL('/devices', simulatorUrl));
  if (!response.ok) throw new Error(`the simulator answered ${response.status} to /devices`);
  const { devices } = (await response.json()) as { devices: (FarmMiner | FarmPdu | FarmMeter)[] };
  const of = <Kind extends string>(kind: Kind) =>
    devices.filter((device): device is Extract<typeof device, { kind: Kind }> => device.kind === kind);
  return { miners: of('MINER'), pdus: of('PDU'), meters: of('METER') };
}

export type RegisterHistory = {
  readonly serial: string;
  readonly outlet: number | null;
  readonly startsAt: string;
  readonly stepSeconds: number;
  readonly wh: readonly (string | null)[];
};
export type HashrateHistory = {
  readonly serial: string;
  readonly startsAt: string;
  readonly stepSeconds: number;
  readonly ths: readonly (number | null)[];
  readonly powerW: readonly (number | null)[];
  readonly temperatureC: readonly (number | null)[];
};

/** The farm's past, a register or a miner at a time; hourly unless said otherwise. */
export async function* readHistory<Kind extends 'registers' | 'hashrate'>(
  simulatorUrl: string,
  kind: Kind,
  range: { from: Date; to: Date },
  stepSeconds = 3600,
): AsyncGenerator<Kind extends 'registers' ? RegisterHistory : HashrateHistory> {
  const url = new URL('/history', simulatorUrl);
  url.search = new URLSearchParams({
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    stepSeconds: String(stepSeconds),
    kind,
  }).toString();
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`the simulator answered ${response.status} to ${url.pathname}`);
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line) yield JSON.parse(line);
  }
}
