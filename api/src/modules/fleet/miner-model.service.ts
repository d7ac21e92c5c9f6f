import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { nameTaken, refuseTaken } from '../../graphql/taken.ts';
import { newId } from '../../ids.ts';
import { MinerModel } from './fleet.entity.ts';
import type { CreateMinerModelInput } from './miner.inputs.ts';

const taken = { miner_model_organization_id_make_name_key: nameTaken('a model of this make') };

export function createMinerModel(context: ViewerContext, input: CreateMinerModelInput): Promise<MinerModel> {
  const { organizationId } = context.viewer;
  return refuseTaken(taken, () =>
    once(
      context,
      'createMinerModel',
      input,
      async ({ em }) => em.create(MinerModel, { ...readModel(input), id: newId(), organizationId }),
      ({ em }, id) => em.findOneOrFail(MinerModel, { id }),
    ),
  );
}

function readModel(input: CreateMinerModelInput) {
  const faults = new Faults();
  const rated = (field: 'ratedHashrateThs' | 'ratedPowerW' | 'ratedEfficiencyJPerTh') =>
    faults.decimal(input[field], field, { above: 0, required: true }) ?? '';
  const model = {
    make: faults.line(input.make, 'make', { max: 100, required: true }) ?? '',
    name: faults.line(input.name, 'name', { max: 100, required: true }) ?? '',
    ratedHashrateThs: rated('ratedHashrateThs'),
    ratedPowerW: rated('ratedPowerW'),
    ratedEfficiencyJPerTh: rated('ratedEfficiencyJPerTh'),
  };
  faults.refuseIfAny();
  return model;
}
