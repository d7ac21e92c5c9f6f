// @vitest-environment jsdom
import { MemoryRouter, Route } from '@solidjs/router';
import { render, screen } from '@solidjs/testing-library';
import { createStore } from 'solid-js/store';
import { expect, test, vi } from 'vitest';
import type { Fault } from '../graphql/fault.ts';
import { Asked, NoSuch } from './asked.tsx';

type Answer = { readonly site: { readonly name: string } | null; readonly racks: readonly string[] };
const fault: Fault = { code: 'NETWORK', title: 'No connection', advice: 'Check the network.' };

function showSite(first: { data?: Answer; error?: Fault } = {}) {
  const refetch = vi.fn();
  const [query, setQuery] = createStore({ data: first.data, error: first.error, refetch });
  const Page = () => (
    <>
      <Asked
        query={query}
        of={(data) => data.site}
        none={<NoSuch what="site" icon="site" href="/sites" all="All sites" />}
      >
        {(site) => <h1>{site().name}</h1>}
      </Asked>
      <Asked query={query} of={(data) => data.racks} none="No racks yet" skeleton="Racks are on their way">
        {(racks) => <p>{racks().join(' ')}</p>}
      </Asked>
    </>
  );
  render(() => (
    <MemoryRouter>
      <Route path="*" component={Page} />
    </MemoryRouter>
  ));
  return { refetch, setQuery };
}

test('a skeleton stands until there is an answer, then what was asked for', () => {
  const { setQuery } = showSite();
  screen.getByRole('status', { name: 'Loading' });
  screen.getByText('Racks are on their way');
  setQuery('data', { site: { name: 'Midland' }, racks: ['A', 'B'] });
  screen.getByRole('heading', { name: 'Midland' });
  screen.getByText('A B');
  expect(screen.queryByRole('status')).toBeNull();
});

test('what isn’t there is said, with a way back; a list without an item says its own', () => {
  showSite({ data: { site: null, racks: [] } });
  screen.getByText('There is no such site');
  expect(screen.getByRole('link', { name: 'All sites' }).getAttribute('href')).toBe('/sites');
  screen.getByText('No racks yet');
});

test('a failure before any answer is shown with a retry', () => {
  const { refetch } = showSite({ error: fault });
  const [alert] = screen.getAllByRole('alert');
  expect(alert?.textContent).toContain('Check the network.');
  screen.getAllByRole('button', { name: 'Try again' })[0]?.click();
  expect(refetch).toHaveBeenCalledOnce();
});

test('what is known stays when asking again fails', () => {
  const { setQuery } = showSite({ data: { site: { name: 'Midland' }, racks: ['A'] } });
  setQuery('error', fault);
  screen.getByRole('heading', { name: 'Midland' });
  expect(screen.queryByRole('alert')).toBeNull();
});
