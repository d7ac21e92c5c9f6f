import { currencyDecimals, parseMoney } from '@hashyard/rating';
import { type InputIssue, InvalidInput, Refused } from './refusals.ts';

/** The codes an input field can be refused with (`InvalidInput` in the public contract). */
export type IssueCode =
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'DUPLICATE'
  | 'EXACTLY_ONE'
  | 'NOT_AN_EMAIL'
  | 'NOT_A_URL'
  | 'OUT_OF_RANGE'
  | 'NEGATIVE'
  | 'TOO_PRECISE'
  | 'NOT_WHOLE'
  | 'UNKNOWN_CURRENCY'
  | 'WRONG_CURRENCY'
  | 'UNKNOWN_TIME_ZONE'
  | 'UNKNOWN_TAX_CODE'
  | 'UNKNOWN_PERMISSION'
  | 'END_BEFORE_START'
  | 'NOT_FOR_TYPE'
  | 'NOT_FOR_METHOD'
  | 'UNEQUAL_COLUMNS'
  | 'WEAK_PASSWORD'
  | 'UNSAFE_TEXT'
  | 'UNSAFE_FILE'
  | 'ADDRESS_NOT_ALLOWED'
  | RowCode;

/** What a row of a file can be refused with, beside the codes of fields. */
type RowCode = 'NOT_FOUND' | 'NAME_TAKEN' | 'SLOT_TAKEN' | 'ADDRESS_TAKEN' | 'OWNER_BOUND' | 'IN_USE';

/**
 * Collects every fault of an input, so that a form shows all of them at once. Checks answer the cleaned value, or null
 * for one that is absent or faulty; `refuseIfAny` ends the work when there was a fault.
 */
export class Faults {
  readonly #issues: InputIssue[];
  readonly #at: readonly string[];

  constructor(issues: InputIssue[] = [], at: readonly string[] = ['input']) {
    this.#issues = issues;
    this.#at = at;
  }

  /** For an input within the input: its faults are collected here, at their full paths. */
  within(field: string): Faults {
    return new Faults(this.#issues, [...this.#at, field]);
  }

  add(code: IssueCode, path: readonly (string | number)[], message: string): void {
    this.#issues.push({ code, message, path: [...this.#at, ...path.map(String)] });
  }

  /** What was found so far: for rows that are refused one by one. */
  get issues(): readonly InputIssue[] {
    return this.#issues;
  }

  refuseIfAny(): void {
    if (this.#issues.length > 0) throw new Refused(new InvalidInput(this.#issues));
  }

  /** One line of text: 1 to `max` characters after trimming, no control characters. */
  line(
    value: string | null | undefined,
    field: string | readonly (string | number)[],
    rule: { max?: number; required?: boolean } = {},
  ): string | null {
    const path = typeof field === 'string' ? [field] : field;
    const name = String(path.at(-1));
    const text = value?.trim() ?? '';
    const max = rule.max ?? 200;
    if (text === '') {
      if (rule.required) this.add('REQUIRED', path, `${name} is needed.`);
      return null;
    }
    if (text.length > max) this.add('TOO_LONG', path, `${name} may have ${max} characters.`);
    // Control characters, and those that turn the direction of the text after them.
    else if (/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(text))
      this.add('UNSAFE_TEXT', path, `${name} must be one line of plain text.`);
    else return text;
    return null;
  }

  /** Text of several lines, kept as typed. */
  prose(value: string | null | undefined, field: string, max: number): string | null {
    if (!value?.trim()) return null;
    if (value.length > max) this.add('TOO_LONG', [field], `${field} may have ${max} characters.`);
    return value;
  }

  /** An address as typed. Only what a mail server could route: one @, a dotted or local domain, no spaces or quotes. */
  email(value: string | null | undefined, field: string, rule: { required?: boolean } = {}): string | null {
    const text = this.line(value, field, { max: 320, ...rule });
    if (text === null) return null;
    if (/^[^\s@<>()[\]\\,;:"]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(text) && !text.includes('..')) return text;
    this.add('NOT_AN_EMAIL', [field], `${field} is not an email address.`);
    return null;
  }

  /** A decimal within bounds; `decimals` is how many it may have. */
  decimal(
    value: string | null | undefined,
    field: string | readonly (string | number)[],
    rule: { decimals?: number; above?: number; max?: number; required?: boolean } = {},
  ): string | null {
    const path = typeof field === 'string' ? [field] : field;
    const name = String(path.at(-1));
    if (value === null || value === undefined) {
      if (rule.required) this.add('REQUIRED', path, `${name} is needed.`);
      return null;
    }
    const fraction = value.split('.')[1]?.replace(/0+$/, '') ?? '';
    const size = Number(value); // only compared with bounds, never used as the value
    if (size < 0) this.add('NEGATIVE', path, `${name} can't be negative.`);
    else if (fraction.length > (rule.decimals ?? 6))
      this.add('TOO_PRECISE', path, `${name} may have ${rule.decimals ?? 6} decimals.`);
    else if ((rule.above !== undefined && size <= rule.above) || size > (rule.max ?? 1e9))
      this.add('OUT_OF_RANGE', path, `${name} is out of range.`);
    else return value;
    return null;
  }

  /** A whole number within bounds. */
  whole(value: number | null | undefined, field: string, rule: { min: number; max: number }): number | null {
    if (value === null || value === undefined) return null;
    if (value < rule.min || value > rule.max)
      this.add('OUT_OF_RANGE', [field], `${field} must be between ${rule.min} and ${rule.max}.`);
    return value;
  }

  /** An ISO 4217 code that this runtime knows. */
  currency(value: string | null | undefined, field: string): string | null {
    if (value === null || value === undefined || value === '') return null;
    if (knownCurrencies.has(value)) return value;
    this.add('UNKNOWN_CURRENCY', [field], `${value} is not an ISO 4217 currency.`);
    return null;
  }

  /** An amount in the currency that is due, in minor units. */
  money(
    value: { readonly amount: string; readonly currency: string },
    path: readonly (string | number)[],
    currency: string,
  ): bigint | null {
    const decimals = value.amount.split('.')[1]?.length ?? 0;
    if (value.currency !== currency)
      this.add('WRONG_CURRENCY', [...path, 'currency'], `The currency here is ${currency}.`);
    else if (decimals > currencyDecimals(currency))
      this.add('TOO_PRECISE', [...path, 'amount'], `${currency} has ${currencyDecimals(currency)} decimals.`);
    else if (value.amount.length > 18) this.add('OUT_OF_RANGE', [...path, 'amount'], 'The amount is out of range.');
    else return parseMoney(value.amount, currency);
    return null;
  }

  timeZone(value: string | null | undefined, field: string): string | null {
    if (value === null || value === undefined) return null;
    if (knownTimeZone(value)) return value;
    this.add('UNKNOWN_TIME_ZONE', [field], `${value} is not an IANA time zone.`);
    return null;
  }
}

const knownCurrencies = new Set(Intl.supportedValuesOf('currency'));

function knownTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
