import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { RacksImportPage } from './racks-import.page.tsx';

const outcome = (row: number, issues: object[] = []) => ({
  __typename: 'ImportedRack',
  row,
  outcome: issues.length > 0 ? 'REJECTED' : 'CREATED',
  issues,
});
const imported = (parts: object) => ({
  importRacks: {
    __typename: 'RacksImported',
    dryRun: true,
    created: 1,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    ...parts,
  },
});

test('a file of racks is checked first; each bad row is named by its number, and nothing is written until it may be left out', async () => {
  const issue = { __typename: 'InputIssue', code: 'IN_USE', message: 'Row 2: A machine stands in row 4.', path: [] };
  const api = fakeApi({
    SiteName: { site: { __typename: 'Site', id: 's1', name: 'Fjord 1' } },
    ImportRacks: ({ input }) => {
      const { dryRun } = input as { dryRun?: boolean };
      return imported({ dryRun: dryRun ?? false, rejected: 1, rows: [outcome(0), outcome(1, [issue])] });
    },
  });
  const { address } = show(RacksImportPage, { path: '/sites/:id/racks/import', at: '/sites/s1/racks/import' });
  fireEvent.input(await screen.findByLabelText('Racks'), { target: { value: 'name,rows,columns\nR-1,4,12\nR-2,1,1' } });
  fireEvent.click(screen.getByRole('button', { name: 'Check 2 rows' }));
  expect((await screen.findByRole('list', { name: 'Bad rows' })).textContent).toContain(
    'Row 3 (R-2): A machine stands in row 4.',
  );
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import 1 rack' }).disabled).toBe(true);
  fireEvent.click(screen.getByRole('checkbox', { name: /leave out 1 bad row/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Import 1 rack' }));
  await vi.waitFor(() => expect(address()).toBe('/sites/s1?tab=racks'));
  expect(api.last('ImportRacks')).toMatchObject({
    input: { siteId: 's1', rows: [{ name: 'R-1', rows: 4, columns: 12 }, { name: 'R-2' }], skipBadRows: true },
  });
});
