import { Badge, type Column, DataTable, EmptyState, type Fault, Link, type TableState, When } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import type { JSX } from 'solid-js';
import type { CommandRowFragment } from '../../gql/graphql.ts';
import { batchState, type BatchState, batchStates, batchTitle, countsText, loadChange } from './command.view.ts';

/** Everything that devices were told: what, whom, why, by whom, and what became of it. */
export function CommandsTable(props: {
  rows: readonly CommandRowFragment[] | undefined;
  state: TableState;
  error: Fault | undefined;
  onRetry: () => void;
  toolbar: JSX.Element;
  /** Rows are left out by a filter. */
  filtered: boolean;
}): JSX.Element {
  const navigate = useNavigate();
  return (
    <DataTable
      label="Commands"
      noun="command"
      rows={props.rows}
      columns={columns}
      rowId={({ id }) => id}
      onOpen={({ id }) => navigate(`/commands/${id}`)}
      state={props.state}
      error={props.error}
      onRetry={props.onRetry}
      toolbar={props.toolbar}
      empty={
        <EmptyState title={props.filtered ? 'No command is in this state' : 'No commands yet'} icon="power">
          Machines and outlets are told something from their own page, or many at once from the list of machines.
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<CommandRowFragment>[] = [
  {
    id: 'command',
    header: 'Command',
    fixed: true,
    width: 'minmax(13rem, 1.5fr)',
    value: batchTitle,
    cell: (batch) => <Link href={`/commands/${batch.id}`}>{batchTitle(batch)}</Link>,
  },
  {
    id: 'state',
    header: 'State',
    width: '8rem',
    value: ({ progress }) => batchStates[batchState(progress)].word,
    cell: (batch) => <StateBadge state={batchState(batch.progress)} />,
  },
  {
    id: 'outcome',
    header: 'What became of it',
    width: 'minmax(11rem, 1fr)',
    value: ({ progress }) => countsText(progress.counts),
  },
  { id: 'reason', header: 'Reason', width: 'minmax(12rem, 2fr)', value: ({ reason }) => reason },
  {
    id: 'load',
    header: 'Expected load',
    numeric: true,
    width: '8.5rem',
    search: false,
    value: ({ effectKw }) => effectKw,
    cell: ({ effectKw }) => loadChange(effectKw),
  },
  { id: 'by', header: 'Given by', width: 'minmax(9rem, 1fr)', value: ({ requestedBy }) => requestedBy },
  {
    id: 'at',
    header: 'Given',
    width: '11rem',
    search: false,
    value: ({ createdAt }) => createdAt,
    cell: (batch) => <When at={batch.createdAt} />,
  },
];

function StateBadge(props: { state: BatchState }): JSX.Element {
  return <Badge tone={batchStates[props.state].tone}>{batchStates[props.state].word}</Badge>;
}
