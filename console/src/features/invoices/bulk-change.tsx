import {
  count,
  createForm,
  createSubmit,
  FormDialog,
  KeyValueList,
  Menu,
  money,
  TextInput,
  toast,
  useMutation,
} from '@hashyard/ui';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceChange, InvoiceRowFragment } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { refusedOf } from '../contracts/refused.view.ts';
import type { Permission } from '../session/may.tsx';
import { useSession } from '../session/session.tsx';
import { fitting } from './bulk.view.ts';
import { totalsOf } from './preview.view.ts';

const changeInvoicesDocument = graphql(`
  mutation ChangeInvoices($input: ChangeInvoicesInput!) {
    changeInvoices(input: $input) {
      __typename
      ... on InvoicesChanged {
        ids
      }
      ...RefusalFields
    }
  }
`);

type Words = { label: string; effect: string; done: string; permission: Permission; reason?: true; danger?: true };

const words: Record<InvoiceChange, Words> = {
  ISSUE: {
    label: 'Issue',
    effect: 'Each gets its number, its dates, its PDF and its evidence, and can’t change any more. Nothing is mailed.',
    done: 'issued',
    permission: 'invoice:issue',
  },
  ISSUE_AND_SEND: {
    label: 'Issue and send',
    effect: 'Each is issued for good, and its customer gets a mail with the PDF.',
    done: 'issued and mailed',
    permission: 'invoice:issue',
  },
  SEND: {
    label: 'Send',
    effect: 'Each customer gets a mail with the PDF, once more where it had one.',
    done: 'mailed',
    permission: 'invoice:send',
  },
  RECOMPUTE: {
    label: 'Compute anew',
    effect: 'Their lines come from what is known now, and what holds them is judged again.',
    done: 'computed anew',
    permission: 'invoice:recompute',
  },
  HOLD: {
    label: 'Hold',
    effect: 'None of them is issued or mailed until somebody releases it.',
    done: 'held',
    permission: 'invoice:hold',
    reason: true,
  },
  WRITE_OFF: {
    label: 'Write off',
    effect: 'What is still due on them is given up.',
    done: 'written off',
    permission: 'invoice:write-off',
    reason: true,
    danger: true,
  },
  CANCEL: {
    label: 'Cancel',
    effect: 'Nothing of them is due any more, and their periods can be billed again.',
    done: 'cancelled',
    permission: 'invoice:cancel',
    reason: true,
    danger: true,
  },
};
const changes = Object.keys(words) as InvoiceChange[];

/** What can be done with the chosen invoices: only what fits some of them, with how many it fits. */
export function BulkChange(props: { chosen: readonly InvoiceRowFragment[]; onDone: () => void }): JSX.Element {
  const session = useSession();
  const [asking, setAsking] = createSignal<InvoiceChange>();
  const may = (permission: Permission) => session.viewer.permissions.includes(permission);
  const items = () =>
    changes
      .filter((change) => may('invoice:change') && may(words[change].permission))
      .map((change) => ({ change, many: fitting(props.chosen, change).length }))
      .filter(({ many }) => many > 0)
      .map(({ change, many }) => ({
        label: `${words[change].label} ${count(many, 'invoice')}`,
        danger: words[change].danger,
        onSelect: () => setAsking(change),
      }));
  return (
    <Show when={items().length > 0}>
      <Menu
        label="Change the chosen invoices"
        trigger={<span class="px-1 font-medium">Change {props.chosen.length} chosen</span>}
        class="border border-line-strong/60"
        items={items()}
      />
      <Show when={asking()}>
        {(change) => (
          <BulkDialog
            change={change()}
            chosen={props.chosen}
            onClose={() => setAsking(undefined)}
            onDone={() => {
              setAsking(undefined);
              props.onDone();
            }}
          />
        )}
      </Show>
    </Show>
  );
}

function BulkDialog(props: {
  change: InvoiceChange;
  chosen: readonly InvoiceRowFragment[];
  onClose: () => void;
  onDone: () => void;
}): JSX.Element {
  const run = useMutation(changeInvoicesDocument);
  const change = untrack(() => props.change);
  // What was chosen when the dialog opened: the list behind it may go on moving.
  const chosen = untrack(() => props.chosen);
  const invoices = fitting(chosen, change);
  const said = words[change];
  const form = createForm({ reason: '' });
  const [details, setDetails] = createSignal<readonly string[]>([]);
  let idempotencyKey = crypto.randomUUID();
  const nameOf = (path: readonly string[]) => {
    const invoice = invoices[Number(path[2])];
    return path[1] === 'invoiceIds' && invoice ? (invoice.number ?? customerLabel(invoice.customer)) : undefined;
  };
  const send = async ({ reason }: { reason: string }) => {
    const answer = await run.run({
      input: {
        invoiceIds: invoices.map(({ id }) => id),
        change,
        reason: said.reason ? reason : undefined,
        idempotencyKey,
      },
    });
    setDetails(answer.ok ? [] : refusedOf(answer, nameOf).details);
    if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
    return answer;
  };
  const submit = createSubmit(form, send, () => {
    toast(`${count(invoices.length, 'invoice')} ${said.done}`);
    props.onDone();
  });
  const left = chosen.length - invoices.length;
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`${said.label} ${count(invoices.length, 'invoice')}`}
      effect={
        <>
          <p>{said.effect} All of them or, if one can’t, none.</p>
          <KeyValueList
            items={[
              { label: 'Invoices', value: String(invoices.length) },
              { label: 'Customers', value: String(new Set(invoices.map(({ customer }) => customer.id)).size) },
              {
                label: 'Amount',
                value: totalsOf(invoices.map(({ total }) => total))
                  .map(money)
                  .join(', '),
              },
              ...(left > 0 ? [{ label: 'Left as they are', value: `${left}: this doesn’t fit their status` }] : []),
            ]}
          />
        </>
      }
      verb={`${said.label} ${count(invoices.length, 'invoice')}`}
      danger={said.danger}
      busy={form.busy()}
      message={form.message()}
      details={details()}
      onSubmit={submit}
    >
      <Show when={said.reason}>
        <TextInput label="Reason" required hint="Kept in each one’s history" {...form.field('reason')} />
      </Show>
    </FormDialog>
  );
}
