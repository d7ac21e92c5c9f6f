import { Temporal } from 'temporal-polyfill';
import type { ViewerContext } from '../../context.ts';
import { decimalText } from '../../graphql/decimal.ts';
import type { Faults } from '../../graphql/faults.ts';
import { newId } from '../../ids.ts';
import { type Contract, PowerCap } from './contract.entity.ts';
import type { UpdateContractInput } from './contract.inputs.ts';
import { agreePowerCap } from './contract.terms.ts';
import { type CapFacts, capOn } from './power-cap.rules.ts';
import { localDate } from './term.rules.ts';

type Wishes = Pick<UpdateContractInput, 'powerCapKw' | 'capPolicy' | 'overageRate'>;

/**
 * Another power cap for a contract in force, from the next month on; a change within a month would cap quarter hours that
 * are over. Answers what to note; null when nothing was asked.
 */
export async function changePowerCap(
  { em, now }: ViewerContext,
  contract: Contract,
  wishes: Wishes,
  faults: Faults,
): Promise<string | null> {
  const { powerCapKw, capPolicy, overageRate } = wishes;
  if (powerCapKw === undefined && capPolicy === undefined && overageRate === undefined) return null;
  const caps = await em.find(PowerCap, { contractId: contract.id }, { refresh: true });
  const startsOn = firstOfNextMonth(localDate(now(), contract.timeZone));
  const agreed = agreePowerCap(
    { ...after(capOn(contract, caps, startsOn), wishes), type: contract.type, billingMethod: contract.billingMethod },
    faults,
  );
  faults.refuseIfAny();
  const planned = caps.find((cap) => cap.startsOn === startsOn);
  if (planned) em.assign(planned, agreed);
  else
    em.create(PowerCap, {
      id: newId(),
      organizationId: contract.organizationId,
      contractId: contract.id,
      startsOn,
      ...agreed,
    });
  return agreed.powerCapKw === null
    ? `no power cap from ${startsOn}`
    : `power cap ${decimalText(agreed.powerCapKw)} kW from ${startsOn}`;
}

/** What is left out stays; a rate stays only with OVERAGE. */
function after(cap: CapFacts, { powerCapKw, capPolicy, overageRate }: Wishes): Wishes {
  const policy = capPolicy === undefined ? cap.capPolicy : capPolicy;
  const rate = powerCapKw === null || policy !== 'OVERAGE' ? null : cap.overageRate;
  return {
    powerCapKw: powerCapKw === undefined ? cap.powerCapKw : powerCapKw,
    capPolicy: policy,
    overageRate: overageRate === undefined ? rate : overageRate,
  };
}

const firstOfNextMonth = (date: string): string =>
  Temporal.PlainYearMonth.from(date.slice(0, 7)).add({ months: 1 }).toPlainDate({ day: 1 }).toString();
