import { intervals } from '@hashyard/rating';
import type { ViewerContext } from '../../context.ts';
import { insertRows } from '../../database/insert-rows.ts';
import { contains, rangeText } from '../../database/time-range.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { Feed, Register } from '../fleet/fleet.entity.ts';
import type { EstimateEnergyInput } from './corrections.inputs.ts';
import { findRegister, judged, pastRange, wholeWh } from './corrections.service.ts';
import { readRegister } from './read-register.ts';
import { registerOver } from './registers.service.ts';

/** Energy that a person puts in for a gap. It stands before the rules' own figures, and behind anything that is known. */
export function estimateEnergy(context: ViewerContext, input: EstimateEnergyInput): Promise<Register> {
  return once(
    context,
    'estimateEnergy',
    input,
    async (scope) => {
      const register = await findRegister(scope, input.registerId);
      const range = pastRange(input, scope.now());
      const faults = new Faults();
      const energyWh = wholeWh(faults, input.energyWh, 'energyWh', register);
      faults.refuseIfAny();
      const feed = await feedThroughout(scope, register, range, input.unitId ?? null);
      await refuseKnown(scope, register, range);
      await write(scope, register, feed, range, energyWh);
      return judged(scope, register, range.from, range.to);
    },
    ({ em }, id) => em.findOneOrFail(Register, { id }),
  );
}

type Range = { readonly from: Date; readonly to: Date; readonly reason: string };

/** The one feed of the unit that covers the range: energy is one unit's, and only while it hung there. */
async function feedThroughout(
  { em }: ViewerContext,
  register: Register,
  range: Range,
  unitId: string | null,
): Promise<Feed> {
  const source = register.outlet ? { outlet: register.outlet.id } : { meter: register.meter?.id ?? null };
  const feeds = (await em.find(Feed, source)).filter(
    ({ during }) => contains(during, range.from) && (during.to === null || range.to <= during.to),
  );
  const of = unitId === null ? feeds : feeds.filter(({ miner, site }) => (miner?.id ?? site?.id) === unitId);
  if (unitId !== null && of.length === 0) return refuse(new NotFound(['input', 'unitId']));
  if (of.length === 0)
    return refuse(
      new Conflict('NO_REGISTER', 'Nothing hung on this register for all of that time.', ['input', 'from']),
    );
  if (of.length > 1)
    return refuse(new Conflict('SEVERAL_UNITS', 'Several hang on this register: say for which.', ['input', 'unitId']));
  return of[0] as Feed;
}

async function refuseKnown({ em }: ViewerContext, register: Register, { from, to }: Range): Promise<void> {
  const file = await registerOver(em, register.id, { from, to });
  const [start, end] = [from.getTime() / 1000, to.getTime() / 1000];
  const known = file
    ? intervals(readRegister(file)).some((one) => one.kind === 'known' && one.from < end && start < one.to)
    : false;
  if (known)
    refuse(new Conflict('ALREADY_KNOWN', 'Part of that time is measured: declare it untrue first.', ['input', 'from']));
}

async function write(
  { em, viewer, now }: ViewerContext,
  register: Register,
  { miner, site }: Feed,
  { from, to, reason }: Range,
  energyWh: bigint,
): Promise<void> {
  const during = rangeText({ from, to });
  const unitId = miner?.id ?? site?.id ?? '';
  await em.execute(
    `update energy_estimate set replaced_at = ? where register_id = ? and coalesce(miner_id, site_id) = ? and during && ?::tstzrange and replaced_at is null`,
    [now(), register.id, unitId, during],
  );
  await insertRows(em, 'energy_estimate', [
    {
      id: newId(),
      organization_id: viewer.organizationId,
      register_id: register.id,
      miner_id: miner?.id ?? null,
      site_id: site?.id ?? null,
      during,
      energy_wh: String(energyWh),
      method: 'BY_HAND',
      inputs: [],
      actor: viewer.name,
      reason,
      created_at: now(),
    },
  ]);
}
