import { Badge, type Column, DataTable, dateTime, EmptyState, useWide } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { eventWords } from './metering.words.ts';
import { type Looked, type MeterEventRow, useMeterEvents } from './use-meter-data.ts';

/** What happened to registers, the newest first: what checks saw, what people said, which rows were rejected. */
export function MeterEvents(props: {
  looked: Looked;
  zone: string;
  registerId?: string;
  maxHeight?: string;
}): JSX.Element {
  const events = useMeterEvents(() => ({ ...props.looked, registerId: props.registerId }));
  const wide = useWide();
  const columns = () => columnsIn(props.zone).filter(({ id }) => id !== 'register' || !props.registerId);
  return (
    <DataTable
      label="Events"
      noun="event"
      rows={events.rows}
      columns={columns()}
      rowId={(event) => `${event.kind} ${event.register.id} ${event.from} ${event.registerWh}`}
      error={events.error}
      onRetry={events.refetch}
      maxHeight={props.maxHeight}
      noSearch={props.registerId !== undefined}
      card={wide() ? undefined : (event) => <EventCard event={event} zone={props.zone} />}
      empty={
        <EmptyState title="Nothing out of the ordinary" icon="check">
          What checks find, what people say of readings, and which rows are rejected is listed here.
        </EmptyState>
      }
    />
  );
}

const columnsIn = (zone: string): Column<MeterEventRow>[] => [
  {
    id: 'at',
    header: 'When',
    width: '10rem',
    value: (event) => event.from,
    cell: (event) => dateTime(event.from, zone),
  },
  { id: 'register', header: 'Register', width: 'minmax(8rem, 1fr)', value: (event) => event.register.name },
  {
    id: 'kind',
    header: 'What',
    width: '10rem',
    value: (event) => eventWords[event.kind].word,
    cell: (event) => <EventBadge event={event} />,
  },
  { id: 'detail', header: 'Why', width: 'minmax(12rem, 3fr)', value: (event) => detailOf(event) },
  { id: 'actor', header: 'By', width: 'minmax(7rem, 1fr)', value: (event) => event.actor ?? 'A check' },
];

const EventBadge = (props: { event: MeterEventRow }): JSX.Element => (
  <Badge tone={eventWords[props.event.kind].tone}>{eventWords[props.event.kind].word}</Badge>
);

function EventCard(props: { event: MeterEventRow; zone: string }): JSX.Element {
  return (
    <div class="flex h-full flex-col justify-center gap-1 px-4">
      <span class="flex items-center gap-2">
        <EventBadge event={props.event} />
        <span class="text-sm text-muted">{dateTime(props.event.from, props.zone)}</span>
      </span>
      <span class="truncate">{props.event.register.name}</span>
      <span class="truncate text-sm text-muted">{detailOf(props.event)}</span>
    </div>
  );
}

const detailOf = ({ registerWh, detail }: MeterEventRow): string =>
  [registerWh && `${registerWh} Wh`, detail].filter(Boolean).join(': ');
