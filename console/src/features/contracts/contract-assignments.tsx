import {
  asText,
  Button,
  Card,
  type Column,
  ConfirmDialog,
  count,
  createSelection,
  createTableState,
  DataTable,
  DateInput,
  dateTime,
  EmptyState,
  efficiency,
  Link,
  power,
  toast,
  useMutation,
  startOfDay,
} from '@hashyard/ui';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { May } from '../session/may.tsx';
import { graphql } from '../../gql/gql.ts';
import type { ContractAssignmentFragment, ContractStatus, ContractType } from '../../gql/graphql.ts';
import { useAllPages } from '../lists/all-pages.ts';
import { modelLabel, placeOf } from '../fleet/machines.view.ts';
import { sentAt } from './picker.view.ts';
import { type Refused, refusedOf } from './refused.view.ts';

export const contractAssignment = graphql(`
  fragment ContractAssignment on Assignment {
    from
    to
    ratedPowerW
    efficiencyJPerTh
    site {
      id
      name
    }
    miner {
      id
      name
      serial
      model {
        id
        make
        name
      }
      slot {
        id
        label
        rack {
          id
          name
        }
      }
    }
  }
`);

const contractAssignmentsDocument = graphql(`
  query ContractAssignments($id: ID!, $after: String) {
    contract(id: $id) {
      id
      assignments(first: 200, after: $after) {
        nodes {
          ...ContractAssignment
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  }
`);

const none = { nodes: [], pageInfo: { hasNextPage: false }, totalCount: 0 };

const unassignMinersDocument = graphql(`
  mutation UnassignMiners($input: UnassignMinersInput!) {
    unassignMiners(input: $input) {
      __typename
      ... on Contract {
        id
      }
      ...RefusalFields
    }
  }
`);

const unassignSitesDocument = graphql(`
  mutation UnassignSites($input: UnassignSitesInput!) {
    unassignSites(input: $input) {
      __typename
      ... on Contract {
        id
      }
      ...RefusalFields
    }
  }
`);

/** Machines, or sites, with their ranges; those that still run can be taken off. */
export function ContractAssignments(props: {
  contractId: string;
  type: ContractType;
  status: ContractStatus;
  zone: string;
  onChanged: () => void;
}): JSX.Element {
  const state = createTableState({ hidden: ['serial'], sort: { column: 'name', descending: false } });
  const selection = createSelection();
  const assignments = useAllPages(
    contractAssignmentsDocument,
    () => ({ id: props.contractId }),
    (data) => data.contract?.assignments ?? none,
  );
  const changeable = () => props.status === 'DRAFT' || props.status === 'ACTIVE' || props.status === 'SUSPENDED';
  const columns = createMemo(() => assignmentColumns(props.zone));
  const chosen = createMemo(() => {
    const running = (assignments.rows ?? []).filter((one) => one.to == null && selection.has(keyOf(one)));
    return running.flatMap(({ miner, site }) => miner ?? site ?? []);
  });
  return (
    <Card flush title="Assignments">
      <DataTable
        label="Assignments"
        noun="assignment"
        rows={assignments.rows}
        error={assignments.error}
        onRetry={assignments.refetch}
        columns={columns()}
        rowId={keyOf}
        state={state}
        selection={changeable() ? selection : undefined}
        toolbar={
          <Show when={chosen().length > 0}>
            <May do="contract:assign">
              <TakeOff
                contractId={props.contractId}
                zone={props.zone}
                units={chosen()}
                noun={props.type === 'OM' ? 'site' : 'machine'}
                onDone={() => {
                  selection.clear();
                  assignments.refetch();
                  props.onChanged();
                }}
              />
            </May>
          </Show>
        }
        empty={
          <EmptyState title="No equipment yet" icon={props.type === 'OM' ? 'site' : 'machine'}>
            {props.type === 'OM' ? 'It needs at least one site' : 'It needs at least one machine'} before it can be
            activated.
          </EmptyState>
        }
      />
    </Card>
  );
}

