import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { CustomersImportPage } from './customers-import.page.tsx';

const counts = { created: 1, updated: 1, unchanged: 0, rejected: 0 };
const paste = (text: string) => fireEvent.input(screen.getByLabelText('Customers'), { target: { value: text } });

test('a file is checked, then written as it was checked, and leads back to the customers', async () => {
  const api = fakeApi({
    ImportCustomers: { importCustomers: { __typename: 'CustomersImported', ...counts, rows: [] } },
  });
  const { address } = show(CustomersImportPage, { path: '/customers/import', at: '/customers/import' });
  paste('name,email\nAda,ada@example.com\nBob,bob@example.com');
  fireEvent.click(screen.getByRole('button', { name: 'Check 2 rows' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Import 2 customers' }));
  await vi.waitFor(() => expect(address()).toBe('/customers'));
  expect(api.last('ImportCustomers')).toEqual({
    input: {
      rows: [
        { name: 'Ada', contactEmail: 'ada@example.com' },
        { name: 'Bob', contactEmail: 'bob@example.com' },
      ],
      skipBadRows: false,
      idempotencyKey: expect.any(String),
    },
  });
});

test('what the API refuses is named by the file’s own rows', async () => {
  const issue = {
    code: 'EXACTLY_ONE',
    message: '2 customers have this address.',
    path: ['input', 'rows', '0', 'contactEmail'],
  };
  fakeApi({
    ImportCustomers: {
      importCustomers: {
        __typename: 'InvalidInput',
        code: 'INVALID_INPUT',
        message: issue.message,
        path: issue.path,
        issues: [issue],
      },
    },
  });
  show(CustomersImportPage, { path: '/customers/import', at: '/customers/import' });
  paste('email,name\nada@example.com,Ada');
  fireEvent.click(screen.getByRole('button', { name: 'Check 1 row' }));
  const bad = await screen.findByRole('list', { name: 'Bad rows' });
  expect(bad.textContent).toBe('Row 2 (Ada): 2 customers have this address.');
});
