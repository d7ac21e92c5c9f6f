import type { Order, OutletState } from '../../farm/state.ts';
import type { Instant } from '../../farm/wave.ts';
import type { RunningPdu } from '../../farm/farm.ts';
import type { Oid, Value } from './ber.ts';

/** Who is asked, when: what every managed object reads its value from. */
export type Reading = { readonly pdu: RunningPdu; readonly at: Instant; readonly seed: number };
export type ManagedObject = {
  readonly oid: Oid;
  readonly read: (reading: Reading) => Value;
  /** What writing a number to it tells the PDU; null: it takes no such number. Without it the object is read-only. */
  readonly order?: (value: number) => Order | null;
};

/** What a column takes for an outlet, by the number that is written. */
export function outletOrder(outlet: number, to: Readonly<Record<number, OutletState>>): ManagedObject['order'] {
  return (value) => {
    const state = to[value];
    return state ? { outlet: { number: outlet, to: state } } : null;
  };
}

/** All objects of one kind of PDU in the order of a walk. It holds no values, so that all PDUs of a kind share one. */
export class Mib {
  readonly #objects: readonly ManagedObject[];

  constructor(objects: readonly ManagedObject[]) {
    this.#objects = objects.toSorted((left, right) => compareOids(left.oid, right.oid));
  }

  view(reading: Reading): MibView {
    return {
      get: (oid) => {
        const object = this.#objects[this.#firstAtOrAfter(oid)];
        return object && compareOids(object.oid, oid) === 0 ? object.read(reading) : { type: 'noSuchInstance' };
      },
      next: (oid) => {
        const from = this.#firstAtOrAfter(oid);
        const here = this.#objects[from];
        const object = here && compareOids(here.oid, oid) === 0 ? this.#objects[from + 1] : here;
        return object ? { oid: object.oid, value: object.read(reading) } : { oid, value: { type: 'endOfMibView' } };
      },
      order: (oid, value) => {
        const object = this.#objects[this.#firstAtOrAfter(oid)];
        return object && compareOids(object.oid, oid) === 0 ? object.order?.(value) : undefined;
      },
    };
  }

  #firstAtOrAfter(oid: Oid): number {
    let low = 0;
    let high = this.#objects.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (compareOids((this.#objects[middle] as ManagedObject).oid, oid) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** One PDU's objects at one instant. */
export type MibView = {
  readonly get: (oid: Oid) => Value;
  readonly next: (oid: Oid) => { readonly oid: Oid; readonly value: Value };
  /** What a write tells the PDU; null: it takes no such value; undefined: nobody may write there. */
  readonly order: (oid: Oid, value: number) => Order | null | undefined;
};

export function compareOids(left: Oid, right: Oid): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function integer(value: number): Value {
  return { type: 'integer', value: Math.round(value) };
}

export function gauge(value: number): Value {
  return { type: 'gauge', value: Math.round(value) };
}

export function text(value: string): Value {
  return { type: 'octets', value };
}
