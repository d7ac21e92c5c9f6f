import type { Installation } from '../../context.ts';
import { patience } from '../../database/patience.ts';
import { jobContext } from '../../jobs.ts';
import { loadAnswers, loadElectrical, loadFacts, type MinerFacts } from './fleet-state.store.ts';
import { type ElectricalReading, type LatestAnswer, type MinerAnswer, withOutletPower } from './reading.rules.ts';
import {
  judge,
  type Judgement,
  type OutletDraw,
  sinceOfAnswer,
  unpoweredSince,
  statusOfAnswer,
} from './status.rules.ts';

/** A miner as the live side knows it. `version` grows with everything that a viewer could see change. */
export type LiveMiner = {
  readonly id: string;
  readonly no: number;
  facts: MinerFacts;
  answer: LatestAnswer | null;
  judgement: Judgement;
  /** When its outlets were last read to draw nothing, if that is newer than its answer: what it said then is over. */
  unpoweredAtMs: number | null;
  version: number;
};

type LiveElectrical = ElectricalReading & { readonly zeroSinceMs: number | null };

/** How old facts may be: what staff change shows within this time. */
const factsMaxAgeMs = 2_000;

/**
 * The newest state of one organization's devices, in this process: loaded from the tables once, then ahead of them, since
 * readings are shown before they are durable. Nothing here knows a viewer; who sees what is asked of the database.
 */
export class FleetState {
  readonly #installation: Installation;
  readonly #organizationId: string;
  readonly #miners = new Map<number, LiveMiner>();
  readonly #electrical = new Map<number, LiveElectrical>();
  #version = 0;
  #loadedAtMs = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | null = null;
  #judgedAtMs = Number.NEGATIVE_INFINITY;

  constructor(installation: Installation, organizationId: string) {
    this.#installation = installation;
    this.#organizationId = organizationId;
  }

