import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show } from '../../../test/show.tsx';
import { AuditLog } from './audit-log.tsx';

const entry = {
  __typename: 'AuditEntry',
  id: '1',
  at: '2026-06-01T10:00:00Z',
  actor: 'user:u1',
  actorName: 'Olive Owner',
  action: 'UPDATE',
  table: 'customer',
  changed: ['name'],
  before: '{"name":"Dana"}',
  after: '{"name":"Dana Whitfield"}',
};

test('a change says who did what, with the row before and after; the search asks the API', async () => {
  const api = fakeApi({
    AuditLog: { auditLog: { __typename: 'AuditEntryConnection', nodes: [entry], totalCount: 1 } },
  });
  show(AuditLog);
  const log = await screen.findByRole('list', { name: 'Audit' });
  expect(log.textContent).toContain('Changed customer');
  expect(log.textContent).toContain('Olive Owner');
  expect(log.textContent).toContain('Dana Whitfield');
  fireEvent.input(screen.getByLabelText(/^Search the audit/), { target: { value: 'whitfield' } });
  await vi.waitFor(() => expect(api.last('AuditLog')).toEqual({ filter: { search: 'whitfield' } }));
});
