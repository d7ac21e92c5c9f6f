import type { Clock } from '../clock.ts';
import { DeviceFailure } from '../device-failure.ts';
import type { MinerReading } from '../reading.ts';
import { Shared } from '../shared.ts';
import { type Answers, decodeAnswer, type Entry, isUsable, statusOf } from './answers.ts';
import type { RequestKey } from './cgminer-ask.ts';
import type { SignedIn } from './http-ask.ts';
import { type MinerFamily, type MinerProtocol, withoutTheImpossible } from './miner-family.ts';

/** Asks one command: text, or a DeviceFailure. */
export type Ask = (command: string) => Promise<string>;
export type MinerSession = { read(): Promise<MinerReading> };

const RARE_EVERY_MS = 6 * 60 * 60 * 1000;
/** Where not all of it could be read: another machine's manner may have been taken for its own. */
const RARE_AGAIN_MS = 10 * 60 * 1000;

export type MinerSessionOptions = {
  readonly ask: Ask;
  readonly address: string;
  readonly clock: Clock;
  readonly protocol: MinerProtocol;
};

type RareAnswer = readonly [command: string, answer: Entry];

/** What was learnt of one miner and holds from one poll to the next. Thousands are kept: few fields, and what many have in common is shared. */
export type Learnt = {
  family: MinerFamily | null;
  /** What model and firmware it has, as it answered at `rareAt`. */
  rare: readonly RareAnswer[];
  rareAt: number;
  uptimeSeconds: number | null;
  /** Of several commands the one that it has. */
  chosen: readonly string[];
} & RequestKey &
  SignedIn;

const NO_ANSWERS: readonly RareAnswer[] = [];
const NONE_CHOSEN: readonly string[] = [];
export const nothingLearnt = (): Learnt => ({
  family: null,
  rare: NO_ANSWERS,
  rareAt: -Infinity,
  uptimeSeconds: null,
  chosen: NONE_CHOSEN,
  requestKey: null,
  signedIn: null,
});

function forget(learnt: Learnt): void {
  learnt.family = null;
  learnt.rareAt = -Infinity;
  learnt.chosen = NONE_CHOSEN;
}

/** A miner that is read for a while, by one way to ask it. */
export function openMinerSession(options: MinerSessionOptions): MinerSession {
  const learnt = nothingLearnt();
  return { read: () => readMiner(options, learnt) };
}

/** One poll: who it is where that isn't known, what it is now and then, and how it is. */
export async function readMiner(options: MinerSessionOptions, learnt: Learnt): Promise<MinerReading> {
  const { ask, address } = options;
  const family = await familyOf(options, learnt);
  const asked = await askAll(ask, address, family.commands, learnt);
  if (asked.silent) throw asked.silent;
  let answers: Answers = new Map([...learnt.rare, ...asked.answers]);
  const further = family.further?.(answers) ?? [];
  if (further.length > 0) answers = new Map([...answers, ...(await askAll(ask, address, further)).answers]);
  const said = family.read(answers);
  if (!said) {
    forget(learnt); // another machine may sit behind this address now: ask who it is next time
    throw asked.malformed ?? new DeviceFailure('malformed', address, 'the answers hold no reading');
  }
  const reading = withoutTheImpossible(said);
  const main = [family.commands[0] ?? []].flat();
  if (!main.some((command) => asked.answers.has(command))) {
    forget(learnt); // what it lacks would have told whether it is still the same machine
    return { ...reading, faults: [...reading.faults, { code: null, text: `${main.join(', ')}: no answer to read` }] };
  }
  const uptime = reading.uptimeSeconds ?? reading.processUptimeSeconds;
  if (learnt.uptimeSeconds !== null && uptime !== null && uptime < learnt.uptimeSeconds) forget(learnt); // restarted, perhaps with new firmware
  learnt.uptimeSeconds = uptime;
  return reading;
}

/** Who it is, asked when that isn't known or long ago. */
async function familyOf(options: MinerSessionOptions, learnt: Learnt): Promise<MinerFamily> {
  const { address, clock, protocol } = options;
  const isDue = clock.now() - learnt.rareAt >= RARE_EVERY_MS;
  if (learnt.family !== null && !isDue) return learnt.family;
  const ask = onceEach(options.ask);
  const { family, unread } = await identifyMiner({ ask, address, protocol });
  const asked = await askAll(ask, address, family.rareCommands);
  if (asked.silent) throw asked.silent;
  learnt.family = family;
  learnt.rare = sharedAnswers(asked.answers);
  learnt.rareAt = clock.now() - ((unread ?? asked.malformed) ? RARE_EVERY_MS - RARE_AGAIN_MS : 0);
  return family;
}