  /**
   * Brings what the database knows of the devices up to date; together with others who ask at the same time. While the
   * database stands still, what is known stands.
   */
  async refresh(maxAgeMs = factsMaxAgeMs): Promise<this> {
    const oldest = performance.now() - maxAgeMs;
    // A load that had begun before doesn't count, so there may be a second: what changed meanwhile may be missing in the first.
    for (let load = 0; load < 2 && this.#loadedAtMs < oldest; load++) {
      const known = Number.isFinite(this.#loadedAtMs) ? { value: undefined, askedAtMs: this.#loadedAtMs } : null;
      await patience(this.#installation.orm).ask(() => this.#loadWithOthers(), known);
    }
    return this;
  }

  #loadWithOthers(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  miner(no: number): LiveMiner | undefined {
    return this.#miners.get(no);
  }

  electrical(no: number): ElectricalReading | undefined {
    return this.#electrical.get(no);
  }

  /** Makes silence visible: statuses as they are at this instant, or were `maxAgeMs` ago for who asks all the time. */
  judgeAll(maxAgeMs = 0): void {
    const askedAtMs = performance.now();
    if (askedAtMs - this.#judgedAtMs < maxAgeMs) return;
    this.#judgedAtMs = askedAtMs;
    const nowMs = this.#installation.now().getTime();
    for (const miner of this.#miners.values()) this.#judge(miner, nowMs);
  }

  /** Takes live values of a source when they are newer than what is known. Answers whether they were. */
  takeElectrical(no: number, reading: ElectricalReading): boolean {
    const before = this.#electrical.get(no);
    if (before && before.takenAtMs >= reading.takenAtMs) return false;
    const zero = reading.powerW === 0 || (reading.powerW === null && reading.on === false);
    this.#electrical.set(no, { ...reading, zeroSinceMs: zero ? (before?.zeroSinceMs ?? reading.takenAtMs) : null });
    return true;
  }

  /** What a miner said, with the power of its outlet where it doesn't tell. */
  completed(no: number, answer: MinerAnswer): MinerAnswer {
    const facts = this.#miners.get(no)?.facts;
    const [source] = facts?.sources ?? [];
    if (!facts?.alone || facts.sources.length !== 1 || source === undefined) return answer;
    return withOutletPower(answer, this.#electrical.get(source) ?? null);
  }

  /** Takes an answer when it is newer than what is known; null when it isn't: shown once, never again. */
  takeAnswer(no: number, answer: MinerAnswer): LatestAnswer | null {
    const miner = this.#miners.get(no);
    if (!miner || (miner.answer && miner.answer.takenAtMs >= answer.takenAtMs)) return null;
    const status = statusOfAnswer(answer, miner.facts.ratedHashrateThs);
    const { pollEveryMs } = miner.facts;
    const statusSinceMs = sinceOfAnswer(miner.answer, { status, takenAtMs: answer.takenAtMs }, pollEveryMs);
    miner.answer = { ...answer, status, statusSinceMs };
    this.#touch(miner);
    this.#judge(miner, this.#installation.now().getTime());
    return miner.answer;
  }

  #touch(miner: LiveMiner): void {
    miner.version = ++this.#version;
  }

  #judge(miner: LiveMiner, nowMs: number): void {
    const draw = this.#drawOf(miner.facts);
    const judgement = judge(miner.facts, miner.answer, draw, nowMs);
    miner.unpoweredAtMs = unpoweredSince(draw, miner.answer);
    const { status, cause } = miner.judgement;
    if (judgement.status !== status || judgement.cause !== cause) this.#touch(miner);
    miner.judgement = judgement;
  }

  /** The outlets of a miner together: off only when all of them were read and none draws. */
  #drawOf({ sources }: MinerFacts): OutletDraw | null {
    if (sources.length === 0) return null;
    let takenAtMs = Number.POSITIVE_INFINITY;
    let zeroSinceMs: number | null = Number.NEGATIVE_INFINITY;
    for (const no of sources) {
      const source = this.#electrical.get(no);
      if (!source) return null;
      takenAtMs = Math.min(takenAtMs, source.takenAtMs);
      zeroSinceMs =
        zeroSinceMs === null || source.zeroSinceMs === null ? null : Math.max(zeroSinceMs, source.zeroSinceMs);
    }
    return { takenAtMs, zeroSinceMs };
  }

  async #load(): Promise<void> {
    const first = this.#loadedAtMs === Number.NEGATIVE_INFINITY;
    const beganAtMs = performance.now();
    const { em, now } = jobContext(this.#installation, this.#organizationId, 'live');
    const [facts, answers, electrical] = await Promise.all([
      loadFacts(em, now()),
      first ? loadAnswers(em) : [],
      first ? loadElectrical(em) : [],
    ]);
    for (const { no, reading } of electrical) this.takeElectrical(no, reading);
    const nowMs = now().getTime();
    this.#takeFacts(facts, nowMs);
    for (const { no, answer } of answers) {
      const miner = this.#miners.get(no);
      if (miner && !miner.answer) miner.answer = answer;
    }
    if (first) for (const miner of this.#miners.values()) this.#judge(miner, nowMs);
    this.#loadedAtMs = beganAtMs;
  }

  #takeFacts(rows: readonly (MinerFacts & { id: string; no: number })[], nowMs: number): void {
    const gone = new Set(this.#miners.keys());
    for (const { id, no, ...facts } of rows) {
      gone.delete(no);
      const known = this.#miners.get(no);
      const judgement = { status: 'STALE', sinceMs: facts.createdAtMs, cause: 'NEVER_ANSWERED' } as const;
      const miner = known ?? { id, no, facts, answer: null, judgement, unpoweredAtMs: null, version: ++this.#version };
      miner.facts = facts;
      this.#miners.set(no, miner);
      this.#judge(miner, nowMs);
    }
    for (const no of gone) this.#miners.delete(no);
  }
}

const states = new WeakMap<Installation['orm'], Map<string, FleetState>>();

/** The live state of an organization in this process. Other processes get theirs the same way, and updates over NATS later. */
export function fleetState(installation: Installation, organizationId: string): FleetState {
  const byOrganization = states.get(installation.orm) ?? new Map<string, FleetState>();
  states.set(installation.orm, byOrganization);
  const known = byOrganization.get(organizationId) ?? new FleetState(installation, organizationId);
  byOrganization.set(organizationId, known);
  return known;
}
