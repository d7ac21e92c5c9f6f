import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../graphql/node.ts';
import { DateTime } from '../../graphql/scalars.ts';

@ObjectType('ApiKey', {
  implements: Node,
  description:
    "A program's access. `customer` limits it to what that customer sees. The token itself is stored as a hash. A key ends with its maker's membership.",
})
export class ApiKeyType extends Node {
  @Field(() => String) name!: string;
  @Field(() => [String]) permissions!: string[];
  @Field(() => DateTime) createdAt!: Date;
  @Field(() => DateTime, { nullable: true }) expiresAt!: Date | null;
  @Field(() => DateTime, { nullable: true }) lastUsedAt!: Date | null;
  @Field(() => DateTime, { nullable: true }) revokedAt!: Date | null;
}

@ObjectType('ApiKeyCreated')
export class ApiKeyCreated {
  @Field(() => ApiKeyType) apiKey!: ApiKeyType;
  @Field(() => String) token!: string;
}
