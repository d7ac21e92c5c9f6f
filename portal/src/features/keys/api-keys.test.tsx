// @vitest-environment jsdom
import { createGraph, GraphProvider } from '@hashyard/ui';
import { fireEvent, render, screen, within } from '@solidjs/testing-library';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiKeys } from './api-keys.tsx';

const apiKey = {
  __typename: 'ApiKey',
  id: 'k1',
  name: 'Dashboard',
  permissions: ['fleet:read'],
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
};

/** The owner's keys over the real client; operations answer by name, one without an answer fails. */
function open(answers: Record<string, object>) {
  const sent: { operationName: string; variables: object }[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const request = JSON.parse(body);
    sent.push(request);
    const data = answers[request.operationName];
    const failed = { errors: [{ message: 'no', extensions: { code: 'INTERNAL', requestId: 'r-1' } }] };
    return new Response(JSON.stringify(data ? { data } : failed), { headers: { 'content-type': 'application/json' } });
  });
  const graph = createGraph({ url: 'http://localhost/graphql' });
  const permissions = ['fleet:read', 'invoice:read', 'api-key:manage'];
  render(() => (
    <GraphProvider value={graph}>
      <ApiKeys permissions={permissions} timeZone="America/Chicago" />
    </GraphProvider>
  ));
  return (operation: string) => sent.findLast(({ operationName }) => operationName === operation)?.variables;
}
afterEach(() => vi.unstubAllGlobals());

test('a key’s token is shown once, with what it may', async () => {
  const last = open({
    ApiKeys: { apiKeys: [] },
    CreateApiKey: { createApiKey: { __typename: 'ApiKeyCreated', token: 'hy_secret', apiKey } },
  });
  expect(await screen.findByText('No API keys yet')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Create key' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).queryByLabelText('api-key:manage')).toBeNull();
  fireEvent.input(within(dialog).getByLabelText('Name'), { target: { value: 'Dashboard' } });
  fireEvent.click(within(dialog).getByLabelText('See machines'));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Create key' }));
  expect(await screen.findByText('hy_secret')).toBeTruthy();
  expect(last('CreateApiKey')).toEqual({
    input: { name: 'Dashboard', permissions: ['fleet:read'], idempotencyKey: expect.any(String) },
  });
  fireEvent.click(screen.getByRole('button', { name: 'I have kept it' }));
  await vi.waitFor(() => expect(screen.queryByText('hy_secret')).toBeNull());
});

test('a key without any permission is refused at its list', async () => {
  const message = 'permissions: name at least one.';
  const issue = { __typename: 'InputIssue', code: 'REQUIRED', message, path: ['input', 'permissions'] };
  open({
    ApiKeys: { apiKeys: [] },
    CreateApiKey: {
      createApiKey: { __typename: 'InvalidInput', code: 'INVALID_INPUT', message: '', path: null, issues: [issue] },
    },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Create key' }));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Create key' }));
  expect(await screen.findByText('This is needed.')).toBeTruthy();
});

test('a key is revoked after a question', async () => {
  const revoked = { ...apiKey, revokedAt: '2026-06-01T00:00:00Z' };
  const last = open({ ApiKeys: { apiKeys: [apiKey] }, RevokeApiKey: { revokeApiKey: revoked } });
  fireEvent.click(await screen.findByRole('button', { name: 'Revoke Dashboard' }));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Revoke key' }));
  await vi.waitFor(() => expect(last('RevokeApiKey')).toEqual({ input: { apiKeyId: 'k1' } }));
});

test('keys that can’t be read say so', async () => {
  open({});
  expect(await screen.findByRole('button', { name: /again/i })).toBeTruthy();
});
