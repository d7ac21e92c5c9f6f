import type { ViewerContext } from '../../context.ts';
import { insertRows } from '../../database/insert-rows.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { nameTaken, refuseTaken, type TakenBy } from '../../graphql/taken.ts';
import { isId, newId } from '../../ids.ts';
import { findSite } from '../sites/index.ts';
import { Pdu, Rack, Slot } from './fleet.entity.ts';
import { moveRack } from './rack-move.service.ts';
import type { CreateRackInput, RemoveRackInput, UpdateRackInput, UpdateSlotInput } from './rack.inputs.ts';
import { readNames, readShape, type Shape } from './rack-shape.rules.ts';
import { longestLabel, placesOf, slotLabel, usualSlotNames } from './slot-names.rules.ts';

const elsewhere = (what: string) => () =>
  new Conflict('NAME_TAKEN', `${what} of that site has the name of one in the rack.`, ['input', 'siteId']);
const addressElsewhere = () =>
  new Conflict('ADDRESS_TAKEN', 'A device of that site has the address of one in the rack.', ['input', 'siteId']);

const taken: TakenBy = {
  rack_site_id_name_key: nameTaken('a rack of this site'),
  miner_site_id_name_key: elsewhere('A machine'),
  pdu_site_id_name_key: elsewhere('A PDU'),
  miner_address: addressElsewhere,
  pdu_address: addressElsewhere,
};

/** Makes the rack and its rows x columns slots. */
export function createRack(context: ViewerContext, input: CreateRackInput): Promise<Rack> {
  return refuseTaken(taken, () =>
    once(
      context,
      'createRack',
      input,
      (scope) => makeRack(scope, input),
      (scope, id) => scope.em.findOneOrFail(Rack, { id }),
    ),
  );
}

async function makeRack(scope: ViewerContext, input: CreateRackInput): Promise<Rack> {
  const faults = new Faults();
  const name = faults.line(input.name, 'name', { required: true }) ?? '';
  const group = faults.line(input.group, 'group');
  const capacityKw = faults.decimal(input.capacityKw, 'capacityKw');
  const shape = readShape(input, null, faults);
  const names = readNames(input.slotNames, shape, faults);
  faults.refuseIfAny();
  const site = await findSite(scope, input.siteId);
  const { organizationId } = scope.viewer;
  const rack = scope.em.create(Rack, {
    id: newId(),
    organizationId,
    site,
    name,
    group,
    capacityKw,
    ...(shape as Shape),
  });
  await scope.em.flush();
  await insertRows(scope.em, 'slot', slotRows(rack, names ?? usualSlotNames));
  return rack;
}

type NewRack = Shape & { readonly id: string; readonly organizationId: string };

/** Slots for the places of a rack, or for those of them that `isMissing`. */
export const slotRows = (
  { id, organizationId, rows, columns }: NewRack,
  names: string,
  isMissing: (row: number, column: number) => boolean = () => true,
) =>
  placesOf(rows, columns)
    .filter(({ row, column }) => isMissing(row, column))
    .map(({ row, column }) => ({
      id: newId(),
      organization_id: organizationId,
      rack_id: id,
      row_no: row,
      column_no: column,
      label: slotLabel(names, { row, column }, columns),
    }));

/** Changes what the input names; a move to another site takes along what stands in the rack. */
export function updateRack(context: ViewerContext, input: UpdateRackInput): Promise<Rack> {
  return refuseTaken(taken, () =>
    inTransaction(context, async (scope) => {
      const rack = await findRack(scope, input.rackId);
      const faults = new Faults();
      if (input.name !== undefined) rack.name = faults.line(input.name, 'name', { required: true }) ?? rack.name;
      if (input.group !== undefined) rack.group = faults.line(input.group, 'group');
      if (input.capacityKw !== undefined) rack.capacityKw = faults.decimal(input.capacityKw, 'capacityKw');
      const shape = readShape(input, rack, faults);
      const names = readNames(input.slotNames, shape, faults);
      faults.refuseIfAny();
      if (shape) await reshape(scope, rack, shape, names);
      await scope.em.flush();
      if (input.siteId && input.siteId !== rack.site.id)
        await moveRack(scope, rack, await findSite(scope, input.siteId));
      return rack;
    }),
  );
}

