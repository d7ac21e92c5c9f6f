// Tells on standard output how far a start is; never silent for long while something is under way.
const heartbeatMs = 10_000;

/** @typedef {ReturnType<typeof progress>} Progress */

export function progress() {
  const startedAt = performance.now();
  /** @type {Set<string>} */
  const underWay = new Set();
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
  /** @param {string} line */
  const say = (line) => {
    heartbeat.refresh();
    console.log(`[${seconds()} s] ${line}`);
  };
  const heartbeat = setInterval(() => {
    if (underWay.size > 0) say(`still ${[...underWay].join(', ')}`);
  }, heartbeatMs).unref();
  return {
    say,
    /**
     * Names what is under way until it is done.
     * @template T
     * @param {string} what such as 'seeding the demo'
     * @param {() => Promise<T>} task
     * @returns {Promise<T>}
     */
    async during(what, task) {
      underWay.add(what);
      try {
        return await task();
      } finally {
        underWay.delete(what);
      }
    },
  };
}
