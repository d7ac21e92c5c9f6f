import { Button, ButtonLink, type Column, createTableState, DataTable, decimal, EmptyState, fixed } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { RackRowFragment } from '../../gql/graphql.ts';
import { May, useMay } from '../session/may.tsx';
import { RackDialog } from './rack-dialog.tsx';
import { RemoveRack } from './remove-rack.tsx';

export const rackRow = graphql(`
  fragment RackRow on Rack {
    id
    name
    group
    rows
    columns
    capacityKw
    capacity {
      slots
      slotsTaken
      slotsFree
      capacityKw
      ratedKw
      freeKw
    }
  }
`);

/** A site's racks with what is taken and free in each. */
export function RacksTable(props: {
  siteId: string;
  racks: readonly RackRowFragment[];
  onChanged: () => void;
}): JSX.Element {
  const state = createTableState();
  const mayManage = useMay('fleet:manage');
  const [open, setOpen] = createSignal<{ rack: RackRowFragment; removing: boolean }>();
  const done = () => {
    setOpen(undefined);
    props.onChanged();
  };
  const actions: Column<RackRowFragment> = {
    id: 'actions',
    header: 'Actions',
    width: '9.5rem',
    search: false,
    value: () => null,
    cell: (rack) => (
      <span class="flex gap-1">
        <Button
          class="min-h-6! py-0"
          aria-label={`Edit ${rack.name}`}
          onClick={() => setOpen({ rack, removing: false })}
        >
          Edit
        </Button>
        <Button
          class="min-h-6! py-0"
          look="quiet"
          aria-label={`Remove ${rack.name}`}
          disabled={(rack.capacity?.slotsTaken ?? 1) > 0}
          onClick={() => setOpen({ rack, removing: true })}
        >
          Remove
        </Button>
      </span>
    ),
  };
  const add = (
    <May do="fleet:manage">
      <ButtonLink href={`/sites/${props.siteId}/racks/new`} icon="plus">
        Add racks
      </ButtonLink>
      <ButtonLink href={`/sites/${props.siteId}/racks/import`}>Import racks</ButtonLink>
    </May>
  );
  return (
    <>
      <DataTable
        label="Racks"
        noun="rack"
        rows={props.racks}
        columns={mayManage() ? [...columns, actions] : columns}
        rowId={(rack) => rack.id}
        state={state}
        toolbar={add}
        empty={
          <EmptyState title="No racks at this site yet" icon="rack" action={add}>
            Racks with rows and columns of slots make the map on which machines stand.
          </EmptyState>
        }
      />
      <Show when={open()} keyed>
        {({ rack, removing }) => (
          <Show
            when={removing}
            fallback={
              <RackDialog rack={rack} siteId={props.siteId} onClose={() => setOpen(undefined)} onSaved={done} />
            }
          >
            <RemoveRack rack={rack} onClose={() => setOpen(undefined)} onRemoved={done} />
          </Show>
        )}
      </Show>
    </>
  );
}

const kilowatts = (text: string | null | undefined): string => (text == null ? '–' : `${decimal(text, 1)} kW`);
const isOver = ({ capacity }: RackRowFragment): boolean => Number(capacity?.freeKw ?? 0) < 0;

const columns: Column<RackRowFragment>[] = [
  { id: 'name', header: 'Name', fixed: true, width: 'minmax(8rem, 1fr)', value: (rack) => rack.name },
  { id: 'group', header: 'Group', width: 'minmax(8rem, 1fr)', value: (rack) => rack.group },
  {
    id: 'size',
    header: 'Rows × columns',
    width: '9rem',
    search: false,
    value: (rack) => `${rack.rows} × ${rack.columns}`,
  },
  {
    id: 'taken',
    header: 'Slots taken',
    numeric: true,
    width: '8rem',
    search: false,
    value: (rack) => rack.capacity?.slotsTaken,
    cell: (rack) => (
      <>
        {fixed(rack.capacity?.slotsTaken)} of {fixed(rack.capacity?.slots)}
      </>
    ),
  },
  {
    id: 'free',
    header: 'Slots free',
    numeric: true,
    width: '7rem',
    search: false,
    value: (rack) => rack.capacity?.slotsFree,
  },
  {
    id: 'rated',
    header: 'Rated there',
    numeric: true,
    width: '8rem',
    search: false,
    value: (rack) => Number(rack.capacity?.ratedKw),
    cell: (rack) => <>{kilowatts(rack.capacity?.ratedKw)}</>,
  },
  {
    id: 'capacity',
    header: 'Capacity',
    numeric: true,
    width: '8rem',
    search: false,
    value: (rack) => (rack.capacityKw == null ? null : Number(rack.capacityKw)),
    cell: (rack) => <>{kilowatts(rack.capacityKw)}</>,
  },
  {
    id: 'left',
    header: 'Capacity free',
    numeric: true,
    width: '8.5rem',
    search: false,
    value: (rack) => (rack.capacity?.freeKw == null ? null : Number(rack.capacity.freeKw)),
    cell: (rack) => <span class={isOver(rack) ? 'text-warn' : ''}>{kilowatts(rack.capacity?.freeKw)}</span>,
  },
];
