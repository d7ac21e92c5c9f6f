import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../graphql/node.ts';

@ObjectType('SavedView', {
  implements: Node,
  description:
    "A list as the viewer wants to see it again: `query` is the list's part of the address (`status=STALE&sort=-power`), which the API keeps and doesn't interpret.",
})
export class SavedViewType extends Node {
  @Field(() => String) page!: string;
  @Field(() => String) name!: string;
  @Field(() => String) query!: string;
}
