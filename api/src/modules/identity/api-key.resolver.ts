import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { ApiKey } from './api-key.entity.ts';
import { CreateApiKeyInput, RevokeApiKeyInput } from './api-key.inputs.ts';
import { createApiKey, revokeApiKey } from './api-key.service.ts';
import { ApiKeyCreated, ApiKeyType } from './api-key.type.ts';

registerNode(ApiKey, 'ApiKey');

const CreateApiKeyResult = result('CreateApiKey', () => ApiKeyCreated);
const RevokeApiKeyResult = result('RevokeApiKey', () => ApiKeyType);

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  @Authorized('api-key:manage')
  @Query(() => [ApiKeyType], { description: 'Staff, and portal owners for the keys of their own customer.' })
  apiKeys(@Ctx() { em }: ViewerContext): Promise<ApiKey[]> {
    return em.find(ApiKey, {}, { orderBy: { createdAt: 'desc', id: 'desc' } });
  }

  @Authorized('api-key:manage')
  @Mutation(() => CreateApiKeyResult, {
    description: 'Answers the token this once. A key never holds more permissions than its maker.',
  })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput,
    @Ctx() context: ViewerContext,
  ): Promise<{ apiKey: ApiKey; token: string }> {
    return createApiKey(context, input);
  }

  @Authorized('api-key:manage')
  @Mutation(() => RevokeApiKeyResult)
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput) input: RevokeApiKeyInput,
    @Ctx() context: ViewerContext,
  ): Promise<ApiKey> {
    return revokeApiKey(context, input.apiKeyId);
  }

  @FieldResolver(() => CustomerType, { nullable: true })
  customer(@Root() key: ApiKey): Promise<Customer | null> {
    return visible(key.customer);
  }
}
