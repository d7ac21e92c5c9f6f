import { AppShell, type NavItem, Notice, ThemeSwitch, useGraph } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { useFleetTotals } from '../fleet/fleet-totals.tsx';
import { CommandChip } from '../commands/command-watch.tsx';
import { RunChip } from '../invoices/run-watch.tsx';
import { Finder } from '../search/finder.tsx';
import { AccountMenu } from './account-menu.tsx';
import { FleetStrip } from './fleet-strip.tsx';

export const pages: NavItem[] = [
  { href: '/', label: 'Overview', icon: 'overview', end: true },
  { href: '/sites', label: 'Sites', icon: 'site' },
  { href: '/machines', label: 'Machines', icon: 'machine' },
  { href: '/power', label: 'Power', icon: 'power' },
  { href: '/customers', label: 'Customers', icon: 'people' },
  { href: '/contracts', label: 'Contracts', icon: 'contract' },
  { href: '/invoices', label: 'Invoices', icon: 'bill' },
  { href: '/collectors', label: 'Collectors', icon: 'refresh' },
  { href: '/settings', label: 'Settings', icon: 'gear' },
];

/** Pages below these, found by the command bar. */
const deeper: NavItem[] = [
  { href: '/power/data', label: 'Meter data', icon: 'power' },
  { href: '/commands', label: 'Commands', icon: 'power' },
];

/** The frame of every page: navigation, the fleet's pulse, the command bar, and what a long run has come to. */
export function Shell(props: { children: JSX.Element }): JSX.Element {
  const graph = useGraph();
  const totals = useFleetTotals(() => ({}));
  return (
    <AppShell
      brand={<span class="text-lg font-semibold">Hashyard</span>}
      nav={pages}
      phone="drawer"
      actions={
        <>
          <CommandChip />
          <RunChip />
          <Finder pages={[...pages, ...deeper]} />
          <ThemeSwitch />
          <AccountMenu />
        </>
      }
      banner={
        <>
          <FleetStrip totals={totals.data} link={graph.link()} />
          <Show when={graph.link() === 'lost'}>
            <div class="px-4 pt-3 sm:px-6">
              <Notice tone="warn">
                The live connection is lost. Numbers may be old; they catch up by themselves when it is back.
              </Notice>
            </div>
          </Show>
        </>
      }
    >
      {props.children}
    </AppShell>
  );
}