/** After a start a whole fleet is asked who it is: what was answered to find the family isn't asked again. */
function onceEach(ask: Ask): Ask {
  const heard = new Map<string, string>();
  return async (command) => {
    const before = heard.get(command);
    if (before !== undefined) return before;
    const text = await ask(command);
    heard.set(command, text);
    return text;
  };
}

export type Identified = {
  readonly family: MinerFamily;
  /** Why an answer before, which might have told of another family with the same layout, could not be read. */
  readonly unread: DeviceFailure | null;
};

/** Which family answers, by asking alone. */
export async function identifyMiner({
  ask,
  address,
  protocol,
}: Pick<MinerSessionOptions, 'ask' | 'address' | 'protocol'>): Promise<Identified> {
  const answers = new Map<string, Entry>();
  let unread: DeviceFailure | null = null;
  let isDenied = false;
  const { identifying, families, fallback } = protocol;
  for (const command of identifying) {
    const asked = await askAll(ask, address, [command]);
    // It speaks, and turns this question away: another may be free.
    if (asked.silent && asked.silent.reached !== 'device') throw asked.silent;
    unread = asked.silent ?? unread ?? asked.malformed;
    isDenied ||= asked.isDenied;
    for (const [name, entry] of asked.answers) answers.set(name, entry);
    const known = families.find((candidate) => candidate.recognises(answers));
    if (known) return { family: known, unread: fallback && unread };
  }
  if (fallback?.recognises(answers)) return { family: fallback, unread };
  if (answers.size === 0 && unread) throw unread;
  if (answers.size === 0 && isDenied) throw new DeviceFailure('refused', address, 'it denies access', 'device');
  throw new DeviceFailure('unsupported', address, 'answers, but not as a miner that we know');
}

const sharedAnswer = new Shared<RareAnswer>();
const sharedList = new Shared<readonly RareAnswer[]>();

/** Kept for hours of each of thousands of miners. The envelope says nothing once it was read, and would make each answer another. */
function sharedAnswers(answers: Answers): readonly RareAnswer[] {
  const rare = [...answers].map(([command, answer]) => {
    const { STATUS: _, ...said } = answer;
    return sharedAnswer.of([command, said]);
  });
  return sharedList.of(rare);
}

type Asked = {
  readonly answers: Answers;
  /** The device didn't answer the first command at all. */
  readonly silent: DeviceFailure | null;
  readonly malformed: DeviceFailure | null;
  /** It doesn't let us ask one of them. */
  readonly isDenied: boolean;
};

const ACCESS_DENIED = 45;

/** One command after the other. One that fails doesn't void the rest, but a device that is silent at first isn't asked on. */
async function askAll(
  ask: Ask,
  address: string,
  commands: readonly (string | readonly string[])[],
  learnt: Pick<Learnt, 'chosen'> = { chosen: NONE_CHOSEN },
): Promise<Asked> {
  const answers = new Map<string, Entry>();
  let malformed: DeviceFailure | null = null;
  let isDenied = false;
  for (const wanted of commands) {
    const isChoice = typeof wanted !== 'string';
    const known = isChoice ? wanted.find((command) => learnt.chosen.includes(command)) : wanted;
    for (const command of known === undefined ? wanted : [known]) {
      try {
        const parts = await askOne(ask, address, command);
        if (!addUsable(parts, answers)) {
          isDenied ||= [...parts.values()].some((part) => statusOf(part).code === ACCESS_DENIED);
          continue;
        }
        if (isChoice && known === undefined) learnt.chosen = [...learnt.chosen, command];
        break;
      } catch (error) {
        if (!(error instanceof DeviceFailure)) throw error;
        if (error.kind === 'malformed') malformed ??= error;
        // "No such command" is an answer.
        else if (wanted === commands[0] && error.kind !== 'unsupported')
          return { answers, silent: error, malformed, isDenied };
      }
    }
  }
  return { answers, silent: null, malformed, isDenied };
}

/** Apart from the loop: its text must not be held while the next command is asked. */
async function askOne(ask: Ask, address: string, command: string): Promise<Answers> {
  const text = await ask(command);
  const parts = decodeAnswer(command, text);
  if (!parts) throw new DeviceFailure('malformed', address, `${command}: no JSON: ${text.slice(0, 80)}`);
  return parts;
}

/** Whether there were any. */
function addUsable(parts: Answers, answers: Map<string, Entry>): boolean {
  let any = false;
  for (const [command, entry] of parts) {
    if (!isUsable(entry)) continue;
    answers.set(command, entry);
    any = true;
  }
  return any;
}
