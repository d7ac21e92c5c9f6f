import { createGraph, GraphProvider } from '@hashyard/ui';
import { createMemoryHistory, MemoryRouter, Route } from '@solidjs/router';
import { render } from '@solidjs/testing-library';
import type { JSX } from 'solid-js';
import { CommandWatch } from '../src/features/commands/command-watch.tsx';
import { RunWatch } from '../src/features/invoices/run-watch.tsx';
import { SessionProvider, type Viewer } from '../src/features/session/session.tsx';

const permissions = ['customer:create', 'customer:update', 'customer:invite', 'contract:create', 'contract:update'];
permissions.push('customer:hold', 'customer:view-as');
permissions.push('contract:assign', 'contract:activate', 'invoice:generate', 'invoice:issue', 'invoice:release');
permissions.push('contract:discard', 'contract:suspend', 'contract:price', 'contract:notice');
permissions.push('contract:extend', 'contract:terminate');
permissions.push('portal-people:manage', 'staff:manage', 'organization:update', 'billing-settings:update');
permissions.push('api-key:manage');
permissions.push('site:manage', 'fleet:manage', 'collector:manage', 'device:command');

/** An owner who may do everything; valid by default, say only what matters. */
export const viewer = (own: Partial<Viewer> = {}): Viewer => ({
  kind: 'STAFF',
  name: 'Olive Owner',
  role: 'OWNER',
  permissions,
  user: { id: 'u1', email: 'olive@example.com', name: 'Olive Owner' },
  memberships: [],
  organization: {
    id: 'o1',
    name: 'Prairie Hash',
    timeZone: 'America/Chicago',
    plan: 'BUSINESS',
    addOns: ['HOSTING'],
    billingSettings: {
      currency: 'USD',
      energyRate: '0.0725',
      autoSend: false,
      dueDays: 15,
      collectionDays: 0,
      noticeDays: 60,
      maxExtensions: 3,
    },
  },
  ...own,
});

/** Draws a page or component as somebody signed in would see it. `path` is a route, `at` the address. Answers the history. */
export function show(
  component: () => JSX.Element,
  { path = '*', at = '/', as = viewer() }: { path?: string; at?: string; as?: Viewer } = {},
) {
  const graph = createGraph({ url: 'http://localhost/graphql' });
  const history = createMemoryHistory();
  history.set({ value: at });
  render(() => (
    <GraphProvider value={graph}>
      <SessionProvider value={{ viewer: as, signOut: async () => graph.reset() }}>
        <RunWatch>
          <CommandWatch>
            <MemoryRouter history={history}>
              <Route path={path} component={component} />
              <Route path="*" component={() => <p>elsewhere</p>} />
            </MemoryRouter>
          </CommandWatch>
        </RunWatch>
      </SessionProvider>
    </GraphProvider>
  ));
  return { address: () => history.get() };
}
