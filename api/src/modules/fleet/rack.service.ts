import type { ViewerContext } from '../../context.ts';
import { insertRows } from '../../database/insert-rows.ts';
import type { Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { NotFound, refuse } from '../../graphql/refusals.ts';
import { nameTaken, refuseTaken } from '../../graphql/taken.ts';
import { isId, newId } from '../../ids.ts';
import { findSite } from '../sites/index.ts';
import { Rack, Slot } from './fleet.entity.ts';
import type { CreateRackInput } from './rack.inputs.ts';

/** Rows or columns of a rack. */
const mostInLine = 200;
/** Slots of a rack: as many as a large container has. */
const mostSlots = 5_000;

const taken = { rack_site_id_name_key: nameTaken('a rack of this site') };

/** Makes the rack and its rows x columns slots, labelled `row-column`. */
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
  const rows = faults.whole(input.rows, 'rows', { min: 1, max: mostInLine }) ?? 1;
  const columns = faults.whole(input.columns, 'columns', { min: 1, max: mostInLine }) ?? 1;
  if (rows <= mostInLine && columns <= mostInLine && rows * columns > mostSlots)
    faults.add('TOO_MANY', ['columns'], `A rack may have ${mostSlots} slots.`);
  faults.refuseIfAny();
  const site = await findSite(scope, input.siteId);
  const { organizationId } = scope.viewer;
  const rack = scope.em.create(Rack, {
    id: newId(),
    organizationId,
    site,
    name,
    group,
    rows,
    columns,
    capacityKw: null,
  });
  await scope.em.flush();
  await insertRows(scope.em, 'slot', slotsOf(rack));
  return rack;
}

const slotsOf = ({ id, organizationId, rows, columns }: Rack) =>
  Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns) + 1, (index % columns) + 1];
    return {
      id: newId(),
      organization_id: organizationId,
      rack_id: id,
      row_no: row,
      column_no: column,
      label: `${row}-${column}`,
    };
  });

/** The viewer's slot with this id, and its rack; anything else is refused as missing. */
export async function findSlot({ em }: Scope, id: string, path: string[]): Promise<Slot> {
  const slot = isId(id) ? await em.findOne(Slot, { id }, { populate: ['rack'] }) : null;
  return slot ?? refuse(new NotFound(path));
}
