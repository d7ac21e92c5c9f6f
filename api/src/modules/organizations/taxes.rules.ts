/** What the rule needs of a tax: local dates, half-open; null is open-ended. */
type Tax = {
  readonly code: string;
  readonly name: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
};
export type TaxFault = {
  readonly code: 'TOO_MANY' | 'END_BEFORE_START' | 'DUPLICATE';
  readonly path: readonly (string | number)[];
  readonly message: string;
};

const mostTaxes = 100;

/** What is wrong with a list of taxes. A code may have several rows, a code's name only one on any day. */
export function checkTaxes(taxes: readonly Tax[]): TaxFault[] {
  if (taxes.length > mostTaxes)
    return [{ code: 'TOO_MANY', path: ['taxes'], message: `There may be ${mostTaxes} rows.` }];
  return taxes.flatMap((tax, index): TaxFault[] => {
    if (tax.startsOn && tax.endsOn && tax.endsOn <= tax.startsOn)
      return [
        { code: 'END_BEFORE_START', path: ['taxes', index, 'endsOn'], message: 'A tax ends after it has started.' },
      ];
    const isTwice = taxes.slice(0, index).some((other) => isSame(tax, other) && meet(tax, other));
    return isTwice
      ? [{ code: 'DUPLICATE', path: ['taxes', index], message: `${tax.code} ${tax.name} is there twice for some day.` }]
      : [];
  });
}

const isSame = (a: Tax, b: Tax): boolean => a.code === b.code && a.name === b.name;

/** ISO dates compare as text. */
const meet = (a: Tax, b: Tax): boolean =>
  (a.endsOn === null || b.startsOn === null || b.startsOn < a.endsOn) &&
  (b.endsOn === null || a.startsOn === null || a.startsOn < b.endsOn);
