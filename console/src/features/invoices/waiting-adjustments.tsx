import {
  Button,
  Card,
  createForm,
  createSubmit,
  FormDialog,
  money,
  NumberInput,
  Select,
  TextInput,
  toast,
  useMutation,
  useQuery,
  When,
} from '@hashyard/ui';
import { createSignal, For, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { notNumbers, plainDecimal, refusedHere } from '../forms/refusal.view.ts';
import { May } from '../session/may.tsx';

const waitingDocument = graphql(`
  query WaitingAdjustments($customerId: ID!) {
    customer(id: $customerId) {
      id
      currency
      waitingAdjustments {
        id
        description
        taxCode
        createdAt
        amount {
          amount
          currency
        }
      }
    }
    viewer {
      organization {
        id
        billingSettings {
          taxes {
            code
          }
        }
      }
    }
  }
`);

/** What waits for the customer's next invoice: credits, services, true-ups. */
export function WaitingAdjustments(props: { customerId: string }): JSX.Element {
  const query = useQuery(waitingDocument, () => ({ customerId: props.customerId }));
  const [adding, setAdding] = createSignal(false);
  const customer = () => query.data?.customer;
  const taxCodes = () => [...new Set(query.data?.viewer?.organization.billingSettings?.taxes.map(({ code }) => code))];
  return (
    <Show when={customer()}>
      {(known) => (
        <Card
          title="For the next invoice"
          actions={
            <May do="invoice:adjust">
              <Button icon="plus" onClick={() => setAdding(true)}>
                Add adjustment
              </Button>
            </May>
          }
        >
          <Show
            when={known().waitingAdjustments.length > 0}
            fallback={<p class="text-muted">No credit, service or correction waits.</p>}
          >
            <ul class="-my-2 flex flex-col">
              <For each={known().waitingAdjustments}>
                {(one) => (
                  <li class="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line py-2 last:border-0">
                    <div class="min-w-0 flex-1 basis-60">
                      <span class="break-words">{one.description}</span>{' '}
                      <span class="text-sm text-muted">
                        <When at={one.createdAt} />
                        <Show when={one.taxCode}>{(code) => <>, tax {code()}</>}</Show>
                      </span>
                    </div>
                    <span class="font-semibold">{money(one.amount)}</span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
          <Show when={adding()}>
            <AddAdjustment
              customerId={props.customerId}
              currency={known().currency}
              taxCodes={taxCodes()}
              onClose={() => setAdding(false)}
              onDone={() => {
                setAdding(false);
                query.refetch();
              }}
            />
          </Show>
        </Card>
      )}
    </Show>
  );
}

const addAdjustmentDocument = graphql(`
  mutation AddAdjustment($input: AddAdjustmentInput!) {
    addAdjustment(input: $input) {
      __typename
      ... on Adjustment {
        id
        amount {
          amount
          currency
        }
      }
      ...RefusalFields
    }
  }
`);

function AddAdjustment(props: {
  customerId: string;
  currency: string;
  taxCodes: readonly string[];
  onClose: () => void;
  onDone: () => void;
}): JSX.Element {
  const add = useMutation(addAdjustmentDocument);
  const currency = untrack(() => props.currency);
  const codes = untrack(() => props.taxCodes);
  const form = createForm({ description: '', amount: '', taxCode: '' });
  const typed = () => plainDecimal(form.values.amount);
  let idempotencyKey = crypto.randomUUID();
  const send = async (values: typeof form.values) => {
    const faulty = notNumbers(values, ['amount']);
    if (faulty.length > 0) return refusedHere(faulty);
    const answer = await add.run({
      input: {
        customerId: props.customerId,
        description: values.description,
        amount: { amount: typed(), currency },
        taxCode: values.taxCode || undefined,
        idempotencyKey,
      },
    });
    if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
    return answer;
  };
  const submit = createSubmit(form, send, (adjustment) => {
    toast(`${money(adjustment.amount)} waits for the next invoice`);
    props.onDone();
  });
  const effect = () => {
    if (!/[1-9]/.test(typed())) return 'It becomes a line of the customer’s next invoice in this currency.';
    return typed().startsWith('-')
      ? `The customer’s next invoice is lower by ${typed().slice(1)} ${currency}, tax apart.`
      : `The customer’s next invoice is higher by ${typed()} ${currency}, tax apart.`;
  };
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title="Add an adjustment"
      effect={<p>{effect()}</p>}
      verb="Add adjustment"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput
        label="Description"
        required
        hint="The customer reads it on the invoice"
        {...form.field('description')}
      />
      <NumberInput label="Amount" required unit={currency} hint="Below zero is a credit" {...form.field('amount')} />
      <Show when={codes.length > 0}>
        <Select
          label="Tax"
          required
          options={[{ value: '', label: 'Not taxed' }, ...codes.map((code) => ({ value: code, label: code }))]}
          {...form.field('taxCode')}
        />
      </Show>
    </FormDialog>
  );
}
