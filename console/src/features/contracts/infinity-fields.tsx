import { asText, Card, type Form, hashrate, Notice, NumberInput, Select, TextInput, useQuery } from '@hashyard/ui';
import { createMemo, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { modelLabel } from '../fleet/machines.view.ts';
import type { ContractValues } from './contract-form.view.ts';

const infinityChoicesDocument = graphql(`
  query InfinityChoices {
    sites(first: 200) {
      nodes {
        id
        name
        sellableHashrateThs
        customer {
          id
        }
      }
    }
    minerModels(first: 200) {
      nodes {
        id
        make
        name
      }
    }
  }
`);

/** Hash streams: whose pool they come from, how much, at what price. Fee and wallet are kept on record only. */
export function InfinityFields(props: { form: Form<ContractValues>; currency: string }): JSX.Element {
  const choices = useQuery(infinityChoicesDocument);
  const form = () => props.form;
  const sites = createMemo(() => (choices.data?.sites.nodes ?? []).filter(({ customer }) => !customer));
  const site = () => sites().find(({ id }) => id === form().values['infinity.siteId']);
  const sellable = () => site()?.sellableHashrateThs;
  const models = () =>
    (choices.data?.minerModels.nodes ?? []).map((model) => ({ value: model.id, label: modelLabel(model) }));
  return (
    <Card title="Hash streams">
      <div class="flex flex-col gap-4">
        <Show when={choices.error}>
          {(fault) => <Notice tone="bad">{`${fault().title}. ${fault().advice}`}</Notice>}
        </Show>
        <div class="grid gap-4 sm:grid-cols-2">
          <Select
            label="Site"
            required
            placeholder="Choose a site"
            hint={sellableHint(site() !== undefined, sellable())}
            options={sites().map(({ id, name }) => ({ value: id, label: name }))}
            {...form().field('infinity.siteId')}
          />
          <NumberInput label="Hashrate" required unit="TH/s" {...form().field('infinity.hashrateThs')} />
          <NumberInput
            label="Price per TH/s and day"
            required
            unit={props.currency}
            {...form().field('infinity.ratePerThsDay')}
          />
          <NumberInput
            label="Guaranteed"
            unit="%"
            hint="What is delivered below this is credited"
            {...form().field('infinity.guaranteedPercent')}
          />
          <Select
            label="Model"
            placeholder="None"
            hint="What the hashrate is quoted as"
            options={models()}
            {...form().field('infinity.modelId')}
          />
          <NumberInput label="Quantity" whole {...form().field('infinity.quantity')} />
          <NumberInput
            label="Connector fee"
            unit="%"
            hint="On record, not settled"
            {...form().field('infinity.connectorFeePercent')}
          />
          <TextInput label="Payout wallet" hint="On record, not settled" {...form().field('infinity.payoutWallet')} />
        </div>
      </div>
    </Card>
  );
}

function sellableHint(chosen: boolean, sellableThs: string | null | undefined): string {
  if (!chosen) return 'Whose sellable hashrate it draws on';
  if (sellableThs == null) return 'This site has no sellable hashrate set yet';
  return `${asText(hashrate(Number(sellableThs)))} of this site may be sold; checked at activation`;
}
