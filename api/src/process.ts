/**
 * Resolves when this process is asked to end: by signal, or because the process that started it is gone. One that went
 * while this one was still starting gives no event any more.
 */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected === false) resolve();
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
    process.once('disconnect', () => resolve());
  });
}
