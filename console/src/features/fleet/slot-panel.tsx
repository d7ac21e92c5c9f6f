import {
  asText,
  ButtonLink,
  efficiency,
  hashrate,
  IconButton,
  KeyValueList,
  Link,
  percent,
  StatusMark,
  temperature,
  When,
} from '@hashyard/ui';
import { createEffect, type JSX, onCleanup, Show } from 'solid-js';
import type { RackPlanFragment } from '../../gql/graphql.ts';
import { SlotOutlets } from '../power/slot-outlets.tsx';
import { customerLabel } from '../customers/customer.view.ts';
import { customerOf, type Machine, modelLabel } from './machines.view.ts';
import { RenameSlot } from './rename-slot.tsx';
import { fansText, percentOfRated, powerText, uptimeText } from './readings.view.ts';

/** What stands in the chosen slot: beside the map on a wide screen, over its foot on a small one. Escape closes it. */
export function SlotPanel(props: {
  racks: readonly RackPlanFragment[];
  slotId: string;
  machine: Machine | undefined;
  onClose: () => void;
}): JSX.Element {
  const place = () => {
    for (const rack of props.racks) {
      const slot = rack.slots.find(({ id }) => id === props.slotId);
      if (slot) return { rack, slot };
    }
    return undefined;
  };
  createEffect(() => {
    if (!props.slotId) return;
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && props.onClose();
    document.addEventListener('keydown', onKey);
    onCleanup(() => document.removeEventListener('keydown', onKey));
  });
  return (
    <Show when={place()}>
      {(at) => (
        <aside
          aria-label={`Slot ${at().slot.label} in ${at().rack.name}`}
          class="flex flex-col gap-3 [&_dd]:wrap-anywhere border border-line bg-raised p-4 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:max-h-[70dvh] max-lg:overflow-y-auto max-lg:rounded-t-lg max-lg:shadow-float lg:sticky lg:top-20 lg:w-80 lg:shrink-0 lg:rounded"
        >
          <header class="flex items-start justify-between gap-2">
            <div class="min-w-0">
              <div class="text-sm text-muted">
                {at().rack.name}, slot {at().slot.label} (row {at().slot.row}, column {at().slot.column})
              </div>
              <h2 class="break-words">{props.machine?.name ?? 'Empty slot'}</h2>
            </div>
            <IconButton icon="close" label="Close slot" class="-mr-2 -mt-2" onClick={() => props.onClose()} />
          </header>
          <Show when={props.machine} fallback={<p class="text-muted">No machine stands here.</p>}>
            {(machine) => <SlotMachine machine={machine()} />}
          </Show>
          <RenameSlot slot={at().slot} />
        </aside>
      )}
    </Show>
  );
}

function SlotMachine(props: { machine: Machine }): JSX.Element {
  const reading = () => props.machine.reading;
  const customer = () => customerOf(props.machine);
  return (
    <>
      <KeyValueList
        items={[
          { label: 'Status', value: <StatusMark status={props.machine.status} reason={props.machine.statusReason} /> },
          { label: 'Why', value: <>{props.machine.statusReason}</> },
          {
            label: 'Hashrate',
            value: (
              <>
                {asText(hashrate(reading()?.hashrateThs))}{' '}
                <span class="text-muted">
                  {percent(percentOfRated(reading()?.hashrateThs, props.machine.ratedHashrateThs), 0)} of rated
                </span>
              </>
            ),
          },
          { label: 'Power', value: <>{powerText(reading()?.powerW, reading()?.powerKind)}</> },
          { label: 'Efficiency', value: <>{asText(efficiency(reading()?.efficiencyJPerTh))}</> },
          { label: 'Hottest', value: <>{asText(temperature(reading()?.temperatureC))}</> },
          { label: 'Inlet', value: <>{asText(temperature(reading()?.inletTemperatureC))}</> },
          { label: 'Fans', value: <>{fansText(reading()?.fansRpm) ?? '–'}</> },
          { label: 'Uptime', value: <>{uptimeText(reading()?.uptimeSeconds) ?? '–'}</> },
          { label: 'Pool', value: <>{reading()?.pool ?? '–'}</> },
          { label: 'Faults', value: <>{reading()?.faults.join(', ') || 'None reported'}</> },
          { label: 'Model', value: <>{modelLabel(props.machine.model)}</> },
          { label: 'Address', value: <>{props.machine.address ?? '–'}</> },
          {
            label: 'Customer',
            value: (
              <Show when={customer()} fallback="–">
                {(known) => <Link href={`/customers/${known().id}`}>{customerLabel(known())}</Link>}
              </Show>
            ),
          },
          { label: 'Reading', value: <When at={reading()?.takenAt ?? props.machine.lastSeenAt} /> },
        ]}
      />
      <SlotOutlets minerId={props.machine.id} siteId={props.machine.site.id} />
      <ButtonLink href={`/machines/${props.machine.id}`} icon="machine">
        Open machine
      </ButtonLink>
    </>
  );
}
