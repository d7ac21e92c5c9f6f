import { Field, InputType, ObjectType } from 'type-graphql';
import type { Faults } from './faults.ts';

/** Printed on invoices as it stands. `country` is ISO 3166-1 alpha-2. */
export type PostalAddress = {
  lines: string[];
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
};

@ObjectType({ description: 'Printed on invoices as it stands. `country` is ISO 3166-1 alpha-2.' })
export class Address {
  @Field(() => [String]) lines!: string[];
  @Field(() => String, { nullable: true }) city!: string | null;
  @Field(() => String, { nullable: true }) region!: string | null;
  @Field(() => String, { nullable: true }) postalCode!: string | null;
  @Field(() => String, { nullable: true }) country!: string | null;
}

@InputType()
export class AddressInput {
  @Field(() => [String]) lines!: string[];
  @Field(() => String, { nullable: true }) city?: string | null;
  @Field(() => String, { nullable: true }) region?: string | null;
  @Field(() => String, { nullable: true }) postalCode?: string | null;
  @Field(() => String, { nullable: true }) country?: string | null;
}

/** The address to store; null clears it. Faults name the part. */
export function readAddress(
  input: AddressInput | null | undefined,
  faults: Faults,
  field = 'address',
): PostalAddress | null {
  if (!input) return null;
  if (input.lines.length > 6) faults.add('TOO_MANY', [field, 'lines'], 'An address has at most 6 lines.');
  input.lines.forEach((line, index) => {
    if (line.length > 200) faults.add('TOO_LONG', [field, 'lines', index], 'A line may have 200 characters.');
    if (/[\r\n]/.test(line)) faults.add('UNSAFE_TEXT', [field, 'lines', index], 'Each line must be one line of text.');
  });
  const country = input.country?.trim().toUpperCase() || null;
  if (country && !/^[A-Z]{2}$/.test(country))
    faults.add('OUT_OF_RANGE', [field, 'country'], 'country is a code of two letters.');
  return {
    lines: input.lines,
    city: faults.line(input.city, [field, 'city']),
    region: faults.line(input.region, [field, 'region']),
    postalCode: faults.line(input.postalCode, [field, 'postalCode'], { max: 20 }),
    country,
  };
}
