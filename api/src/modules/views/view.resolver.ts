import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { SavedView } from './view.entity.ts';
import { RemoveViewInput, SaveViewInput } from './view.inputs.ts';
import { removeView, savedViews, saveView } from './view.service.ts';
import { SavedViewType } from './view.type.ts';

registerNode(SavedView, 'SavedView');
const SaveViewResult = result('SaveView', () => SavedViewType);
const RemoveViewResult = result('RemoveView', () => SavedViewType);

@Resolver(() => SavedViewType)
export class SavedViewResolver {
  @Authorized('fleet:read')
  @Query(() => [SavedViewType], { description: "The viewer's own, by name." })
  savedViews(@Arg('page', () => String) page: string, @Ctx() context: ViewerContext): Promise<SavedView[]> {
    return savedViews(context, page);
  }

  @Authorized('fleet:read')
  @Mutation(() => SaveViewResult, {
    description: 'Keeps a list as it is under a name; one that has the name is replaced.',
  })
  saveView(@Arg('input', () => SaveViewInput) input: SaveViewInput, @Ctx() context: ViewerContext): Promise<SavedView> {
    return saveView(context, input);
  }

  @Authorized('fleet:read')
  @Mutation(() => RemoveViewResult)
  removeView(
    @Arg('input', () => RemoveViewInput) input: RemoveViewInput,
    @Ctx() context: ViewerContext,
  ): Promise<SavedView> {
    return removeView(context, input);
  }
}
