import { blankToNull } from '@hashyard/ui';

type Address = {
  readonly lines: readonly string[];
  readonly city?: string | null;
  readonly region?: string | null;
  readonly postalCode?: string | null;
  readonly country?: string | null;
};

/** An address as it is written, line by line; null when there is none. */
export function addressText(address: Address | null | undefined): string | null {
  if (!address) return null;
  const place = [address.city, address.region, address.postalCode].filter(Boolean).join(', ');
  return [...address.lines, place, address.country].filter(Boolean).join('\n') || null;
}

type Field = 'lines' | 'city' | 'region' | 'postalCode' | 'country';
type AddressFields<Name extends string> = Readonly<Record<`${Name}.${Field}`, string>>;

/** An address as a form holds it, one field for each part; null when all of it is blank. */
export function addressInput<Name extends string>(values: AddressFields<Name>, name: Name) {
  const typed = (field: Field): string => (values as Record<string, string>)[`${name}.${field}`] ?? '';
  const lines = typed('lines')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const rest = {
    city: blankToNull(typed('city')),
    region: blankToNull(typed('region')),
    postalCode: blankToNull(typed('postalCode')),
    country: blankToNull(typed('country'))?.toUpperCase() ?? null,
  };
  const blank = lines.length === 0 && Object.values(rest).every((part) => part === null);
  return blank ? null : { lines, ...rest };
}
