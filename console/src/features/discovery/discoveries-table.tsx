import {
  Badge,
  Button,
  type Column,
  count,
  createTableState,
  DataTable,
  EmptyState,
  type Selection,
  When,
} from '@hashyard/ui';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import type { DiscoveryRowFragment } from '../../gql/graphql.ts';
import type { AllPages } from '../lists/all-pages.ts';
import { FilterSelect } from '../lists/filter-select.tsx';
import { foundModel, hasReplaced, kindWords, mayHaveMoved } from './accept.view.ts';

const kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label: `${label}s` }));

/** What was found and waits for a decision; many are decided at once. */
export function DiscoveriesTable(props: {
  discoveries: AllPages<DiscoveryRowFragment>;
  selection: Selection;
  onAccept: () => void;
  onIgnore: () => void;
  ignoring: boolean;
}): JSX.Element {
  const state = createTableState();
  const [kind, setKind] = createSignal('');
  const rows = createMemo(() => props.discoveries.rows?.filter((one) => kind() === '' || one.kind === kind()));
  const chosen = () => props.selection.ids().size;
  return (
    <DataTable
      label="Found devices"
      noun="found device"
      rows={rows()}
      columns={columns}
      rowId={(discovery) => discovery.id}
      state={state}
      selection={props.selection}
      error={props.discoveries.error}
      onRetry={props.discoveries.refetch}
      toolbar={
        <>
          <FilterSelect label="Kind" all="All kinds" value={kind()} options={kinds} onChange={setKind} />
          <Show when={chosen() > 0}>
            <Button look="primary" onClick={() => props.onAccept()}>
              Accept {count(chosen(), 'device')}
            </Button>
            <Button busy={props.ignoring} onClick={() => props.onIgnore()}>
              Ignore {count(chosen(), 'device')}
            </Button>
          </Show>
        </>
      }
      empty={
        <EmptyState title="Nothing waits for a decision" icon="search">
          What a scan finds appears here: new devices, and known ones that answer from somewhere else.
        </EmptyState>
      }
    />
  );
}

const matchReasons: Record<NonNullable<DiscoveryRowFragment['matchedBy']>, (name: string) => string> = {
  MAC: (name) => `It has the MAC of ${name}: the same device at another address`,
  SERIAL: (name) => `It has the serial of ${name}: the same device at another address`,
  ADDRESS: (name) => `It stands where ${name} was kept, with another serial or MAC: a new device`,
  MODEL: (name) => `It says neither serial nor MAC, and ${name} is the only silent machine of its model`,
};

const columns: Column<DiscoveryRowFragment>[] = [
  { id: 'address', header: 'Address', fixed: true, width: 'minmax(12rem, 1.4fr)', value: (found) => found.address },
  { id: 'kind', header: 'Kind', width: '6.5rem', value: (found) => kindWords[found.kind] },
  { id: 'model', header: 'Says it is', width: 'minmax(10rem, 1.4fr)', value: foundModel },
  {
    id: 'match',
    header: 'Match',
    width: 'minmax(9rem, 1.2fr)',
    value: (found) => found.match?.name ?? 'New',
    cell: (found) => (
      <Show when={found.match} fallback={<span class="text-muted">New</span>}>
        {(match) => (
          <Badge tone="warn" title={matchReasons[found.matchedBy ?? 'MAC'](match().name)}>
            {hasReplaced(found) ? `Replaces ${match().name}` : `${match().name}, moved`}
            {mayHaveMoved(found) ? '?' : ''}
          </Badge>
        )}
      </Show>
    ),
  },
  { id: 'serial', header: 'Serial', width: 'minmax(8rem, 1fr)', value: (found) => found.serial },
  { id: 'mac', header: 'MAC', width: '9.5rem', value: (found) => found.mac },
  { id: 'firmware', header: 'Firmware', width: 'minmax(8rem, 1fr)', value: (found) => found.firmware },
  {
    id: 'seen',
    header: 'Seen',
    width: '8rem',
    search: false,
    value: (found) => found.seenAt,
    cell: (found) => <When at={found.seenAt} />,
  },
];
