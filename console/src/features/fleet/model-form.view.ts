import { blankToNull } from '@hashyard/ui';
import type { CreateMinerModelInput, ModelRowFragment, UpdateMinerModelInput } from '../../gql/graphql.ts';
import { notNumbers, plainDecimal } from '../forms/refusal.view.ts';

export type ModelValues = {
  make: string;
  name: string;
  ratedHashrateThs: string;
  ratedPowerW: string;
  ratedEfficiencyJPerTh: string;
  source: string;
};

export const newModel: ModelValues = {
  make: '',
  name: '',
  ratedHashrateThs: '',
  ratedPowerW: '',
  ratedEfficiencyJPerTh: '',
  source: '',
};

/** A known model's values as the form shows them. */
export const valuesOf = (model: ModelRowFragment): ModelValues => ({
  make: model.make,
  name: model.name,
  ratedHashrateThs: plainDecimal(model.ratedHashrateThs),
  ratedPowerW: plainDecimal(model.ratedPowerW),
  ratedEfficiencyJPerTh: plainDecimal(model.ratedEfficiencyJPerTh),
  source: model.source ?? '',
});

export const unreadable = (values: ModelValues) =>
  notNumbers(values, ['ratedHashrateThs', 'ratedPowerW', 'ratedEfficiencyJPerTh']);

/** W = TH/s x J/TH. What a nameplate leaves out follows from the other two, to three decimals; null until both are there. */
export function efficiencyFrom(powerW: string, hashrateThs: string): string | null {
  const quotient = Number(plainDecimal(powerW)) / Number(plainDecimal(hashrateThs));
  if (!Number.isFinite(quotient) || quotient <= 0) return null;
  return plainDecimal(quotient.toFixed(3));
}

/** A blank efficiency is the quotient; a required field that stays blank is the API's to refuse. */
export const createInput = (values: ModelValues): CreateMinerModelInput => ({
  make: values.make.trim(),
  name: values.name.trim(),
  ratedHashrateThs: plainDecimal(values.ratedHashrateThs),
  ratedPowerW: plainDecimal(values.ratedPowerW),
  ratedEfficiencyJPerTh:
    plainDecimal(values.ratedEfficiencyJPerTh) || (efficiencyFrom(values.ratedPowerW, values.ratedHashrateThs) ?? ''),
  source: blankToNull(values.source),
});

export const updateInput = (minerModelId: string, values: ModelValues): UpdateMinerModelInput => ({
  minerModelId,
  ...createInput(values),
});

/** Decimals can't be blank on their way to the API: it would refuse the whole without naming the field. */
export const missing = (values: ModelValues) =>
  (['ratedHashrateThs', 'ratedPowerW'] as const)
    .filter((field) => values[field].trim() === '')
    .map((field) => ({ code: 'REQUIRED', message: 'This is needed.', path: ['input', field] }));
