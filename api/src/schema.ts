import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { answerRefusals } from './graphql/answers.ts';
import { guard } from './graphql/guard.ts';
import { NodeResolver } from './graphql/node.resolver.ts';
import { CustomerResolver } from './modules/customers/customer.resolver.ts';
import { InviteResolver, MembershipResolver, ViewerResolver } from './modules/identity/identity.resolver.ts';
import {
  BillingSettingsResolver,
  BrandingResolver,
  OrganizationResolver,
} from './modules/organizations/organization.resolver.ts';

/** The whole API, one line for each domain. */
const resolvers = [
  NodeResolver,
  ViewerResolver,
  MembershipResolver,
  InviteResolver,
  OrganizationResolver,
  BrandingResolver,
  BillingSettingsResolver,
  CustomerResolver,
] as const;

export function createSchema(): GraphQLSchema {
  return answerRefusals(buildSchemaSync({ resolvers: [...resolvers], authChecker: guard, validate: false }));
}

/** `schema.graphql` at the root: written from the code, never by hand. */
export const writtenSchema = (): string =>
  `# Written from the code by \`npm run schema\`; never edit by hand.\n\n${printSchema(lexicographicSortSchema(createSchema()))}\n`;
