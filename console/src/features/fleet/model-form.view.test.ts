import { expect, test } from 'vitest';
import { createInput, efficiencyFrom, missing, newModel, updateInput, valuesOf } from './model-form.view.ts';

test.each([
  { name: 'a nameplate', powerW: '3500', hashrateThs: '200', answer: '17.5' },
  { name: 'three decimals', powerW: '3551', hashrateThs: '234', answer: '15.175' },
  { name: 'nothing typed yet', powerW: '', hashrateThs: '200', answer: null },
  { name: 'no hashrate', powerW: '3500', hashrateThs: '0', answer: null },
])('efficiency follows from power and hashrate: $name', ({ powerW, hashrateThs, answer }) => {
  expect(efficiencyFrom(powerW, hashrateThs)).toBe(answer);
});

test('an efficiency that was typed is kept', () => {
  const values = { ...newModel, make: ' Bitmain ', name: 'S21', ratedHashrateThs: '200', ratedPowerW: '3500' };
  expect(createInput(values)).toMatchObject({ make: 'Bitmain', ratedEfficiencyJPerTh: '17.5' });
  expect(createInput({ ...values, ratedEfficiencyJPerTh: '18' })).toMatchObject({ ratedEfficiencyJPerTh: '18' });
});

test('a blank number is named', () => {
  expect(missing({ ...newModel, ratedPowerW: '3500' }).map(({ path }) => path[1])).toEqual(['ratedHashrateThs']);
});

test('a model is edited from its values without the zeros behind them', () => {
  const model = {
    __typename: 'MinerModel' as const,
    id: 'm1',
    make: 'Bitmain',
    name: 'Antminer S21',
    ratedHashrateThs: '200.0',
    ratedPowerW: '3500',
    ratedEfficiencyJPerTh: '17.50',
    source: null,
    machines: 3,
  };
  expect(updateInput('m1', { ...valuesOf(model), source: ' data sheet ' })).toEqual({
    minerModelId: 'm1',
    make: 'Bitmain',
    name: 'Antminer S21',
    ratedHashrateThs: '200',
    ratedPowerW: '3500',
    ratedEfficiencyJPerTh: '17.5',
    source: 'data sheet',
  });
});
