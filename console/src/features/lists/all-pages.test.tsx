import { screen } from '@solidjs/testing-library';
import type { JSX } from 'solid-js';
import { expect, test } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show } from '../../../test/show.tsx';
import { useMappedMachines } from '../power/use-mapping.ts';

/** Shows the names of a list that comes in pages of two. */
function Names(): JSX.Element {
  const machines = useMappedMachines(() => 's1');
  return (
    <>
      <p>{(machines.rows ?? []).map(({ name }) => name).join(' ')}</p>
      <button type="button" onClick={() => machines.refetch()}>
        Again
      </button>
    </>
  );
}

test('a list of several pages that is read again shows what has come since, on whichever page it stands', async () => {
  let names = ['B', 'C', 'D'];
  fakeApi({
    MappedMachines: ({ after }) => {
      const from = after ? names.indexOf(String(after)) + 1 : 0;
      const nodes = names
        .slice(from, from + 2)
        .map((name) => ({ __typename: 'Miner', id: name, name, serial: null, mac: null }));
      const endCursor = nodes.at(-1)?.name ?? null;
      return {
        miners: {
          __typename: 'MinerConnection',
          nodes,
          totalCount: names.length,
          pageInfo: { __typename: 'PageInfo', hasNextPage: from + 2 < names.length, endCursor },
        },
      };
    },
  });
  show(Names);
  await screen.findByText('B C D');
  names = ['A', 'B', 'C', 'D', 'E'];
  screen.getByRole('button', { name: 'Again' }).click();
  await screen.findByText('A B C D E');
  expect(screen.queryByText('B C D')).toBeNull();
});
