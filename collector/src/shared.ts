/** So many different values are looked up before all are let go of: who holds them keeps them, later equals are held beside them. */
const MOST_VALUES = 1000;

/** Equal values, held once: thousands of machines of one model say the same of themselves. */
export class Shared<T> {
  readonly #known = new Map<string, T>();

  /** The first of those that are written alike. */
  of(value: T): T {
    const text = JSON.stringify(value);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_VALUES) this.#known.clear();
    this.#known.set(text, value);
    return value;
  }
}
