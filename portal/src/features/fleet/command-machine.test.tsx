// @vitest-environment jsdom
import { createGraph, GraphProvider } from '@hashyard/ui';
import { fireEvent, render, screen, within } from '@solidjs/testing-library';
import { Show } from 'solid-js';
import { afterEach, expect, test, vi } from 'vitest';
import type { DeviceAction } from '../../gql/graphql';
import { useViewer, ViewerProvider } from '../viewer/viewer.tsx';
import { CommandMachine } from './command-machine.tsx';

const viewer = (permissions: string[]) => ({
  __typename: 'Viewer',
  kind: 'CUSTOMER',
  name: 'Dana',
  role: 'CUSTOMER_MEMBER',
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

/** The menu of a machine whose contract grants these; every command answers a batch that takes 3.29 kW. */
function show(granted: DeviceAction[], permissions = ['device:command']) {
  const sent: { operationName: string; variables: object }[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const request = JSON.parse(body) as (typeof sent)[number];
    const isViewer = request.operationName === 'Viewer';
    if (!isViewer) sent.push(request);
    const batch = { commandDevices: { __typename: 'CommandBatch', id: 'b1', effectKw: -3.29 } };
    const data = isViewer ? { viewer: viewer(permissions) } : batch;
    return new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } });
  });
  const onGiven = vi.fn();
  const Signed = () => {
    const { viewer: known } = useViewer();
    return (
      <Show when={known()} fallback={<p>Signing in</p>}>
        <CommandMachine machineId="m1" granted={granted} onGiven={onGiven} />
        <p>Signed in</p>
      </Show>
    );
  };
  render(() => (
    <GraphProvider value={createGraph({ url: 'http://localhost/graphql' })}>
      <ViewerProvider ended={() => 0}>
        <Signed />
      </ViewerProvider>
    </GraphProvider>
  ));
  return { sent, onGiven };
}
afterEach(() => vi.unstubAllGlobals());

test('a customer sees the effect of what its contract grants, gives a reason, and tells the machine once', async () => {
  const { sent, onGiven } = show(['PAUSE', 'OUTLET_OFF']);
  fireEvent.keyDown(await screen.findByRole('button', { name: 'Command' }), { key: 'Enter' });
  const item = await screen.findByRole('menuitem', { name: 'Pause' });
  expect(screen.getAllByRole('menuitem')).toHaveLength(1);
  fireEvent.pointerDown(item, { button: 0, pointerType: 'mouse' });
  fireEvent.pointerUp(item, { button: 0, pointerType: 'mouse' });
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText(/It draws 3.29 kW less/)).toBeTruthy();
  fireEvent.input(within(dialog).getByLabelText('Reason'), { target: { value: 'pool works' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Pause' }));
  await vi.waitFor(() => expect(onGiven).toHaveBeenCalledWith({ action: 'PAUSE', batchId: 'b1' }));
  expect(sent.map(({ variables }) => variables)).toEqual([
    { input: { action: 'PAUSE', targetIds: ['m1'], reason: 'To see its effect', dryRun: true } },
    { input: { action: 'PAUSE', targetIds: ['m1'], reason: 'pool works', idempotencyKey: expect.any(String) } },
  ]);
});

test.each([
  { name: 'its contract grants nothing', granted: [], permissions: ['device:command'] },
  { name: 'the viewer may command nothing', granted: ['PAUSE' as const], permissions: [] },
])('nothing is offered where $name', async ({ granted, permissions }) => {
  show([...granted], permissions);
  await screen.findByText('Signed in');
  expect(screen.queryByRole('button', { name: 'Command' })).toBeNull();
});
