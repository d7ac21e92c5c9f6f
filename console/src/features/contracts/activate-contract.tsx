import { Button, ConfirmDialog, count, date, decimal, KeyValueList, lastDay, toast, useMutation } from '@hashyard/ui';
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
    status
    startsOn
    endsOn
    billingMethod
    rate
    currency
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
  const contract = () => props.contract;
  let idempotencyKey = '';

  const send = async () => {
    const answer = await activate.run({ input: { contractId: contract().id, idempotencyKey } });
    if (!answer.ok) {
      idempotencyKey = crypto.randomUUID();
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
                { label: 'Equipment', value: count(contract().assignments.totalCount, 'machine') },
                {
                  label: 'Billed',
                  value: contract().rate
                    ? `${methodWords[contract().billingMethod]}, ${decimal(contract().rate, 2)} ${contract().currency} per kWh`
                    : methodWords[contract().billingMethod],
                },
              ]}
            />
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
