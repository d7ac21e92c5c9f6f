import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Conflict, Forbidden, NotFound, refuse } from '../../graphql/refusals.ts';
import { refuseTaken } from '../../graphql/taken.ts';
import { isId, newId } from '../../ids.ts';
import { SavedView } from './view.entity.ts';
import type { RemoveViewInput, SaveViewInput } from './view.inputs.ts';

const mostViews = 50;
const longestQuery = 2_000;

/** The viewer's own views of a list, by name. A program has none. */
export const savedViews = ({ em }: ViewerContext, page: string): Promise<SavedView[]> =>
  em.find(SavedView, { page }, { orderBy: { name: 'asc', id: 'asc' } });

const twice = () =>
  new Conflict('WRONG_STATE', 'This view was saved at the same moment; try again.', ['input', 'name']);
const taken = { saved_view_organization_id_user_id_page_name_key: twice };

/** Keeps a view under its name; one that has the name already is replaced. */
export function saveView(context: ViewerContext, input: SaveViewInput): Promise<SavedView> {
  const { userId, organizationId } = context.viewer;
  if (!userId) return refuse(new Forbidden('FORBIDDEN', 'Views belong to people.'));
  const faults = new Faults();
  const name = faults.line(input.name, 'name', { max: 100, required: true }) ?? '';
  if (!/^[a-z][a-z-]{0,39}$/.test(input.page)) faults.add('OUT_OF_RANGE', ['page'], 'A list is named like: machines.');
  if (input.query.length > longestQuery)
    faults.add('TOO_LONG', ['query'], `query may have ${longestQuery} characters.`);
  faults.refuseIfAny();
  return refuseTaken(taken, () =>
    inTransaction(context, async ({ em }) => {
      const known = await em.find(SavedView, { page: input.page });
      const same = known.find((view) => view.name === name);
      if (same) {
        same.query = input.query;
        return same;
      }
      if (known.length >= mostViews)
        refuse(new Conflict('TOO_MANY', `A list may have ${mostViews} views: remove one first.`, ['input', 'name']));
      return em.create(SavedView, { id: newId(), organizationId, userId, page: input.page, name, query: input.query });
    }),
  );
}

export function removeView(context: ViewerContext, input: RemoveViewInput): Promise<SavedView> {
  return inTransaction(context, async ({ em }) => {
    const view = isId(input.savedViewId) ? await em.findOne(SavedView, { id: input.savedViewId }) : null;
    if (!view) return refuse(new NotFound(['input', 'savedViewId']));
    em.remove(view);
    return view;
  });
}
