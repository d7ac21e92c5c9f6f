/** One request in flight per address, whoever asks: polls, scans and commands wait for each other. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  take<T>(place: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(place);
    const mine = before ? before.then(work) : work();
    // Whoever comes next waits for the end, however it ends.
    const ended: Promise<unknown> = mine
      .catch(() => {})
      .then(() => {
        if (this.#last.get(place) === ended) this.#last.delete(place);
      });
    this.#last.set(place, ended);
    return mine;
  }
}