/** Gives a rack another size: free slots go, new ones come; a slot in which a machine stands can't go. */
export async function reshape(scope: Scope, rack: Rack, { rows, columns }: Shape, names: string | null): Promise<void> {
  const { em } = scope;
  const slots = await em.find(Slot, { rack: rack.id });
  const outside = slots.filter((slot) => slot.row > rows || slot.column > columns);
  if (outside.length > 0) {
    const ids = `{${outside.map(({ id }) => id).join(',')}}`;
    const [stands]: { name: string }[] = await em.execute(
      'select name from miner where slot_id = any (?::uuid[]) limit 1',
      [ids],
    );
    if (stands) refuse(new Conflict('IN_USE', `${stands.name} stands in a slot that would go.`, ['input', 'rows']));
    for (const slot of outside) em.remove(slot);
  }
  const kept = slots.filter((slot) => !outside.includes(slot));
  if (names) for (const slot of kept) slot.label = slotLabel(names, slot, columns);
  Object.assign(rack, { rows, columns });
  await em.flush();
  const present = new Set(kept.map(({ row, column }) => `${row} ${column}`));
  const missing = slotRows(rack, names ?? usualSlotNames, (row, column) => !present.has(`${row} ${column}`));
  const labels = [...kept, ...missing].map(({ label }) => label.toLowerCase());
  if (new Set(labels).size < labels.length) refuse(labelTaken(['input', 'slotNames']));
  await insertRows(em, 'slot', missing);
}

const labelTaken = (path: string[]): Conflict =>
  new Conflict('NAME_TAKEN', 'Another slot of this rack has such a label.', path);

export function updateSlot(context: ViewerContext, input: UpdateSlotInput): Promise<Slot> {
  return inTransaction(context, async (scope) => {
    const slot = await findSlot(scope, input.slotId, ['input', 'slotId']);
    const faults = new Faults();
    const label = faults.line(input.label, 'label', { max: longestLabel, required: true }) ?? '';
    faults.refuseIfAny();
    // Who renames another slot of the rack at the same moment takes turns here.
    await scope.em.execute('select 1 from rack where id = ? for no key update', [slot.rack.id]);
    const others = await scope.em.find(Slot, { rack: slot.rack.id, id: { $ne: slot.id } });
    if (others.some((one) => one.label.toLowerCase() === label.toLowerCase())) refuse(labelTaken(['input', 'label']));
    slot.label = label;
    return slot;
  });
}

/** Takes an empty rack away. It has no history of its own: where machines stood is in the audit log. */
export function removeRack(context: ViewerContext, input: RemoveRackInput): Promise<Rack> {
  return inTransaction(context, async (scope) => {
    const rack = await findRack(scope, input.rackId);
    const [{ machines } = { machines: 0 }]: { machines: number }[] = await scope.em.execute(
      'select count(*)::int as machines from miner m join slot s on s.id = m.slot_id where s.rack_id = ?',
      [rack.id],
    );
    const pdus = await scope.em.count(Pdu, { rack: rack.id });
    if (machines + pdus > 0) refuse(new Conflict('IN_USE', `In this rack stand machines: ${machines}, PDUs: ${pdus}.`));
    await scope.em.execute('delete from slot where rack_id = ?', [rack.id]);
    await scope.em.execute('delete from rack where id = ?', [rack.id]);
    return rack;
  });
}

/** The viewer's rack with this id, locked; anything else is refused as missing. */
async function findRack({ em }: Scope, id: string): Promise<Rack> {
  const rows: unknown[] = isId(id) ? await em.execute('select 1 from rack where id = ? for update', [id]) : [];
  return rows.length > 0 ? em.findOneOrFail(Rack, { id }) : refuse(new NotFound(['input', 'rackId']));
}

/** The viewer's slot with this id, and its rack; anything else is refused as missing. */
export async function findSlot({ em }: Scope, id: string, path: string[]): Promise<Slot> {
  const slot = isId(id) ? await em.findOne(Slot, { id }, { populate: ['rack'] }) : null;
  return slot ?? refuse(new NotFound(path));
}
