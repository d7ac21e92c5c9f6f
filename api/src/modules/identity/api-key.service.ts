import { randomUUID } from 'node:crypto';
import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Forbidden, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId, newId } from '../../ids.ts';
import { Customer } from '../customers/customer.entity.ts';
import { ApiKey } from './api-key.entity.ts';
import type { CreateApiKeyInput } from './api-key.inputs.ts';
import { isPermission, mayBeCustomers, type Permission } from './permissions.rules.ts';
import { apiKeyPrefix, hashToken } from './tokens.ts';

const mostPermissions = 200;

/** Makes a key and answers its token. Repeated with the same idempotency key it answers the same token, which is kept nowhere. */
export async function createApiKey(
  context: ViewerContext,
  input: CreateApiKeyInput,
): Promise<{ apiKey: ApiKey; token: string }> {
  const { membershipId } = context.viewer;
  if (!membershipId) return refuse(new Forbidden('FORBIDDEN', 'Only a person who is signed in makes keys.'));
  const customerId = input.customerId ?? context.viewer.customerId;
  const { name, permissions } = readKey(context, input, customerId);
  const secret = input.idempotencyKey ?? randomUUID();
  const apiKey = await once(
    context,
    'createApiKey',
    input,
    async (scope) => {
      if (customerId) await findOwnCustomer(scope, customerId);
      const id = newId();
      return scope.em.create(ApiKey, {
        id,
        organizationId: context.viewer.organizationId,
        customer: customerId,
        membershipId,
        name,
        permissions,
        tokenHash: hashToken(tokenOf(context, id, secret)),
        createdAt: scope.now(),
        expiresAt: input.expiresAt ?? null,
        lastUsedAt: null,
        revokedAt: null,
      });
    },
    (scope, id) => scope.em.findOneOrFail(ApiKey, { id }),
  );
  return { apiKey, token: tokenOf(context, apiKey.id, secret) };
}

/** 256 bits that only this installation can make of the key's id and its maker's secret. */
const tokenOf = ({ installation }: ViewerContext, id: string, secret: string): string =>
  apiKeyPrefix + installation.vault.derive(`api key ${id} ${secret}`).toString('base64url');

function readKey(
  context: ViewerContext,
  input: CreateApiKeyInput,
  customerId: string | null,
): { name: string; permissions: Permission[] } {
  const faults = new Faults();
  const name = faults.line(input.name, 'name', { required: true }) ?? '';
  const words = [...new Set(input.permissions)];
  if (words.length === 0) faults.add('REQUIRED', ['permissions'], 'A key needs a permission.');
  if (words.length > mostPermissions) faults.add('TOO_MANY', ['permissions'], 'These are too many permissions.');
  if (input.expiresAt && input.expiresAt <= context.now())
    faults.add('OUT_OF_RANGE', ['expiresAt'], 'expiresAt has to be in the future.');
  const permissions: Permission[] = [];
  for (const [index, word] of words.entries()) {
    if (!isPermission(word) || (customerId && !mayBeCustomers(word)))
      faults.add('UNKNOWN_PERMISSION', ['permissions', index], `${word.slice(0, 60)} is no permission of such a key.`);
    else permissions.push(word);
  }
  faults.refuseIfAny();
  if (permissions.some((permission) => !context.viewer.permissions.has(permission)))
    refuse(new Forbidden('FORBIDDEN', 'A key holds no permission that its maker lacks.', ['input', 'permissions']));
  return { name, permissions };
}

async function findOwnCustomer({ em }: ViewerContext, id: string): Promise<void> {
  if (!isId(id) || !(await em.findOne(Customer, { id }))) refuse(new NotFound(['input', 'customerId']));
}

/** Ends a key; its requests are refused at once, its sockets within seconds. Doing it again changes nothing. */
export function revokeApiKey(context: ViewerContext, apiKeyId: string): Promise<ApiKey> {
  return inTransaction(context, async ({ em, now }) => {
    const key = isId(apiKeyId) ? await em.findOne(ApiKey, { id: apiKeyId }) : null;
    if (!key) return refuse(new NotFound(['input', 'apiKeyId']));
    key.revokedAt ??= now();
    return key;
  });
}
