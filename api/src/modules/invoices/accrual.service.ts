import { type Bill, formatKwh, parseDate } from '@hashyard/rating';
import type { Installation, ViewerContext } from '../../context.ts';
import { contextFor } from '../../context.ts';
import { NotFound, refuse } from '../../graphql/refusals.ts';
import { isId, newId } from '../../ids.ts';
import { type JobContext, jobContext } from '../../jobs.ts';
import { type LiveSource, polledSource } from '../../live/index.ts';
import { Contract, PowerCap } from '../contracts/contract.entity.ts';
import { capOn, localDate } from '../contracts/index.ts';
import { plainDecimal } from '../metering/index.ts';
import { fleetTotals } from '../telemetry/index.ts';
import { accrue } from './accrual.rules.ts';
import type { Accrual } from './accrual.type.ts';
import { buildBundle, pricesOf } from './bundle.service.ts';
import { datesWithin } from './contract-window.ts';
import { energyOf } from './line.rules.ts';
import { addDays, type Period, periodOf } from './period.rules.ts';
import { readBundle } from './rate-bundle.ts';

/** What rating tells; the live power comes on top at each question. */
type SoFar = Omit<Accrual, 'powerW'>;

/** A contract's running month, as its viewer may see it; null where it has none, or none such is theirs. */
export async function accrualOf(context: ViewerContext, contractId: string): Promise<Accrual | null> {
  const contract = isId(contractId) ? await context.em.findOne(Contract, { id: contractId }) : null;
  if (!contract) return null;
  const soFar = await remembered(context.installation, contract);
  if (!soFar) return null;
  const { miners, powerW } = await fleetTotals(context, { contractId });
  return { ...soFar, powerW: miners > 0 ? powerW : null };
}

/** The same whenever it has become another. A contract that isn't the viewer's, or no longer, ends it. */
export function accrualSource(context: ViewerContext, contractId: string): LiveSource<Accrual> {
  const { installation, viewer, requestId, clientAddress } = context;
  return polledSource({
    load: async () => {
      const fresh = contextFor(installation, viewer, { requestId: requestId ?? newId(), clientAddress, cookie: null });
      const known = isId(contractId) ? await fresh.em.count(Contract, { id: contractId }) : 0;
      return known === 0 ? refuse(new NotFound(['contractId'])) : accrualOf(fresh as ViewerContext, contractId);
    },
    key: (state) => JSON.stringify({ ...state, asOf: null }),
    everyMs: 2_000,
  });
}

/** Rating a month of many machines takes its time: whoever asks within this long, or ten times what it took, shares it. */
const freshMs = 10_000;
const mostKept = 500;
type Kept = { readonly askedAtMs: number; tookMs: number; readonly answer: Promise<SoFar | null> };
const kept = new WeakMap<Installation['orm'], Map<string, Kept>>();

function remembered(installation: Installation, { id, organizationId }: Contract): Promise<SoFar | null> {
  const known = kept.get(installation.orm) ?? new Map<string, Kept>();
  kept.set(installation.orm, known);
  const before = known.get(id);
  const askedAtMs = performance.now();
  if (before && askedAtMs - before.askedAtMs < Math.max(freshMs, 10 * before.tookMs)) return before.answer;
  const answer = rateSoFar(jobContext(installation, organizationId, 'accrual'), id);
  const made: Kept = { askedAtMs, tookMs: 0, answer };
  known.delete(id);
  known.set(id, made);
  const [oldest] = known.keys();
  if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
  const settled = () => {
    made.tookMs = performance.now() - askedAtMs;
  };
  answer.then(settled, () => known.delete(id));
  return answer;
}

/** By the evidence and the rating of its bill. Read as a job does: shares of a register need everybody's feeds. */
async function rateSoFar({ em, now }: JobContext, contractId: string): Promise<SoFar | null> {
  const contract = await em.findOneOrFail(Contract, { id: contractId });
  const at = now();
  const today = localDate(at, contract.timeZone);
  const month = periodOf(today.slice(0, 7));
  const soFar: Period = { ...month, endsOn: addDays(today, 1) };
  const dates = datesWithin(contract, soFar);
  if (contract.activatedAt === null || dates.endsOn <= dates.startsOn) return null;
  const prices = await pricesOf(em, [contract]);
  const components = new Set(prices.map(({ component }) => component));
  const part = { contract, ...dates, components, whole: true, billingMethod: contract.billingMethod };
  const { currency } = contract;
  const bundle = await buildBundle(em, { parts: [part], adjustments: [], currency, period: soFar, prices });
  const accrued = accrue(readBundle(bundle), Math.floor(at.getTime() / 1000), parseDate(month.endsOn));
  const caps = await em.find(PowerCap, { contractId });
  const { powerCapKw } = capOn(contract, caps, today);
  return {
    contractId,
    ...datesWithin(contract, month),
    asOf: at,
    amount: netOf(accrued.soFar),
    ...kwhOf(accrued.soFar),
    forecastLow: accrued.low && netOf(accrued.low),
    forecastHigh: accrued.high && netOf(accrued.high),
    powerCapKw: powerCapKw === null ? null : plainDecimal(powerCapKw),
  };
}

const netOf = ({ subtotal, currency }: Bill) => ({ amount: subtotal, currency });

/** Null where nothing is billed by energy, which is not the same as none used. */
function kwhOf({ lines }: Bill): Pick<SoFar, 'energyKwh' | 'estimatedKwh'> {
  if (lines.every(({ estimated }) => estimated === null)) return { energyKwh: null, estimatedKwh: null };
  const { energyWh, estimatedWh } = energyOf(lines);
  return { energyKwh: formatKwh(energyWh), estimatedKwh: formatKwh(estimatedWh) };
}
