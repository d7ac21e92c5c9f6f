import { Icon, Menu, type MenuItem } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { graphql } from '../../gql/gql.ts';
import type { ContractLifeFragment } from '../../gql/graphql.ts';
import type { Permission } from '../session/may.tsx';
import { useSession } from '../session/session.tsx';
import { DiscardDialog, RenewalDialog } from './draft-dialogs.tsx';
import {
  ExtendDialog,
  type LifeDialogProps,
  NoticeDialog,
  ResumeDialog,
  SuspendDialog,
  TerminateDialog,
} from './life-dialogs.tsx';
import { type LifeAction, lifeActions } from './life.view.ts';
import { PowerCapDialog } from './power-cap-dialog.tsx';
import { PriceDialog } from './price-dialog.tsx';

export const contractLife = graphql(`
  fragment ContractLife on Contract {
    id
    displayNumber
    type
    status
    term
    endsOn
    autoRenew
    renews
    noticeDays
    noticeBy
    noticeGivenOn
    timeZone
    currency
    billingMethod
    powerCapKw
    capPolicy
    overageRate
    notes
    customer {
      id
    }
    lease {
      maxExtensions
      extensionsUsed
    }
    prices {
      component
      unit
      rate
      startsOn
      endsOn
    }
    assignments(first: 1) {
      totalCount
    }
  }
`);

type Dialogs = Exclude<LifeAction, 'supersede'>;
const actions: Record<LifeAction, { label: string; permission: Permission; danger?: boolean }> = {
  suspend: { label: 'Suspend contract', permission: 'contract:suspend', danger: true },
  resume: { label: 'Resume contract', permission: 'contract:suspend' },
  price: { label: 'Change price', permission: 'contract:price' },
  cap: { label: 'Change power cap', permission: 'contract:update' },
  extend: { label: 'Extend lease', permission: 'contract:extend' },
  notice: { label: 'Give notice', permission: 'contract:notice' },
  renewal: { label: 'Renewal and notes', permission: 'contract:update' },
  terminate: { label: 'Terminate contract', permission: 'contract:terminate', danger: true },
  discard: { label: 'Discard draft', permission: 'contract:discard', danger: true },
  supersede: { label: 'New contract in its place', permission: 'contract:create' },
};
const dialogs: Record<Dialogs, (props: LifeDialogProps) => JSX.Element> = {
  suspend: SuspendDialog,
  resume: ResumeDialog,
  price: PriceDialog,
  cap: PowerCapDialog,
  extend: ExtendDialog,
  notice: NoticeDialog,
  renewal: RenewalDialog,
  terminate: TerminateDialog,
  discard: DiscardDialog,
};

/** Everything that may happen to a contract besides its activation, one menu. */
export function ContractLife(props: { contract: ContractLifeFragment; onChanged: () => void }): JSX.Element {
  const navigate = useNavigate();
  const session = useSession();
  const [open, setOpen] = createSignal<Dialogs>();
  const start = (action: LifeAction) => {
    if (action !== 'supersede') return setOpen(action);
    navigate(`/contracts/new?customer=${props.contract.customer.id}&supersedes=${props.contract.id}`);
  };
  const items = (): MenuItem[] =>
    lifeActions(props.contract)
      .filter((action) => session.viewer.permissions.includes(actions[action].permission))
      .map((action) => ({
        label: actions[action].label,
        danger: actions[action].danger,
        onSelect: () => start(action),
      }));
  return (
    <>
      <Show when={items().length > 0}>
        <Menu
          label="Contract actions"
          class="border border-line-strong/60 bg-surface px-3 font-medium"
          trigger={
            <>
              Actions
              <Icon name="down" size={16} />
            </>
          }
          items={items()}
        />
      </Show>
      <Show when={open()} keyed>
        {(action) => (
          <Dynamic
            component={dialogs[action]}
            contract={props.contract}
            onClose={() => setOpen(undefined)}
            onDone={() => {
              setOpen(undefined);
              props.onChanged();
            }}
          />
        )}
      </Show>
    </>
  );
}
