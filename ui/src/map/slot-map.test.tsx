// @vitest-environment jsdom
import { fireEvent, render, screen } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { bandsOf } from './bands.ts';
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

test('a slot whose look is the same is not drawn at a live update, nor put into words', () => {
  const [ths, setThs] = createSignal(10);
  const worded = vi.fn();
  const colored = vi.fn(colorScale(0, 200).color);
  const cell = (id: string): SlotCell => ({
    get title() {
      worded(id);
      return `${ths()} TH/s`;
    },
    paint: { kind: 'value', value: id === 's1' ? ths() : 5 + ths() - ths() },
  });
  render(() => <SlotMap label="Racks" racks={racks} cell={cell} scale={{ ...colorScale(0, 200), color: colored }} />);
  colored.mockClear();
  setThs(190);
  expect(colored.mock.calls).toEqual([[190]]);
  expect(worded).not.toHaveBeenCalled();
});

describe('5,000 slots in 50 racks', () => {
  const many = Array.from({ length: 50 }, (_, rack) => ({
    id: `r${rack}`,
    name: `R-${rack}`,
    rows: 10,
    columns: 10,
    slots: Array.from({ length: 100 }, (_, index) => ({
      id: `r${rack}-${index}`,
      row: Math.floor(index / 10) + 1,
      column: (index % 10) + 1,
      label: String(index + 1),
    })),
  }));
  /** A window in which so many boxes are in sight, and frames that come when the test says so. */
  function windowOf(inSight: number) {
    const frames: (() => void)[] = [];
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
    let seen = 0;
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(private readonly tell: (entries: { target: Element; isIntersecting: boolean }[]) => void) {}
        observe(target: Element) {
          seen += 1;
          this.tell([{ target, isIntersecting: seen <= inSight }]);
        }
        unobserve() {}
        disconnect() {}
      },
    );
    const drawn = () => document.querySelectorAll('[data-slot]').length;
    return { drawn, frame: () => frames.splice(0).forEach((draw) => draw()) };
  }

  test('are drawn a band in each frame, and no more of them than the window needs', () => {
    const { drawn, frame } = windowOf(4);
    render(() => <SlotMap label="Racks" racks={many} cell={() => empty} />);
    const counts = Array.from({ length: 6 }, () => {
      const before = drawn();
      frame();
      return [before, drawn()];
    });
    expect(counts).toEqual([
      [0, 100],
      [100, 200],
      [200, 300],
      [300, 400],
      [400, 400],
      [400, 400],
    ]);
    vi.unstubAllGlobals();
  });

  test('are walked with the keyboard beyond what is in sight; each says where it stands among them', () => {
    const { drawn, frame } = windowOf(1);
    render(() => <SlotMap label="Racks" racks={many} cell={(id) => ({ title: id, paint: { kind: 'empty' } })} />);
    frame();
    const map = screen.getByRole('listbox');
    map.focus();
    fireEvent.focus(map);
    for (let steps = 0; steps < 25; steps++) fireEvent.keyDown(map, { key: 'ArrowRight' });
    expect(screen.getByRole('status').textContent).toBe('R-2 6: r2-5');
    const here = document.getElementById(map.getAttribute('aria-activedescendant') ?? '');
    expect([here?.getAttribute('aria-posinset'), here?.getAttribute('aria-setsize')]).toEqual(['206', '5000']);
    expect(drawn()).toBe(300);
    vi.unstubAllGlobals();
  });
});

test('a tall rack is drawn in bands of whole rows', () => {
  const bands = bandsOf({
    id: 'c',
    name: 'Container',
    rows: 25,
    columns: 20,
    slots: [{ id: 'x', row: 25, column: 1, label: 'x' }],
  });
  expect(bands.map(({ firstRow, rows, slots }) => [firstRow, rows, slots.length])).toEqual([
    [1, 10, 0],
    [11, 10, 0],
    [21, 5, 1],
  ]);
});

test('a sign stands in the cell where the colour alone would say it', () => {
  const broken: SlotCell = { title: 'A-1, Offline', mark: '×', paint: { kind: 'color', color: 'red' } };
  render(() => (
    <SlotMap label="Racks" racks={racks} cell={() => broken} legend={[{ label: 'Offline', color: 'red', mark: '×' }]} />
  ));
  expect(screen.getAllByRole('option')[0]?.textContent).toBe('×');
  expect(screen.getByText('Offline')).toBeTruthy();
});
