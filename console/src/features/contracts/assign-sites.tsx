import {
  Asked,
  Button,
  ButtonLink,
  Card,
  Checkbox,
  count,
  DateInput,
  EmptyState,
  SkeletonLines,
  toast,
  useMutation,
  useQuery,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { createSignal, For, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { ContractEquipmentQuery } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { assignFrom, sentAt } from './picker.view.ts';
import { RefusedNotice } from './refused-notice.tsx';
import { type Refused, refusedOf } from './refused.view.ts';
import { ContractHeader } from './contract-header.tsx';
import { WizardSteps } from './wizard-steps.tsx';

const customerSitesDocument = graphql(`
  query CustomerSites($customerId: ID!) {
    sites(first: 200, filter: { customerId: $customerId }) {
      nodes {
        id
        name
        city
        region
        country
      }
    }
  }
`);

const assignSitesDocument = graphql(`
  mutation AssignSites($input: AssignSitesInput!) {
    assignSites(input: $input) {
      __typename
      ... on Contract {
        id
      }
      ...RefusalFields
    }
  }
`);

/** Step 2 of an O&M contract: which of the customer's own sites are run under it. */
export function AssignSites(props: { contract: NonNullable<ContractEquipmentQuery['contract']> }): JSX.Element {
  const navigate = useNavigate();
  const sites = useQuery(customerSitesDocument, () => ({ customerId: props.contract.customer.id }));
  const assign = useMutation(assignSitesDocument);
  const isDraft = () => props.contract.status === 'DRAFT';
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [from, setFrom] = createSignal(untrack(() => (isDraft() ? props.contract.startsOn : '')));
  const [refused, setRefused] = createSignal<Refused>();
  const choose = (id: string, on: boolean) =>
    setChosen((before) => (on ? [...before, id] : before.filter((one) => one !== id)));
  const leave = () => navigate(`/contracts/${props.contract.id}`);

  const finish = async (siteIds: readonly string[]) => {
    if (siteIds.length === 0) return leave();
    const input = { contractId: props.contract.id, siteIds: [...siteIds], from: assignFrom(from(), props.contract) };
    const answer = await assign.run({ input });
    if (!answer.ok) {
      const nameOf = (path: readonly string[]) =>
        sites.data?.sites.nodes.find(({ id }) => id === sentAt(path, siteIds))?.name;
      return void setRefused(refusedOf(answer, nameOf));
    }
    toast(`${count(siteIds.length, 'site')} assigned`);
    leave();
  };

  return (
    <>
      <ContractHeader
        contract={props.contract}
        note={
          <Show when={isDraft()} fallback="Assign sites">
            <WizardSteps type="OM" current={1} onBack={() => navigate(`/contracts/${props.contract.id}/terms`)} />
          </Show>
        }
      />
      <RefusedNotice refused={refused()} />
      <Card title={`Sites of ${customerLabel(props.contract.customer)}`} class="max-w-4xl">
        <Asked
          query={sites}
          of={(data) => data.sites.nodes}
          skeleton={<SkeletonLines lines={3} />}
          none={
            <EmptyState
              title="This customer has no site yet"
              icon="site"
              action={<ButtonLink href="/sites">Open sites</ButtonLink>}
            >
              O&M runs a site of the customer’s own. Name the customer at the site, then come back.
            </EmptyState>
          }
        >
          {(known) => (
            <div class="flex flex-col gap-3">
              <For each={known()}>
                {(site) => (
                  <Checkbox
                    label={site.name}
                    hint={[site.city, site.region, site.country].filter(Boolean).join(', ')}
                    value={chosen().includes(site.id)}
                    onChange={(on) => choose(site.id, on)}
                  />
                )}
              </For>
            </div>
          )}
        </Asked>
      </Card>
      <div class="flex max-w-4xl flex-wrap items-end gap-3">
        <DateInput
          label="Assigned from"
          required={isDraft()}
          class="w-48"
          hint={isDraft() ? 'By default the contract’s start' : 'Blank: from now on'}
          value={from()}
          min={props.contract.startsOn}
          onChange={setFrom}
        />
        <ButtonLink href={`/contracts/${props.contract.id}`} look="quiet">
          {isDraft() ? 'Leave as draft' : 'Cancel'}
        </ButtonLink>
        <Button
          look="primary"
          busy={assign.busy}
          disabled={!isDraft() && chosen().length === 0}
          onClick={() => finish(chosen())}
        >
          {isDraft() ? 'Complete Setup' : `Assign ${count(chosen().length, 'site')}`}
        </Button>
      </div>
    </>
  );
}
