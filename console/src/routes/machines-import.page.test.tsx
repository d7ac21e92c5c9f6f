import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { MachinesImportPage } from './machines-import.page.tsx';

const sites = {
  sites: {
    nodes: [{ __typename: 'Site', id: 's1', name: 'Site 1', timeZone: 'UTC', racks: [], collectors: [] }],
    pageInfo: { hasNextPage: false, endCursor: null },
    totalCount: 1,
  },
};
const issue = { __typename: 'InputIssue', code: 'NOT_FOUND', message: 'There is no such model.', path: [] };
const answer = (dryRun: boolean) => ({
  importMiners: {
    __typename: 'MinersImported',
    dryRun,
    created: 1,
    updated: 0,
    unchanged: 0,
    rejected: 1,
    rows: [
      { row: 0, outcome: 'CREATED', issues: [] },
      { row: 1, outcome: 'REJECTED', issues: [issue] },
    ],
  },
});
const paste = async (text: string) =>
  fireEvent.input(await screen.findByLabelText('Machines'), { target: { value: text } });
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });

test('a check names each bad row and writes nothing; the rest is imported only when the bad ones are left out', async () => {
  const api = fakeApi({
    SiteChoices: sites,
    ImportMiners: ({ input }) => answer((input as { dryRun?: boolean }).dryRun === true),
  });
  const { address } = show(MachinesImportPage, { path: '/machines/import', at: '/machines/import' });
  await paste('name,model\nA-1,Bitmain Antminer S21\nA-2,Bitmain Antminer S99');
  fireEvent.click(button('Check 2 rows'));
  const bad = await screen.findByRole('list', { name: 'Bad rows' });
  expect(bad.textContent).toBe('Row 3 (A-2): There is no such model.');
  expect(api.last('ImportMiners')).toMatchObject({ input: { siteId: 's1', dryRun: true } });
  expect(button('Import 1 machine').disabled).toBe(true);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Import the others and leave out 1 bad row' }));
  fireEvent.click(button('Import 1 machine'));
  await vi.waitFor(() => expect(address()).toBe('/sites/s1'));
  expect(api.last('ImportMiners')).toEqual({
    input: {
      siteId: 's1',
      rows: [
        { name: 'A-1', model: 'Bitmain Antminer S21' },
        { name: 'A-2', model: 'Bitmain Antminer S99' },
      ],
      skipBadRows: true,
      idempotencyKey: expect.any(String),
    },
  });
});

test('what is typed after a check has to be checked again', async () => {
  fakeApi({ SiteChoices: sites, ImportMiners: answer(true) });
  show(MachinesImportPage);
  await paste('name,model\nA-1,S21');
  fireEvent.click(button('Check 1 row'));
  await screen.findByRole('button', { name: 'Import 1 machine' });
  await paste('name,model\nA-1,S21\nA-2,S21');
  await screen.findByRole('button', { name: 'Check 2 rows' });
});

test('a cell that is no number is said before anything is sent', async () => {
  const api = fakeApi({ SiteChoices: sites });
  show(MachinesImportPage);
  await paste('name,model,outlet\nA-1,S21,L7');
  expect(within(await screen.findByRole('list', { name: 'Bad rows' })).getByText(/L7/)).toBeTruthy();
  expect(button('Check').disabled).toBe(true);
  expect(api.last('ImportMiners')).toBeUndefined();
});
