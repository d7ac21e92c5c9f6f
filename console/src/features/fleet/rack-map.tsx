import { ButtonLink, EmptyState, SlotMap } from '@hashyard/ui';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { RackPlanFragment } from '../../gql/graphql.ts';
import { useUrlFilter } from '../lists/url-filter.ts';
import { May } from '../session/may.tsx';
import {
  cellOf,
  type Heat,
  HEATS,
  heatWords,
  ownerNames,
  sameScale,
  scaleOf,
  statusLegend,
  takenText,
} from './rack-map.view.ts';
import { SlotPanel } from './slot-panel.tsx';
import type { Machines } from './use-machines.ts';

export const rackPlan = graphql(`
  fragment RackPlan on Rack {
    id
    name
    group
    rows
    columns
    slots {
      id
      row
      column
      label
    }
  }
`);

/** A site's racks as a plan, coloured by what one asks for. The chosen heat and slot stay in the URL. */
export function RackMap(props: {
  siteId: string;
  racks: readonly RackPlanFragment[];
  machines: Machines;
}): JSX.Element {
  const [chosen, setChosen] = useUrlFilter('heat');
  const [slot, setSlot] = useUrlFilter('slot');
  const heat = (): Heat => HEATS.find((one) => one === chosen()) ?? 'hashrate';
  const bySlot = createMemo(() => {
    const found = new Map<string, string>();
    for (const machine of props.machines.bases) if (machine.slot) found.set(machine.slot.id, machine.id);
    return found;
  });
  const machineAt = (slotId: string) => {
    const id = bySlot().get(slotId);
    return id === undefined ? undefined : props.machines.byId.get(id);
  };
  const owners = createMemo(() => ownerNames(props.machines.bases));
  // While its ends are the same it is the same: another scale paints every slot anew.
  const measure = createMemo(
    () => {
      const wanted = heat();
      return wanted === 'owner' || wanted === 'status' ? undefined : scaleOf(props.machines.rows ?? [], wanted);
    },
    undefined,
    { equals: sameScale },
  );
  const add = (look: 'primary' | 'secondary') => (
    <May do="fleet:manage">
      <ButtonLink href={`/sites/${props.siteId}/racks/new`} look={look} icon="plus">
        Add racks
      </ButtonLink>
    </May>
  );
  const slots = () => props.racks.reduce((sum, rack) => sum + rack.slots.length, 0);

  return (
    <Show
      when={props.racks.length > 0}
      fallback={
        <EmptyState title="No racks at this site yet" icon="rack" action={add('primary')}>
          Racks with rows and columns of slots make the map on which machines stand.
        </EmptyState>
      }
    >
      <div class="flex flex-col gap-4">
        <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <HeatChoice value={heat()} onChange={setChosen} />
          <span class="flex flex-wrap items-center gap-3 text-sm text-muted">
            {takenText(slots(), bySlot().size)}
            {add('secondary')}
          </span>
        </div>
        <div class="flex items-start gap-6">
          {/* What one points at is said at the map’s foot, which is far below on a large site: it stays in sight. */}
          <div class="min-w-0 flex-1 [&>div>[role=status]]:sticky [&>div>[role=status]]:bottom-0 [&>div>[role=status]]:bg-surface [&>div>[role=status]]:py-2">
            <SlotMap
              label={`Racks by ${heatWords[heat()].toLowerCase()}`}
              racks={props.racks}
              cell={(slotId) => cellOf(machineAt(slotId), heat(), owners())}
              scale={measure()?.scale}
              scaleLabels={measure()?.labels}
              categories={heat() === 'owner' ? owners() : undefined}
              legend={heat() === 'status' ? statusLegend : undefined}
              selected={slot() || null}
              onOpen={setSlot}
            />
          </div>
          <SlotPanel racks={props.racks} slotId={slot()} machine={machineAt(slot())} onClose={() => setSlot('')} />
        </div>
      </div>
    </Show>
  );
}

function HeatChoice(props: { value: Heat; onChange: (heat: Heat) => void }): JSX.Element {
  return (
    <fieldset class="flex flex-wrap items-center gap-1">
      <legend class="sr-only">Colour by</legend>
      <For each={HEATS}>
        {(heat) => (
          <label class="flex min-h-[var(--control)] cursor-pointer items-center rounded border border-line-strong/60 px-3 has-[:checked]:border-accent has-[:checked]:bg-accent-soft has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent">
            <input
              type="radio"
              name="heat"
              class="sr-only"
              checked={props.value === heat}
              onChange={() => props.onChange(heat)}
            />
            {heatWords[heat]}
          </label>
        )}
      </For>
    </fieldset>
  );
}