function TakeOff(props: {
  contractId: string;
  zone: string;
  units: readonly { id: string; name: string }[];
  noun: 'machine' | 'site';
  onDone: () => void;
}): JSX.Element {
  const miners = useMutation(unassignMinersDocument);
  const sites = useMutation(unassignSitesDocument);
  const [asking, setAsking] = createSignal(false);
  const [day, setDay] = createSignal('');
  const [refused, setRefused] = createSignal<Refused>();
  const words = () => `Take ${count(props.units.length, props.noun)} off`;
  const its = () => (props.units.length === 1 ? ['it', 'its'] : ['them', 'their']);
  const send = async () => {
    const ids = props.units.map(({ id }) => id);
    const input = { contractId: props.contractId, at: day() ? startOfDay(day(), props.zone) : undefined };
    const answer =
      props.noun === 'site'
        ? await sites.run({ input: { ...input, siteIds: ids } })
        : await miners.run({ input: { ...input, minerIds: ids } });
    if (!answer.ok) {
      const nameOf = (path: readonly string[]) => props.units.find(({ id }) => id === sentAt(path, ids))?.name;
      return void setRefused(refusedOf(answer, nameOf));
    }
    setAsking(false);
    toast(`${count(ids.length, props.noun)} taken off`);
    props.onDone();
  };
  return (
    <>
      <Button
        onClick={() => {
          setRefused(undefined);
          setDay('');
          setAsking(true);
        }}
      >
        {words()}
      </Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={words()}
        verb={words()}
        danger
        busy={miners.busy || sites.busy}
        error={refused()?.message}
        onConfirm={send}
        effect={
          <>
            <p>
              <Show
                when={props.noun === 'machine'}
                fallback={<>From then on this contract does not bill for {its()[0]}. What came before stays.</>}
              >
                From then on the customer no longer sees {its()[0]} and is not billed for {its()[1]} power. What came
                before stays.
              </Show>
            </p>
            <DateInput
              label="From the start of"
              hint="Blank: now. At or before the assignment’s start it is as if it had never been."
              value={day()}
              onChange={setDay}
            />
            <Show when={refused()?.details.length}>
              <ul class="list-disc pl-5 text-sm">
                <For each={refused()?.details}>{(detail) => <li>{detail}</li>}</For>
              </ul>
            </Show>
          </>
        }
      />
    </>
  );
}

const keyOf = (assignment: ContractAssignmentFragment): string =>
  `${assignment.miner?.id ?? assignment.site?.id ?? ''} ${assignment.from}`;

const pageOf = ({ miner, site }: ContractAssignmentFragment): string =>
  miner ? `/machines/${miner.id}` : `/sites/${site?.id}`;

const assignmentColumns = (zone: string): Column<ContractAssignmentFragment>[] => [
  {
    id: 'name',
    header: 'Equipment',
    fixed: true,
    width: 'minmax(9rem, 1.3fr)',
    value: ({ miner, site }) => miner?.name ?? site?.name,
    cell: (assignment) => <Link href={pageOf(assignment)}>{assignment.miner?.name ?? assignment.site?.name}</Link>,
  },
  {
    id: 'model',
    header: 'Model',
    width: 'minmax(9rem, 1.4fr)',
    value: ({ miner }) => miner && modelLabel(miner.model),
  },
  { id: 'place', header: 'Rack / slot', value: ({ miner }) => miner && placeOf(miner) },
  { id: 'serial', header: 'Serial', value: ({ miner }) => miner?.serial },
  {
    id: 'from',
    header: 'From',
    width: '10.5rem',
    search: false,
    value: ({ from }) => from,
    cell: (assignment) => <span title={zone}>{dateTime(assignment.from, zone)}</span>,
  },
  {
    id: 'to',
    header: 'To',
    width: '10.5rem',
    search: false,
    value: ({ to }) => to,
    cell: (assignment) => <span title={zone}>{assignment.to ? dateTime(assignment.to, zone) : 'open'}</span>,
  },
  {
    id: 'power',
    header: 'Rated power',
    numeric: true,
    width: '8rem',
    search: false,
    value: ({ ratedPowerW }) => (ratedPowerW == null ? null : Number(ratedPowerW)),
    cell: (row) => <>{asText(power(row.ratedPowerW == null ? null : Number(row.ratedPowerW)))}</>,
  },
  {
    id: 'efficiency',
    header: 'Rated efficiency',
    numeric: true,
    width: '9rem',
    search: false,
    value: ({ efficiencyJPerTh }) => (efficiencyJPerTh == null ? null : Number(efficiencyJPerTh)),
    cell: (assignment) => (
      <>{asText(efficiency(assignment.efficiencyJPerTh == null ? null : Number(assignment.efficiencyJPerTh)))}</>
    ),
  },
];
