import type { Role } from '../../src/modules/identity/role.ts';
import type { Client } from '../client.ts';
import type { TestDatabase } from '../database.ts';
import { member, organization, password } from './organization.ts';

/** Somebody of the staff of a new organization, or of the one named, signed in. */
export async function operator(
  { owner }: TestDatabase,
  client: Client,
  parts: { organizationId?: string; role?: Role } = {},
): Promise<{ client: Client; organizationId: string; userId: string }> {
  const organizationId = parts.organizationId ?? (await organization(owner));
  const { email, userId } = await member(owner, organizationId, parts.role ?? 'OWNER');
  return { client: await client.signIn(email, password), organizationId, userId };
}

/** Runs a mutation by its name; answers the success's fields or the refusal with its code, path and issues. */
// oxlint-disable-next-line no-explicit-any -- a test says itself what shape it expects, by what it asserts
export async function mutate(client: Client, name: string, input: object, success: string): Promise<any> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await client.graphql(
    `mutation($input: ${type}!) { ${name}(input: $input) { __typename ${success}
      ... on Refusal { code path } ... on InvalidInput { issues { code path } } ... on Conflict { issues { code path } } } }`,
    { input },
  );
  if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return data[name];
}
