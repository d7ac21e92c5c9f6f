import { Field, ID, InputType } from 'type-graphql';

@InputType({
  description: '`page` names the list: lower-case letters and hyphens, like `machines`. At most 50 views a list.',
})
export class SaveViewInput {
  @Field(() => String) page!: string;
  @Field(() => String) name!: string;
  @Field(() => String) query!: string;
}

@InputType()
export class RemoveViewInput {
  @Field(() => ID) savedViewId!: string;
}
