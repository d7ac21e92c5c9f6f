import { isIPv4 } from 'node:net';

/** Networks remembered before those that rest are forgotten. */
const MOST_NETWORKS = 1024;

/** How soon a poll in a network may begin: the polls of one begin at least `1 / perSecond` apart, so that no switch or radio link meets them all at once. */
export class NetworkPace {
  readonly #intervalMs: number;
  readonly #nextAt = new Map<string, number>();

  constructor(perSecond: number) {
    this.#intervalMs = 1000 / perSecond;
  }

  /** The moment of the next poll in that network, now or later; it is taken with the answer. */
  take(network: string, now: number): number {
    const next = this.#nextAt.get(network) ?? 0;
    // Far ahead only after the clock was set back.
    const at = next > now + 60 * 60 * 1000 ? now : Math.max(now, next);
    this.#nextAt.set(network, at + this.#intervalMs);
    if (this.#nextAt.size > MOST_NETWORKS)
      for (const [name, moment] of this.#nextAt) if (moment <= now) this.#nextAt.delete(name);
    return at;
  }
}

/** What shares a switch, as a rule: a /24, or a /64 of IPv6. */
export function networkOf(host: string): string {
  if (isIPv4(host)) return host.slice(0, host.lastIndexOf('.'));
  const [head = ''] = new URL(`http://[${host}]`).hostname.slice(1, -1).split('::');
  return head.split(':').slice(0, 4).join(':');
}
