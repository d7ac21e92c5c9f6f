import type { Clock } from '../clock.ts';
import { DeviceFailure } from '../device-failure.ts';
import type { MinerReading } from '../reading.ts';
import { type Answers, decodeAnswer, type Entry, isUsable } from './answers.ts';
import { type MinerFamily, type MinerProtocol, withoutTheImpossible } from './miner-family.ts';

/** Asks one command: text, or a DeviceFailure. */
export type Ask = (command: string) => Promise<string>;
export type MinerSession = { read(): Promise<MinerReading> };

const NO_ANSWERS: Answers = new Map();
const RARE_EVERY_MS = 6 * 60 * 60 * 1000;

export type MinerSessionOptions = {
  readonly ask: Ask;
  readonly address: string;
  readonly clock: Clock;
  readonly protocol: MinerProtocol;
};

/** Keeps what was learnt of one miner between polls: its family, and its rare answers. */
export function openMinerSession(options: MinerSessionOptions): MinerSession {
  const { ask, address, clock } = options;
  let family: MinerFamily | null = null;
  let rare: Answers = NO_ANSWERS;
  let rareAt = -Infinity;
  let uptime: number | null = null;
  const preferred: Preferences = { byFirst: null };

  const forget = () => {
    family = null;
    rareAt = -Infinity;
    preferred.byFirst = null;
  };

  return {
    read: async () => {
      family ??= await identifyMiner(options);
      if (clock.now() - rareAt >= RARE_EVERY_MS) {
        const asked = await askAll(ask, address, family.rareCommands);
        if (asked.silent) throw asked.silent;
        rare = withoutStatus(asked.answers);
        rareAt = clock.now();
      }
      const asked = await askAll(ask, address, family.commands, preferred);
      if (asked.silent) throw asked.silent;
      let answers: Answers = new Map([...rare, ...asked.answers]);
      const further = family.further?.(answers) ?? [];
      if (further.length > 0) answers = new Map([...answers, ...(await askAll(ask, address, further)).answers]);
      const said = family.read(answers);
      if (!said) {
        forget(); // another machine may sit behind this address now: ask who it is next time
        throw asked.malformed ?? new DeviceFailure('malformed', address, 'the answers hold no reading');
      }
      const reading = withoutTheImpossible(said);
      const now = reading.uptimeSeconds ?? reading.processUptimeSeconds;
      if (uptime !== null && now !== null && now < uptime) forget(); // restarted, perhaps with new firmware
      uptime = now;
      return reading;
    },
  };
}

/** Which family answers, by asking alone. */
export async function identifyMiner({
  ask,
  address,
  protocol,
}: Pick<MinerSessionOptions, 'ask' | 'address' | 'protocol'>): Promise<MinerFamily> {
  const answers = new Map<string, Entry>();
  let unread: DeviceFailure | null = null;
  const { identifying, families, fallback } = protocol;
  for (const command of identifying) {
    const asked = await askAll(ask, address, [command]);
    // It speaks, and turns this question away: another may be free.
    if (asked.silent && asked.silent.reached !== 'device') throw asked.silent;
    unread = asked.silent ?? unread ?? asked.malformed;
    for (const [name, entry] of asked.answers) answers.set(name, entry);
    const known = families.find((candidate) => candidate.recognises(answers));
    if (known) return known;
  }
  if (fallback?.recognises(answers)) return fallback;
  if (answers.size === 0 && unread) throw unread;
  throw new DeviceFailure('unsupported', address, 'answers, but not as a miner that we know');
}

/** Kept for hours of each of thousands of miners: the envelope says nothing once it was read. */
function withoutStatus(answers: Answers): Answers {
  return new Map(
    [...answers].map(([command, entry]) => {
      const { STATUS: _, ...rest } = entry;
      return [command, rest];
    }),
  );
}

type Asked = {
  readonly answers: Answers;
  /** The device didn't answer the first command at all. */
  readonly silent: DeviceFailure | null;
  readonly malformed: DeviceFailure | null;
};

/** Which of several commands a device has, by the first of them; null while nothing is known, as with most. */
type Preferences = { byFirst: Map<string, string> | null };

/** One command after the other. One that fails doesn't void the rest, but a device that is silent at first isn't asked on. */
async function askAll(
  ask: Ask,
  address: string,
  commands: readonly (string | readonly string[])[],
  preferred: Preferences = { byFirst: null },
): Promise<Asked> {
  const answers = new Map<string, Entry>();
  let malformed: DeviceFailure | null = null;
  for (const [at, choice] of commands.map((command) => [command].flat()).entries()) {
    const first = choice[0] ?? '';
    const chosen = preferred.byFirst?.get(first);
    for (const command of chosen === undefined ? choice : [chosen]) {
      try {
        const text = await ask(command);
        const parts = decodeAnswer(command, text);
        if (!parts) malformed ??= new DeviceFailure('malformed', address, `${command}: no JSON: ${text.slice(0, 80)}`);
        const usable = [...(parts ?? [])].filter(([, entry]) => isUsable(entry));
        for (const [name, entry] of usable) answers.set(name, entry);
        if (usable.length === 0) continue;
        if (choice.length > 1) (preferred.byFirst ??= new Map()).set(first, command);
        break;
      } catch (error) {
        if (!(error instanceof DeviceFailure)) throw error;
        if (error.kind === 'malformed') malformed ??= error;
        // "No such command" is an answer.
        else if (at === 0 && error.kind !== 'unsupported') return { answers, silent: error, malformed };
      }
    }
  }
  return { answers, silent: null, malformed };
}
