import { createUnionType } from 'type-graphql';
import { Conflict, Forbidden, InvalidInput, NotFound, PlanRequired, Refusal } from './refusals.ts';

type TypeClass = abstract new (...args: never[]) => object;

/**
 * The union a mutation answers: its success and the five refusals. `name` is the mutation's, with a capital:
 * `result('CreateCustomer', () => CustomerType)`. With two successes `which` tells them apart.
 */
export function result(
  name: string,
  success: () => TypeClass | readonly TypeClass[],
  which?: (value: object) => string,
) {
  return createUnionType({
    name: `${name}Result`,
    types: () => [...successes(success), InvalidInput, NotFound, Forbidden, Conflict, PlanRequired] as never,
    resolveType: (value: object) => {
      if (value instanceof Refusal) return value.constructor as never;
      return (which ? which(value) : successes(success)[0]) as never;
    },
  });
}

const successes = (of: () => TypeClass | readonly TypeClass[]): readonly TypeClass[] => {
  const types = of();
  return Array.isArray(types) ? types : [types as TypeClass];
};
