import type { ViewerContext } from '../../context.ts';
import { insertRows } from '../../database/insert-rows.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { nameTaken, refuseTaken } from '../../graphql/taken.ts';
import { isId, newId } from '../../ids.ts';
import { Miner, MinerModel } from './fleet.entity.ts';
import { knownModelRows } from './known-models.ts';
import type { CreateMinerModelInput, RemoveMinerModelInput, UpdateMinerModelInput } from './miner-model.inputs.ts';

const taken = { miner_model_organization_id_make_name_key: nameTaken('a model of this make') };

export function createMinerModel(context: ViewerContext, input: CreateMinerModelInput): Promise<MinerModel> {
  const { organizationId } = context.viewer;
  return refuseTaken(taken, () =>
    once(
      context,
      'createMinerModel',
      input,
      async ({ em }) => {
        const { source = null, ...model } = readModel(input);
        return em.create(MinerModel, { ...(model as Nameplate), source, id: newId(), organizationId });
      },
      ({ em }, id) => em.findOneOrFail(MinerModel, { id }),
    ),
  );
}

/** Changes what the input names. Contracts keep the values of the day on which a machine was assigned. */
export function updateMinerModel(context: ViewerContext, input: UpdateMinerModelInput): Promise<MinerModel> {
  return refuseTaken(taken, () =>
    inTransaction(context, async (scope) => {
      const model = await findModel(scope, input.minerModelId, 'minerModelId');
      scope.em.assign(model, readModel(input));
      await scope.em.flush();
      return model;
    }),
  );
}

/** Takes a model that no machine has off the list. */
export function removeMinerModel(context: ViewerContext, input: RemoveMinerModelInput): Promise<MinerModel> {
  return inTransaction(context, async (scope) => {
    const model = await findModel(scope, input.minerModelId, 'minerModelId');
    const machines = await scope.em.count(Miner, { model });
    if (machines > 0) refuse(new Conflict('IN_USE', `Machines have this model: ${machines}.`));
    await scope.em.execute('delete from miner_model where id = ?', [model.id]);
    return model;
  });
}

/** Brings what the list of current models has and this organization hasn't. Its own entries stay as they are. */
export function addKnownMinerModels(context: ViewerContext): Promise<MinerModel[]> {
  return inTransaction(context, async ({ em, viewer }) => {
    const key = ({ make, name }: Pick<MinerModel, 'make' | 'name'>) => `${make}\n${name}`.toLowerCase();
    const present = new Set((await em.find(MinerModel, {})).map(key));
    const rows = knownModelRows(viewer.organizationId).filter((row) => !present.has(key(row)));
    await insertRows(em, 'miner_model', rows);
    return em.find(MinerModel, { id: { $in: rows.map(({ id }) => id) } }, { orderBy: { make: 'asc', name: 'asc' } });
  });
}

/** The viewer's model with this id; anything else is refused as missing, at the field that named it. */
export async function findModel({ em }: Scope, id: string, field = 'modelId'): Promise<MinerModel> {
  const model = isId(id) ? await em.findOne(MinerModel, { id }) : null;
  return model ?? refuse(new NotFound(['input', field]));
}

type Nameplate = Pick<MinerModel, 'make' | 'name' | 'ratedHashrateThs' | 'ratedPowerW' | 'ratedEfficiencyJPerTh'>;

/** What the input says of a model, cleaned: a field left out isn't in it. All faults are refused at once. */
function readModel(input: Omit<UpdateMinerModelInput, 'minerModelId'>): Partial<Nameplate & { source: string | null }> {
  const faults = new Faults();
  const model: Partial<Nameplate & { source: string | null }> = {};
  for (const field of ['make', 'name'] as const)
    if (input[field] !== undefined) model[field] = faults.line(input[field], field, { max: 100, required: true }) ?? '';
  for (const field of ['ratedHashrateThs', 'ratedPowerW', 'ratedEfficiencyJPerTh'] as const)
    if (input[field] !== undefined)
      model[field] = faults.decimal(input[field], field, { above: 0, required: true }) ?? '';
  if (input.source !== undefined) model.source = faults.line(input.source, 'source', { max: 300 });
  faults.refuseIfAny();
  return model;
}
