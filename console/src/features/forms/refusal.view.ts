import type { Issue, Refusal } from '@hashyard/ui';

/** What the API takes for a decimal. Anything else it would refuse as a whole, without naming a field. */
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** As a person types it: ".5" is 0.5, "5." is 5, "007" is 7. What is no number stays as it is. */
export function plainDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text.trim()) ?? [];
  if (whole === '' && fraction === '') return text.trim();
  const tail = fraction.replace(/0+$/, '');
  return `${sign}${whole.replace(/^0+(?=\d)/, '') || '0'}${tail && `.${tail}`}`;
}

/** An issue for each of the named fields that holds something other than a number; blank ones are left to the API. */
export function notNumbers<Values extends Record<string, unknown>>(
  values: Values,
  fields: readonly (keyof Values & string)[],
): Issue[] {
  return fields.flatMap((field) => {
    const text = plainDecimal(String(values[field]));
    if (text === '' || DECIMAL.test(text)) return [];
    return [{ code: 'NOT_A_NUMBER', message: 'This is not a number.', path: ['input', ...field.split('.')] }];
  });
}

/** A refusal that needs no trip to the API. */
export const refusedHere = (issues: readonly Issue[]): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { code: 'INVALID_INPUT', message: 'Some fields need another look.', issues },
});
