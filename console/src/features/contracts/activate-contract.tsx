import {
  asText,
  Button,
  Checkbox,
  ConfirmDialog,
  count,
  date,
  decimal,
  hashrate,
  KeyValueList,
  lastDay,
  toast,
  useMutation,
} from '@hashyard/ui';
import { createSignal, For, type JSX, Show } from 'solid-js';
import { May } from '../session/may.tsx';
import { graphql } from '../../gql/gql.ts';
import type { ActivateContractFragment } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { methodWords } from './contract.words.ts';
import { type Refused, refusedOf } from './refused.view.ts';

export const activateContract = graphql(`
  fragment ActivateContract on Contract {
    id
    displayNumber
    type
    status
    startsOn
    endsOn
    billingMethod
    rate
    currency
    infinity {
      hashrateThs
    }
    customer {
      id
      name
      companyName
    }
    assignments(first: 1) {
      totalCount
    }
  }
`);

const activateContractDocument = graphql(`
  mutation ActivateContract($input: ActivateContractInput!) {
    activateContract(input: $input) {
      __typename
      ... on Contract {
        ...ActivateContract
        number
      }
      ...RefusalFields
    }
  }
`);

/** Makes a draft binding, after showing what it then bills. */
export function ActivateContract(props: {
  contract: ActivateContractFragment;
  onActivated: () => void;
  inTable?: boolean;
}): JSX.Element {
  const activate = useMutation(activateContractDocument);
  const [asking, setAsking] = createSignal(false);
  const [refused, setRefused] = createSignal<Refused>();
  const [overCapacity, setOverCapacity] = createSignal(false);
  const [override, setOverride] = createSignal(false);
  const contract = () => props.contract;
  let idempotencyKey = '';

  const send = async () => {
    const answer = await activate.run({
      input: { contractId: contract().id, overrideCapacity: override(), idempotencyKey },
    });
    if (!answer.ok) {
      idempotencyKey = crypto.randomUUID();
      setOverCapacity('refusal' in answer && answer.refusal.code === 'CAPACITY_EXCEEDED');
      return void setRefused(refusedOf(answer));
    }
    setAsking(false);
    toast(`Contract ${answer.value.displayNumber} is active`);
    props.onActivated();
  };

  return (
    <May do="contract:activate">
      <Button
        look={props.inTable ? 'secondary' : 'primary'}
        class={props.inTable ? 'min-h-6! py-0' : ''}
        onClick={() => {
          idempotencyKey = crypto.randomUUID();
          setRefused(undefined);
          setOverCapacity(false);
          setOverride(false);
          setAsking(true);
        }}
      >
        Activate
      </Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={`Activate ${contract().displayNumber}`}
        verb="Activate contract"
        busy={activate.busy}
        error={refused()?.message}
        onConfirm={send}
        effect={
          <>
            <p>
              The contract gets its permanent number and is billed from its start. Its terms can’t be edited afterwards.
            </p>
            <KeyValueList
              items={[
                { label: 'Customer', value: customerLabel(contract().customer) },
                { label: 'From', value: `${date(contract().startsOn)} to ${date(lastDay(contract().endsOn))}` },
                { label: 'Equipment', value: equipmentWords(contract()) },
                {
                  label: 'Billed',
                  value: contract().rate
                    ? `${methodWords[contract().billingMethod]}, ${decimal(contract().rate, 2)} ${contract().currency} per kWh`
                    : methodWords[contract().billingMethod],
                },
              ]}
            />
            <Show when={overCapacity()}>
              <Checkbox
                label="Sell it although the site’s sellable hashrate is exceeded"
                hint="Kept in the audit"
                value={override()}
                onChange={setOverride}
              />
            </Show>
            <Show when={refused()?.details.length}>
              <ul class="list-disc pl-5 text-sm">
                <For each={refused()?.details}>{(detail) => <li>{detail}</li>}</For>
              </ul>
            </Show>
          </>
        }
      />
    </May>
  );
}

function equipmentWords({ type, assignments, infinity }: ActivateContractFragment): string {
  if (type === 'INFINITY') return infinity ? `${asText(hashrate(Number(infinity.hashrateThs)))} of hash streams` : '–';
  return count(assignments.totalCount, type === 'OM' ? 'site' : 'machine');
}
