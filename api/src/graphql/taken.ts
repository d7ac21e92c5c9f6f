import { DriverException } from '@mikro-orm/core';
import { Conflict, type Refusal, refuse } from './refusals.ts';

/** What to answer when a unique constraint, by its name, is broken. */
export type TakenBy = Readonly<Record<string, () => Refusal>>;

/** PostgreSQL's `unique_violation`. */
const uniqueViolation = '23505';

/**
 * Lets the database decide what is taken, so that of two at once one is refused; the transaction within has rolled back.
 * A constraint that isn't named here stays a fault.
 */
export async function refuseTaken<T>(taken: TakenBy, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DriverException && error.code === uniqueViolation) {
      const refusal = taken[(error as { constraint?: string }).constraint ?? ''];
      if (refusal) refuse(refusal());
    }
    throw error;
  }
}

export const nameTaken = (what: string) => (): Conflict =>
  new Conflict('NAME_TAKEN', `There is ${what} with this name already.`, ['input', 'name']);
