import { GraphQLError } from 'graphql';

type Bucket = { tokens: number; at: number };

/**
 * A viewer's allowance of operations: `burst` at once, `perSecond` in the long run. Kept in memory per process, at most
 * `maxBuckets` of them: the oldest is forgotten first, which only ever favours its owner.
 */
export class Budget {
  readonly #buckets = new Map<string, Bucket>();
  readonly #rule: { burst: number; perSecond: number };
  readonly #maxBuckets = 20_000;

  constructor(rule: { burst: number; perSecond: number }) {
    this.#rule = rule;
  }

  /** Takes one operation from the allowance; throws `RATE_LIMITED` with the time to wait when it is used up. */
  spend(key: string, atMs: number): void {
    const bucket = this.#buckets.get(key) ?? { tokens: this.#rule.burst, at: atMs };
    // A clock that was set back must not cost anybody what they have.
    const seconds = Math.max(0, atMs - bucket.at) / 1000;
    const tokens = Math.min(this.#rule.burst, bucket.tokens + seconds * this.#rule.perSecond);
    if (tokens < 1) {
      const retryAfterMs = Math.ceil(((1 - tokens) / this.#rule.perSecond) * 1000);
      throw new GraphQLError('Too many requests.', { extensions: { code: 'RATE_LIMITED', retryAfterMs } });
    }
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: tokens - 1, at: atMs });
    const oldest = this.#buckets.keys().next();
    if (this.#buckets.size > this.#maxBuckets && !oldest.done) this.#buckets.delete(oldest.value);
  }
}
