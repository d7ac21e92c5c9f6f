import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { FailureKind } from './device-failure.ts';
import type { Plan } from './plan.ts';
import type { Spool } from './spool.ts';

export type DeviceKind = Plan['devices'][number]['kind'];
export type Outcome = 'answered' | FailureKind | 'fault';

/** Up to how many seconds after its moment a poll began. */
const LAG_BOUNDS = [0.1, 0.5, 1, 5, 30] as const;

/** What the collector counts of itself since its start. */
export class Metrics {
  readonly #polls = new Map<string, number>();
  #lagSeconds = 0;
  #started = 0;
  readonly #startedWithin = LAG_BOUNDS.map(() => 0);
  #clockSteps = 0;

  countPoll(kind: DeviceKind, outcome: Outcome): void {
    const labels = `kind="${kind.toLowerCase()}",outcome="${outcome}"`;
    this.#polls.set(labels, (this.#polls.get(labels) ?? 0) + 1);
  }

  /** How long after its moment a poll began. */
  countLag(ms: number): void {
    this.#lagSeconds += ms / 1000;
    this.#started += 1;
    for (const [at, bound] of LAG_BOUNDS.entries())
      if (ms <= bound * 1000) this.#startedWithin[at] = (this.#startedWithin[at] ?? 0) + 1;
  }

  countClockStep(): void {
    this.#clockSteps += 1;
  }

  /** As OpenMetrics text. */
  render(spool: Pick<Spool, 'waitingRows' | 'bytes' | 'oldestAgeMs' | 'dropped'>): string {
    const { live, thinned } = spool.dropped;
    return [
      '# TYPE collector_polls counter',
      '# HELP collector_polls Polls by kind of device and outcome.',
      ...[...this.#polls].map(([labels, count]) => `collector_polls_total{${labels}} ${count}`),
      '# TYPE collector_poll_lag_seconds histogram',
      '# UNIT collector_poll_lag_seconds seconds',
      '# HELP collector_poll_lag_seconds How long after its due moment a poll began.',
      ...LAG_BOUNDS.map(
        (bound, at) => `collector_poll_lag_seconds_bucket{le="${bound.toFixed(1)}"} ${this.#startedWithin[at]}`,
      ),
      `collector_poll_lag_seconds_bucket{le="+Inf"} ${this.#started}`,
      `collector_poll_lag_seconds_sum ${this.#lagSeconds}`,
      `collector_poll_lag_seconds_count ${this.#started}`,
      '# TYPE collector_clock_steps counter',
      '# HELP collector_clock_steps Steps of the wall clock of two seconds or more.',
      `collector_clock_steps_total ${this.#clockSteps}`,
      '# TYPE collector_spool_rows gauge',
      '# HELP collector_spool_rows Rows that wait for the API.',
      `collector_spool_rows ${spool.waitingRows}`,
      '# TYPE collector_spool_bytes gauge',
      '# UNIT collector_spool_bytes bytes',
      '# HELP collector_spool_bytes What the spool holds.',
      `collector_spool_bytes ${spool.bytes}`,
      '# TYPE collector_spool_age_seconds gauge',
      '# UNIT collector_spool_age_seconds seconds',
      '# HELP collector_spool_age_seconds Age of the oldest batch that waits.',
      `collector_spool_age_seconds ${spool.oldestAgeMs / 1000}`,
      '# TYPE collector_spool_dropped_rows counter',
      '# HELP collector_spool_dropped_rows Live rows given up for want of room or for their age.',
      `collector_spool_dropped_rows_total ${live}`,
      '# TYPE collector_spool_thinned_rows counter',
      '# HELP collector_spool_thinned_rows Live rows of more than a day of which one in five minutes was kept.',
      `collector_spool_thinned_rows_total ${thinned}`,
      '# EOF',
      '',
    ].join('\n');
  }
}

const OPEN_METRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** `/metrics` and `/healthz` on this machine alone. */
export async function serveMetrics(port: number, metrics: Metrics, spool: Spool): Promise<Server> {
  const server = createServer((request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && request.url === '/metrics')
      response.writeHead(200, { 'content-type': OPEN_METRICS }).end(metrics.render(spool));
    else if (isRead && request.url === '/healthz')
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
    else response.writeHead(404).end();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
