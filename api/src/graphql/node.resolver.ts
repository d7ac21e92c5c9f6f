import { Arg, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { ViewerContext } from '../context.ts';
import { isId } from '../ids.ts';
import { Node, nodeEntities } from './node.ts';

@Resolver()
export class NodeResolver {
  @Authorized('organization:read')
  @Query(() => Node, { nullable: true, description: "Any entity by id; null when the viewer can't see one with it." })
  async node(@Arg('id', () => ID) id: string, @Ctx() { em }: ViewerContext): Promise<object | null> {
    if (!isId(id)) return null;
    for (const entity of nodeEntities()) {
      const row = await em.findOne(entity as never, { id } as never);
      if (row) return row;
    }
    return null;
  }
}
