import { LockMode } from '@mikro-orm/core';
import type { ViewerContext } from '../../context.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { nameTaken, refuseTaken, type TakenBy } from '../../graphql/taken.ts';
import { isId } from '../../ids.ts';
import { Customer } from '../customers/customer.entity.ts';
import { Miner } from './fleet.entity.ts';
import type { UpdateMinerInput } from './miner.inputs.ts';
import { endFeedsElsewhere } from './mapping.service.ts';
import { addressTaken, findCollectorOf, onlyCollectorOf, readAddress } from './placing.service.ts';
import { findModel } from './miner-model.service.ts';
import { findSlot } from './rack.service.ts';

const slotTaken = (): Conflict =>
  new Conflict('SLOT_TAKEN', 'Another machine stands in this slot.', ['input', 'slotId']);

const taken: TakenBy = {
  miner_site_id_name_key: nameTaken('a machine of this site'),
  miner_slot_id_key: slotTaken,
  miner_address: addressTaken,
};

/** Changes what the input names: a field left out stays, null clears it. */
export function updateMiner(context: ViewerContext, input: UpdateMinerInput): Promise<Miner> {
  return refuseTaken(taken, () =>
    inTransaction(context, async (scope) => {
      const miner = await lockMiner(scope, input.minerId);
      if (miner.retiredAt) refuse(new Conflict('WRONG_STATE', `${miner.name} is retired: take it back first.`));
      const faults = new Faults();
      describe(miner, input, faults, scope.now());
      if (input.modelId != null) scope.em.assign(miner, { model: await findModel(scope, input.modelId) });
      await place(scope, miner, input, faults);
      faults.refuseIfAny();
      if (input.ownerId !== undefined) await giveTo(scope, miner, input.ownerId);
      await scope.em.flush();
      return miner;
    }),
  );
}

/** The miner, locked, so that who assigns it at the same moment takes turns. */
async function lockMiner({ em }: Scope, id: string): Promise<Miner> {
  const miner = isId(id) ? await em.findOne(Miner, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  return miner ?? refuse(new NotFound(['input', 'minerId']));
}

function describe(miner: Miner, input: UpdateMinerInput, faults: Faults, now: Date): void {
  if (input.name !== undefined) miner.name = faults.line(input.name, 'name', { required: true }) ?? miner.name;
  for (const field of ['ratedHashrateThs', 'ratedPowerW'] as const)
    if (input[field] !== undefined) miner[field] = faults.decimal(input[field], field, { above: 0 });
  const reason = faults.line(input.maintenanceReason, 'maintenanceReason', { max: 500 });
  if (input.maintenance != null && input.maintenance !== miner.maintenance) {
    miner.maintenance = input.maintenance;
    miner.maintenanceSince = input.maintenance ? now : null;
    miner.maintenanceReason = null;
  }
  if (reason && !miner.maintenance)
    faults.add('NOT_FOR_TYPE', ['maintenanceReason'], 'Only a machine in maintenance has a reason for it.');
  else if (input.maintenanceReason !== undefined) miner.maintenanceReason = reason;
}

/** Slot, collector and address. A slot of another site takes the machine there, where another collector reads it. */
async function place(scope: Scope, miner: Miner, input: UpdateMinerInput, faults: Faults): Promise<void> {
  if (input.slotId !== undefined) {
    const slot = input.slotId === null ? null : await findSlot(scope, input.slotId, ['input', 'slotId']);
    const site = slot?.rack.getEntity().site;
    scope.em.assign(miner, { slot });
    if (site && site.id !== miner.site.id) {
      scope.em.assign(miner, { site: site.id, collector: await onlyCollectorOf(scope, site.id) });
      await scope.em.flush();
      await endFeedsElsewhere(scope, [miner.id], scope.now());
    }
  }
  if (input.collectorId !== undefined)
    scope.em.assign(miner, {
      collector: input.collectorId === null ? null : await findCollectorOf(scope, miner.site.id, input.collectorId),
    });
  if (input.address !== undefined)
    miner.address = input.address
      ? await readAddress(scope, input.address, 'MINER', (await miner.collector?.load()) ?? null, faults)
      : null;
}

async function giveTo(scope: Scope, miner: Miner, ownerId: string | null): Promise<void> {
  const path = ['input', 'ownerId'];
  const owner = ownerId && isId(ownerId) ? await scope.em.findOne(Customer, { id: ownerId }) : null;
  if (ownerId !== null && !owner) refuse(new NotFound(path));
  if ((owner?.id ?? null) === (miner.owner?.id ?? null)) return;
  if ((await ownerBound(scope, [miner.id])).has(miner.id))
    refuse(new Conflict('OWNER_BOUND', `${miner.name} is under a contract, which needs its owner as it is.`, path));
  scope.em.assign(miner, { owner });
}

/** Of these machines those whose owner has to stay: a contract has them now or later. */
export async function ownerBound({ em, now }: Scope, minerIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows: { miner_id: string }[] = await em.execute(
    `select distinct a.miner_id from assignment a join contract c on c.id = a.contract_id
     where a.miner_id = any (?::uuid[]) and (a.to_at is null or a.to_at > ?) and c.status in ('DRAFT', 'ACTIVE', 'SUSPENDED')`,
    [`{${minerIds.join(',')}}`, now()],
  );
  return new Set(rows.map(({ miner_id }) => miner_id));
}
