import { registerEnumType } from 'type-graphql';

/** Makes a GraphQL enum of words that are the same in code, in the database and in the API. */
export function words<const W extends string>(
  name: string,
  list: readonly W[],
  description?: string,
): { readonly [K in W]: K } {
  const values = Object.fromEntries(list.map((word) => [word, word])) as { readonly [K in W]: K };
  registerEnumType(values, { name, ...(description ? { description } : {}) });
  return values;
}

export const Plan = words('Plan', ['STARTER', 'BUSINESS', 'ENTERPRISE']);
export type Plan = keyof typeof Plan;

export const AddOn = words('AddOn', ['HOSTING']);
export type AddOn = keyof typeof AddOn;
