/**
 * Resolves when this process is asked to end: by signal, or because the process that started it is gone. One that went
 * while this one was still starting gives no event any more.
 */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('disconnect', stop); // as long as somebody listens for it, the channel keeps the process alive
      resolve();
    };
    if (process.connected === false) stop();
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    process.once('disconnect', stop);
  });
}
