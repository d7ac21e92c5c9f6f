import { Icon, Menu, type MenuItem } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { graphql } from '../../gql/gql.ts';
import type { CustomerActionsFragment } from '../../gql/graphql.ts';
import { useMay } from '../session/may.tsx';
import { DefaultDialog, HoldDialog } from './hold-dialogs.tsx';

export const customerActions = graphql(`
  fragment CustomerActions on Customer {
    id
    name
    companyName
    inDefault
    billingHold
  }
`);

/** What stops or lets go a customer's bills. */
export function CustomerActions(props: { customer: CustomerActionsFragment; onChanged: () => void }): JSX.Element {
  const may = useMay('customer:hold');
  const [open, setOpen] = createSignal<typeof HoldDialog>();
  const items = (): MenuItem[] => [
    {
      label: props.customer.billingHold ? 'Lift billing hold' : 'Set billing hold',
      onSelect: () => setOpen(() => HoldDialog),
    },
    {
      label: props.customer.inDefault ? 'Clear default' : 'Mark in default',
      danger: !props.customer.inDefault,
      onSelect: () => setOpen(() => DefaultDialog),
    },
  ];
  return (
    <Show when={may()}>
      <Menu
        label="Customer actions"
        class="border border-line-strong/60 bg-surface px-3 font-medium"
        trigger={
          <>
            Actions
            <Icon name="down" size={16} />
          </>
        }
        items={items()}
      />
      <Show when={open()} keyed>
        {(dialog) => (
          <Dynamic
            component={dialog}
            customer={props.customer}
            onClose={() => setOpen(undefined)}
            onDone={() => {
              setOpen(undefined);
              props.onChanged();
            }}
          />
        )}
      </Show>
    </Show>
  );
}
