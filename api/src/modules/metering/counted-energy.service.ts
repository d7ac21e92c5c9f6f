import type { EntityManager } from '@mikro-orm/postgresql';
import { energySeries } from '@hashyard/rating';
import { readRegister, type RegisterStory } from './read-register.ts';
import { registersOf, type UnitOfInterest } from './registers.service.ts';
import type { ClosedSpan } from './span.rules.ts';

/** Machines whose readings are in memory at once. */
const chunkSize = 250;

/** Energy that meters counted, without any estimate, over how much of the time in which it was due. */
export type CountedEnergy = {
  readonly measuredWh: bigint;
  readonly dueSeconds: number;
  readonly coveredSeconds: number;
};

const unestimated = ({ register, readings }: RegisterStory): RegisterStory => ({
  register: { ...register, estimates: [] },
  readings,
});
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** What the registers that feed units counted for them over a span, by the intervals and shares of bills. */
export async function countedBy(
  em: EntityManager,
  units: readonly UnitOfInterest[],
  span: ClosedSpan,
): Promise<CountedEnergy> {
  let sum: CountedEnergy = { measuredWh: 0n, dueSeconds: 0, coveredSeconds: 0 };
  for (let at = 0; at < units.length; at += chunkSize) {
    const some = units.slice(at, at + chunkSize);
    const { registers } = await registersOf(em, some, span);
    const windows = new Map(
      some.map(({ name, windows: of }) => [
        name,
        of.map(({ from, to }) => ({ from: seconds(from), to: to ? seconds(to) : seconds(span.to) })),
      ]),
    );
    const measured = registers.map((register) => readRegister(unestimated(register)));
    for (const step of energySeries(windows, measured, [seconds(span.from), seconds(span.to)]))
      sum = {
        measuredWh: sum.measuredWh + (step.energyWh ?? 0n),
        dueSeconds: sum.dueSeconds + step.dueSeconds,
        coveredSeconds: sum.coveredSeconds + step.coveredSeconds,
      };
  }
  return sum;
}
