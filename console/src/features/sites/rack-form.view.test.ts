import { expect, test } from 'vitest';
import { rackInput, rackIssues, valuesOf } from './rack-form.view.ts';

const capacity = { slots: 48, slotsTaken: 40, slotsFree: 8, capacityKw: '150', ratedKw: '140', freeKw: '10' };
const rack = { id: 'r1', name: 'R-01', group: null, rows: 4, columns: 12, capacityKw: '150.0', capacity };

test('a rack as it is sends what it is; blank names leave its labels', () => {
  expect(rackInput('r1', valuesOf(rack, 's1'))).toEqual({
    rackId: 'r1',
    siteId: 's1',
    name: 'R-01',
    group: null,
    rows: 4,
    columns: 12,
    capacityKw: '150',
    slotNames: undefined,
  });
});

test('what is no number is said at its field', () => {
  const values = { ...valuesOf(rack, 's1'), rows: 'four', columns: '1.5', capacityKw: 'much' };
  expect(rackIssues(values).map(({ path }) => path[1])).toEqual(['capacityKw', 'rows', 'columns']);
});
