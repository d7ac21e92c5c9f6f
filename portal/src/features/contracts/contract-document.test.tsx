// @vitest-environment jsdom
import { createGraph, GraphProvider } from '@hashyard/ui';
import { fireEvent, render, screen } from '@solidjs/testing-library';
import { type JSX, Show } from 'solid-js';
import { afterEach, expect, test, vi } from 'vitest';
import type { ContractDocumentFragment } from '../../gql/graphql';
import { useViewer, ViewerProvider } from '../viewer/viewer.tsx';
import { ContractDocument } from './contract-document.tsx';

const contract = (own: Partial<ContractDocumentFragment> = {}): ContractDocumentFragment => ({
  id: 'k1',
  displayNumber: 'HC-000001',
  status: 'ACTIVE',
  timeZone: 'America/Chicago',
  documentUrl: '/documents/contracts/k1.pdf',
  documentSha256: 'ab12',
  acceptedBy: null,
  acceptedAt: null,
  ...own,
});

const viewer = (permissions: string[]) => ({
  __typename: 'Viewer',
  kind: 'CUSTOMER',
  name: 'Dana',
  role: 'CUSTOMER_OWNER',
  readOnly: false,
  permissions,
  organization: {
    __typename: 'Organization',
    id: 'o1',
    name: 'Prairie Hash',
    timeZone: 'America/Chicago',
    branding: { __typename: 'Branding', displayName: 'Prairie', logoUrl: null, slogan: null, primaryColor: null },
  },
  customer: null,
  user: null,
  memberships: [],
});

/** The document's card for a viewer with these permissions; `accept` is what the mutation answers. */
function show(permissions: string[], own: Partial<ContractDocumentFragment> = {}, accept: object = {}) {
  const sent: { operationName: string; variables: object }[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const request = JSON.parse(body) as (typeof sent)[number];
    sent.push(request);
    const data = request.operationName === 'Viewer' ? { viewer: viewer(permissions) } : { acceptContract: accept };
    return new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } });
  });
  const onAccepted = vi.fn();
  const graph = createGraph({ url: 'http://localhost/graphql' });
  render(() => (
    <GraphProvider value={graph}>
      <ViewerProvider ended={() => 0}>
        <WhenKnown>{() => <ContractDocument contract={contract(own)} onAccepted={onAccepted} />}</WhenKnown>
      </ViewerProvider>
    </GraphProvider>
  ));
  return { sent, onAccepted };
}
afterEach(() => vi.unstubAllGlobals());

/** As the frame does: nothing below it before it is known who looks. */
function WhenKnown(props: { children: () => JSX.Element }): JSX.Element {
  const { viewer } = useViewer();
  return <Show when={viewer()}>{props.children()}</Show>;
}

test('the owner accepts by name and by the fingerprint that is shown', async () => {
  const accepted = { __typename: 'Contract', ...contract({ acceptedBy: 'Dana Whitfield' }) };
  const { sent, onAccepted } = show(['contract:accept'], {}, accepted);
  fireEvent.input(await screen.findByLabelText('Your full name'), { target: { value: ' Dana Whitfield ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Accept contract' }));
  await vi.waitFor(() => expect(onAccepted).toHaveBeenCalled());
  expect(sent.at(-1)?.variables).toEqual({
    input: { contractId: 'k1', name: 'Dana Whitfield', documentSha256: 'ab12' },
  });
});

test('a document that has changed meanwhile is refused, and the name stays', async () => {
  const message = 'The document has changed. Read it again.';
  show(['contract:accept'], {}, { __typename: 'Conflict', code: 'DOCUMENT_CHANGED', message, path: null, issues: [] });
  fireEvent.input(await screen.findByLabelText('Your full name'), { target: { value: 'Dana' } });
  fireEvent.click(screen.getByRole('button', { name: 'Accept contract' }));
  expect(await screen.findByText(message)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Your full name').value).toBe('Dana');
});

test('a member reads it and can’t accept it', async () => {
  show([]);
  expect(await screen.findByText(/The owner of this account accepts it/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Accept contract' })).toBeNull();
});

test('what is accepted says by whom and asks nobody again', async () => {
  show(['contract:accept'], { acceptedBy: 'Dana Whitfield', acceptedAt: '2026-06-01T15:00:00Z' });
  expect(await screen.findByText('Dana Whitfield')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Accept contract' })).toBeNull();
});
