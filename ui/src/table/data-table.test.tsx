// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@solidjs/testing-library';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Column } from './column.ts';
import { DataTable } from './data-table.tsx';
import { createSelection } from './selection.ts';

type Machine = { id: string; name: string };
const machines: readonly Machine[] = Array.from({ length: 200 }, (_, index) => ({
  id: `m${index + 1}`,
  name: `S21-${index + 1}`,
}));
const columns: readonly Column<Machine>[] = [{ id: 'name', header: 'Machine', value: (machine) => machine.name }];

// jsdom lays nothing out; the virtual rows need a window to fill.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
});

type Props = Parameters<typeof DataTable<Machine>>[0];

function show({ rows = machines, ...extra }: Partial<Props> = {}) {
  showRows(rows, extra);
  return grid();
}

function showRows(rows: Props['rows'], extra: Partial<Props>) {
  render(() => (
    <DataTable
      label="Machines"
      noun="machine"
      rows={rows}
      columns={columns}
      rowId={(machine) => machine.id}
      {...extra}
    />
  ));
}
const grid = () => screen.getByRole('grid');
const press = (element: HTMLElement, ...keys: readonly (string | { key: string; shiftKey: boolean })[]) => {
  for (const key of keys) fireEvent.keyDown(element, typeof key === 'string' ? { key } : key);
};
const down = 'ArrowDown';

test('arrows walk the rows and Enter opens the one reached', () => {
  const onOpen = vi.fn();
  const grid = show({ onOpen });
  fireEvent.focus(grid);
  grid.focus();
  press(grid, down, down, 'ArrowUp', 'Enter');
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(machines[1]);
  expect(document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent).toContain('S21-2');
});

test('Space selects and Shift with an arrow extends the selection', () => {
  const selection = createSelection();
  const grid = show({ selection });
  grid.focus();
  press(grid, ' ', { key: down, shiftKey: true }, { key: down, shiftKey: true });
  expect([...selection.ids()]).toEqual(['m1', 'm2', 'm3']);
});

test('all that a search shows can be selected at once', () => {
  const selection = createSelection();
  const grid = show({ selection });
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'S21-19' } });
  fireEvent.click(within(grid).getByRole('checkbox', { name: 'Select all 11 machines' }));
  expect(selection.ids().size).toBe(11);
});

test('a slash moves to the search', () => {
  show();
  fireEvent.keyDown(document.body, { key: '/' });
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
});

test('only the rows in view are in the document', () => {
  const grid = show();
  const drawn = within(grid).getAllByRole('row').length;
  expect(drawn).toBeGreaterThan(15);
  expect(drawn).toBeLessThan(60);
  expect(grid.getAttribute('aria-rowcount')).toBe('201');
});

test('a search without a hit says so', () => {
  show();
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'nowhere' } });
  expect(screen.getByText('No machine matches “nowhere”')).toBeTruthy();
});

test('no rows at all teach the next step', () => {
  showRows([], { empty: <p>Import machines</p> });
  expect(screen.getByText('Import machines')).toBeTruthy();
  expect(screen.queryByRole('grid')).toBeNull();
});

test('a failure says what to do', () => {
  const onRetry = vi.fn();
  const error = { code: 'NETWORK', title: 'The server can’t be reached', advice: 'Wait.' };
  showRows(undefined, { error, onRetry });
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledOnce();
});
