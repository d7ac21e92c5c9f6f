import type { GraphQLSchema } from 'graphql';
import { Refused } from './refusals.ts';

/**
 * Lets a thrown refusal be the answer: of a mutation as the member of its result union, of a query or subscription as
 * a GraphQL error with the refusal's code. Everything else stays a fault.
 */
export function answerRefusals(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve;
    if (!resolve) throw new Error(`mutation ${field.name} has no resolver`);
    field.resolve = async (...args) => {
      try {
        return await resolve(...args);
      } catch (error) {
        if (error instanceof Refused) return error.refusal;
        throw error;
      }
    };
  }
  return schema;
}
