import { blankToNull, blankToUndefined, type Issue } from '@hashyard/ui';
import type { RackRowFragment, UpdateRackInput } from '../../gql/graphql.ts';
import { notNumbers, plainDecimal } from '../forms/refusal.view.ts';

/** The form's fields by their path in the input; texts as typed. */
export type RackValues = {
  name: string;
  group: string;
  siteId: string;
  rows: string;
  columns: string;
  capacityKw: string;
  slotNames: string;
};

export const valuesOf = (rack: RackRowFragment, siteId: string): RackValues => ({
  name: rack.name,
  group: rack.group ?? '',
  siteId,
  rows: String(rack.rows),
  columns: String(rack.columns),
  capacityKw: plainDecimal(rack.capacityKw ?? ''),
  slotNames: '',
});

/** What the API couldn't even read. */
export function rackIssues(values: RackValues): Issue[] {
  const issues: Issue[] = notNumbers(values, ['capacityKw']);
  for (const field of ['rows', 'columns'] as const)
    if (!/^\d{1,4}$/.test(values[field].trim()))
      issues.push({ code: 'NOT_WHOLE', message: 'This is not a whole number.', path: ['input', field] });
  return issues;
}

/** Blank names leave the labels of the slots as they are. */
export const rackInput = (rackId: string, values: RackValues): UpdateRackInput => ({
  rackId,
  siteId: values.siteId,
  name: values.name.trim(),
  group: blankToNull(values.group),
  rows: Number(values.rows),
  columns: Number(values.columns),
  capacityKw: blankToNull(plainDecimal(values.capacityKw)),
  slotNames: blankToUndefined(values.slotNames),
});
