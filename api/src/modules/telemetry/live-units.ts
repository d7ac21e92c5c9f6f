import type { ViewerContext } from '../../context.ts';
import { contextFor } from '../../context.ts';
import { type Known, patience } from '../../database/patience.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { type FleetState, fleetState, type LiveMiner } from './fleet-state.ts';
import { unitsNow } from './scope.ts';
import type { Scope } from './telemetry.inputs.ts';

/** A miner in scope; `sinceMs`: nothing older is the viewer's. */
export type LiveUnit = { readonly id: string; readonly no: number; readonly sinceMs: number };

/** How long a subscription's scope may stand until the database is asked again: within it an ended assignment is noticed. */
const watchReachMs = 2_000;

/** Many groups of one organization tick at once; one look at all statuses does for them. */
const judgeEveryMs = 100;

/** The miners of a scope as a viewer sees them, kept current for as long as somebody watches. */
export class LiveUnits {
  readonly #context: ViewerContext;
  readonly #scope: Scope | null;
  readonly state: FleetState;
  #known: Known<ReadonlyMap<number, LiveUnit>> | null = null;

  constructor(context: ViewerContext, scope: Scope | null) {
    this.#context = context;
    this.#scope = scope;
    this.state = fleetState(context.installation, context.viewer.organizationId);
  }

  /** The units in scope, asked again when the last answer is older than the watch allows. */
  async current(maxAgeMs = watchReachMs): Promise<ReadonlyMap<number, LiveUnit>> {
    const [, units] = await Promise.all([this.state.refresh(), this.#ask(maxAgeMs)]);
    this.state.judgeAll(judgeEveryMs);
    return units;
  }

  async #ask(maxAgeMs: number): Promise<ReadonlyMap<number, LiveUnit>> {
    if (this.#known && performance.now() - this.#known.askedAtMs < maxAgeMs) return this.#known.value;
    return patience(this.#context.installation.orm).ask(() => this.#load(), this.#known);
  }

  async #load(): Promise<ReadonlyMap<number, LiveUnit>> {
    const askedAtMs = performance.now();
    const { installation, viewer, requestId, clientAddress } = this.#context;
    // A manager of its own each time: what one read before must not answer now.
    const { em, now } = contextFor(installation, viewer, { requestId, clientAddress, cookie: null });
    const { sql, parameters } = unitsNow(this.#scope, now(), isCustomers(this.#context));
    const rows: { no: number; id: string; since: Date | null }[] = await em.execute(sql, [...parameters]);
    const units = new Map(
      rows.map(({ no, id, since }) => [
        no,
        { no, id, sinceMs: since ? new Date(since).getTime() : Number.NEGATIVE_INFINITY },
      ]),
    );
    this.#known = { value: units, askedAtMs };
    return units;
  }

  /** The live miner behind a unit, when it has said something in the viewer's time. */
  heard({ no, sinceMs }: LiveUnit): LiveMiner | null {
    const miner = this.state.miner(no);
    return miner?.answer && miner.answer.takenAtMs >= sinceMs ? miner : null;
  }
}
