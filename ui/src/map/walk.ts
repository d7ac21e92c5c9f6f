/** `row` and `column` count from 1, top left. */
export type MapSlot = { readonly id: string; readonly row: number; readonly column: number; readonly label: string };
export type MapRack = {
  readonly id: string;
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly slots: readonly MapSlot[];
};
export type Direction = 'up' | 'down' | 'left' | 'right';

/** The slot one step away. Past a rack's side the walk goes on in the next rack, at the same height if there is such a slot. */
export function step(racks: readonly MapRack[], from: string, direction: Direction): string {
  const rackIndex = racks.findIndex((rack) => rack.slots.some((slot) => slot.id === from));
  const rack = racks[rackIndex];
  const slot = rack?.slots.find(({ id }) => id === from);
  if (!rack || !slot) return from;
  const inRack = nearest(rack, slot, direction);
  if (inRack) return inRack.id;
  if (direction === 'up' || direction === 'down') return from;
  const next = racks[rackIndex + (direction === 'right' ? 1 : -1)];
  return (next && entry(next, slot.row, direction)?.id) ?? from;
}

function nearest(rack: MapRack, from: MapSlot, direction: Direction): MapSlot | undefined {
  const across = direction === 'left' || direction === 'right';
  const forward = direction === 'right' || direction === 'down' ? 1 : -1;
  const ahead = (slot: MapSlot) => (across ? slot.column - from.column : slot.row - from.row) * forward;
  const inLine = rack.slots.filter(
    (slot) => (across ? slot.row === from.row : slot.column === from.column) && ahead(slot) > 0,
  );
  return inLine.sort((a, b) => ahead(a) - ahead(b))[0];
}

function entry(rack: MapRack, row: number, direction: 'left' | 'right'): MapSlot | undefined {
  const side = (slot: MapSlot) => (direction === 'right' ? slot.column : -slot.column);
  return rack.slots.toSorted((a, b) => Math.abs(a.row - row) - Math.abs(b.row - row) || side(a) - side(b))[0];
}
