import {
  Asked,
  asText,
  Button,
  ButtonLink,
  Card,
  count,
  createSelection,
  DateInput,
  fixed,
  hashrate,
  Link,
  NoSuch,
  Notice,
  power,
  Stat,
  toast,
  useMutation,
  useQuery,
} from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import { createMemo, createSignal, type JSX, Match, Show, Switch, untrack } from 'solid-js';
import { AssignSites } from '../features/contracts/assign-sites.tsx';
import { EquipmentPicker } from '../features/contracts/equipment-picker.tsx';
import {
  assignFrom,
  canTake,
  exceedsCap,
  sentAt,
  type PickerMachine,
  totalsOf,
} from '../features/contracts/picker.view.ts';
import { type Refused, refusedOf } from '../features/contracts/refused.view.ts';
import { RefusedNotice } from '../features/contracts/refused-notice.tsx';
import { ContractHeader } from '../features/contracts/contract-header.tsx';
import { WizardSteps } from '../features/contracts/wizard-steps.tsx';
import { graphql } from '../gql/gql.ts';
import type { ContractEquipmentQuery } from '../gql/graphql.ts';

const contractEquipmentDocument = graphql(`
  query ContractEquipment($id: ID!) {
    contract(id: $id) {
      id
      displayNumber
      type
      status
      startsOn
      timeZone
      powerCapKw
      customer {
        id
        name
        companyName
      }
      assignments(first: 1) {
        totalCount
      }
    }
  }
`);

const freeMachinesDocument = graphql(`
  query FreeMachines {
    miners(first: 5000, filter: { unassigned: true }) {
      nodes {
        ...PickerMachine
      }
      totalCount
    }
  }
`);

const assignMinersDocument = graphql(`
  mutation AssignMiners($input: AssignMinersInput!) {
    assignMiners(input: $input) {
      __typename
      ... on Contract {
        id
      }
      ...RefusalFields
    }
  }
`);

type Contract = NonNullable<ContractEquipmentQuery['contract']>;

/** Step 2 of the wizard, and later the way to bring more machines under a contract. */
export function ContractEquipmentPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(contractEquipmentDocument, () => ({ id: params.id }));
  return (
    <Asked
      query={query}
      of={(data) => data.contract}
      none={<NoSuch what="contract" icon="contract" href="/contracts" all="All contracts" />}
    >
      {(contract) => (
        <Switch fallback={<AssignEquipment contract={contract()} />}>
          <Match when={contract().type === 'INFINITY'}>
            <Notice action={<Link href={`/contracts/${params.id}`}>Open the contract</Link>}>
              {contract().displayNumber} sells hash streams: it has no equipment.
            </Notice>
          </Match>
          <Match when={contract().type === 'OM'}>
            <AssignSites contract={contract()} />
          </Match>
        </Switch>
      )}
    </Asked>
  );
}

function AssignEquipment(props: { contract: Contract }): JSX.Element {
  const navigate = useNavigate();
  const machines = useQuery(freeMachinesDocument);
  const assign = useMutation(assignMinersDocument);
  const selection = createSelection();
  const isDraft = () => props.contract.status === 'DRAFT';
  const initialFrom = untrack(() => (isDraft() ? props.contract.startsOn : ''));
  const [from, setFrom] = createSignal(initialFrom);
  const [refused, setRefused] = createSignal<Refused>();

  const offered = createMemo(() => machines.data?.miners.nodes.filter((machine) => canTake(props.contract, machine)));
  const chosen = createMemo(() => (offered() ?? []).filter(({ id }) => selection.has(id)));
  const leave = () => navigate(`/contracts/${props.contract.id}`);

  const finish = async (machines: readonly PickerMachine[]) => {
    const minerIds = machines.map(({ id }) => id);
    if (minerIds.length === 0) return leave();
    const input = { contractId: props.contract.id, minerIds, from: assignFrom(from(), props.contract) };
    const answer = await assign.run({ input });
    if (!answer.ok) {
      const nameOf = (path: readonly string[]) => machines.find(({ id }) => id === sentAt(path, minerIds))?.name;
      return void setRefused(refusedOf(answer, nameOf));
    }
    toast(`${count(minerIds.length, 'machine')} assigned`);
    leave();
  };

  return (
    <>
      <ContractHeader
        contract={props.contract}
        note={
          <Show when={isDraft()} fallback="Assign equipment">
            <WizardSteps
              type={props.contract.type}
              current={1}
              onBack={() => navigate(`/contracts/${props.contract.id}/terms`)}
            />
          </Show>
        }
      />
      <RefusedNotice refused={refused()} />
      <Chosen
        contract={props.contract}
        chosen={chosen()}
        from={from()}
        onFrom={setFrom}
        actions={
          <>
            <ButtonLink href={`/contracts/${props.contract.id}`} look="quiet">
              {isDraft() ? 'Leave as draft' : 'Cancel'}
            </ButtonLink>
            <Button
              look="primary"
              busy={assign.busy}
              disabled={!isDraft() && chosen().length === 0}
              onClick={() => finish(chosen())}
            >
              {isDraft() ? 'Complete Setup' : `Assign ${count(chosen().length, 'machine')}`}
            </Button>
          </>
        }
      />
      <Card flush>
        <EquipmentPicker machines={offered()} selection={selection} error={machines.error} onRetry={machines.refetch} />
      </Card>
    </>
  );
}

/** Running totals, since when it is assigned, and what ends the step. */
function Chosen(props: {
  contract: Contract;
  chosen: readonly PickerMachine[];
  from: string;
  onFrom: (day: string) => void;
  actions: JSX.Element;
}): JSX.Element {
  const totals = createMemo(() => totalsOf(props.chosen));
  const already = () => props.contract.assignments.totalCount;
  return (
    <Card class="sticky top-14 z-20">
      <div class="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div class="flex flex-wrap gap-x-8 gap-y-2" role="status" aria-label="Chosen machines">
          <Stat
            small
            label="Chosen"
            value={{ value: fixed(totals().units), unit: totals().units === 1 ? 'machine' : 'machines' }}
          />
          <Stat small label="Rated power" value={power(totals().powerW)} />
          <Stat small label="Rated hashrate" value={hashrate(totals().hashrateThs)} />
        </div>
        <DateInput
          label="Assigned from"
          required={props.contract.status === 'DRAFT'}
          class="w-48"
          hint={props.contract.status === 'DRAFT' ? 'By default the contract’s start' : 'Blank: from now on'}
          value={props.from}
          min={props.contract.startsOn}
          onChange={props.onFrom}
        />
        <div class="flex flex-wrap gap-2">{props.actions}</div>
      </div>
      <Show when={already() > 0}>
        <p class="mt-2 text-sm text-muted">{count(already(), 'machine')} assigned already; these come on top.</p>
      </Show>
      <Show when={exceedsCap(totals().powerW, props.contract.powerCapKw)}>
        <p class="mt-2 text-sm text-warn">
          The chosen machines are rated above the contract’s power cap of{' '}
          {asText(power(Number(props.contract.powerCapKw) * 1000))}.
        </p>
      </Show>
    </Card>
  );
}
