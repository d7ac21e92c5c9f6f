// @vitest-environment jsdom
import { fireEvent, render, screen } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { beforeEach, expect, test, vi } from 'vitest';
import { colorScale } from './scale.ts';
import { type SlotCell, SlotMap } from './slot-map.tsx';

const racks = [
  {
    id: 'a',
    name: 'Rack A1',
    rows: 1,
    columns: 3,
    slots: [1, 2, 3].map((column) => ({ id: `s${column}`, row: 1, column, label: `1-${column}` })),
  },
];
const cells: Record<string, SlotCell> = {
  s1: { title: 'S21-001, 123.4 TH/s', paint: { kind: 'value', value: 123.4 } },
  s2: { title: 'S21-002, no data', paint: { kind: 'no-data' } },
  s3: { title: 'empty', paint: { kind: 'empty' } },
};
const empty: SlotCell = { title: 'empty', paint: { kind: 'empty' } };

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
});

test('arrows walk the slots and say what stands there, Enter opens it', () => {
  const onOpen = vi.fn();
  render(() => (
    <SlotMap label="Racks" racks={racks} cell={(id) => cells[id] ?? empty} scale={colorScale(0, 200)} onOpen={onOpen} />
  ));
  const map = screen.getByRole('listbox');
  map.focus();
  fireEvent.focus(map);
  fireEvent.keyDown(map, { key: 'ArrowRight' });
  expect(screen.getByRole('status').textContent).toBe('Rack A1 1-2: S21-002, no data');
  fireEvent.keyDown(map, { key: 'Enter' });
  expect(onOpen).toHaveBeenCalledExactlyOnceWith('s2');
});

test('no data is hatched and has no colour of the scale', () => {
  render(() => <SlotMap label="Racks" racks={racks} cell={(id) => cells[id] ?? empty} scale={colorScale(0, 200)} />);
  const [known, unknown] = screen.getAllByRole('option');
  expect(known?.style.backgroundColor).not.toBe('');
  expect(unknown?.className).toContain('hatched');
  expect(unknown?.style.backgroundColor).toBe('');
});

test('a live value repaints its slot and nothing is drawn anew', () => {
  const [ths, setThs] = createSignal(10);
  const cell = (id: string): SlotCell =>
    id === 's1' ? { title: `${ths()} TH/s`, paint: { kind: 'value', value: ths() } } : empty;
  render(() => <SlotMap label="Racks" racks={racks} cell={cell} scale={colorScale(0, 200)} />);
  const slot = screen.getByRole('option', { name: 'Rack A1 1-1' });
  const before = slot.style.backgroundColor;
  setThs(190);
  expect(screen.getByRole('option', { name: 'Rack A1 1-1' })).toBe(slot);
  expect(slot.style.backgroundColor).not.toBe(before);
});
