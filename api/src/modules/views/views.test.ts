import { expect, test } from 'vitest';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { installation } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

async function person(parts: Parameters<typeof operator>[2] = {}) {
  const { client, organizationId } = await operator(database(), server().client(), parts);
  return {
    client,
    organizationId,
    save: (name: string, query: string, page = 'machines') =>
      mutate(client, 'saveView', { page, name, query }, '... on SavedView { id name query }'),
    remove: (savedViewId: string) => mutate(client, 'removeView', { savedViewId }, '... on SavedView { id }'),
    list: async (page = 'machines') =>
      (await client.graphql('query($page: String!) { savedViews(page: $page) { name query } }', { page })).data
        .savedViews,
  };
}

test('views are kept by name and list, and replaced under the same name', async () => {
  const { save, list } = await person();
  await save('Stale', 'status=STALE');
  await save('Hot', 'sort=-temperature');
  await save('Stale', 'status=STALE&site=1');
  await save('Elsewhere', '', 'invoices');
  expect(await list()).toEqual([
    { name: 'Hot', query: 'sort=-temperature' },
    { name: 'Stale', query: 'status=STALE&site=1' },
  ]);
});

test('a view is seen and removed by nobody but who made it', async () => {
  const mine = await person();
  const colleague = await person({ organizationId: mine.organizationId });
  const { id } = await mine.save('Stale', 'status=STALE');
  expect(await colleague.list()).toEqual([]);
  expect(await colleague.remove(id)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'savedViewId'] });
  expect(await mine.remove(id)).toMatchObject({ id });
  expect(await mine.list()).toEqual([]);
});

test('what is no view of a list is refused at its field, and so is the fifty-first', async () => {
  const { save } = await person();
  expect(await save(' ', 'x'.repeat(2_001), 'No list')).toMatchObject({
    issues: [
      { code: 'REQUIRED', path: ['input', 'name'] },
      { code: 'OUT_OF_RANGE', path: ['input', 'page'] },
      { code: 'TOO_LONG', path: ['input', 'query'] },
    ],
  });
  for (let n = 1; n <= 50; n++) await save(`View ${n}`, '');
  expect(await save('One more', '')).toMatchObject({ code: 'TOO_MANY', path: ['input', 'name'] });
  expect(await save('View 1', 'sort=name')).toMatchObject({ query: 'sort=name' });
});
