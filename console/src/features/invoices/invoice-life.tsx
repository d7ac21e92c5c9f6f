import { Menu, type MenuItem } from '@hashyard/ui';
import { createSignal, type JSX, Match, Show, Switch } from 'solid-js';
import type { InvoiceActionsFragment, InvoiceCorrectionsFragment, InvoiceLinesFragment } from '../../gql/graphql.ts';
import type { Permission } from '../session/may.tsx';
import { useSession } from '../session/session.tsx';
import { CreditDialog } from './credit-dialog.tsx';
import { type LifeAction, offered } from './invoice-life.view.ts';
import { CancelDialog, HoldDialog, RecomputeDialog, SendDialog, WriteOffDialog } from './life-dialogs.tsx';

const words: Record<LifeAction, { label: string; permission: Permission; danger?: boolean }> = {
  RECOMPUTE: { label: 'Compute anew', permission: 'invoice:recompute' },
  HOLD: { label: 'Hold', permission: 'invoice:hold' },
  SEND: { label: 'Send again', permission: 'invoice:send' },
  CREDIT: { label: 'Credit', permission: 'invoice:credit' },
  WRITE_OFF: { label: 'Write off', permission: 'invoice:write-off', danger: true },
  CANCEL: { label: 'Cancel invoice', permission: 'invoice:cancel', danger: true },
};

/** What else can be done with an invoice, each in a dialog that says its exact effect first. */
export function InvoiceLife(props: {
  invoice: InvoiceActionsFragment & InvoiceLinesFragment & InvoiceCorrectionsFragment;
  onDone: () => void;
}): JSX.Element {
  const session = useSession();
  const [asking, setAsking] = createSignal<LifeAction>();
  const close = () => setAsking(undefined);
  const done = () => {
    close();
    props.onDone();
  };
  const items = (): MenuItem[] =>
    offered({ status: props.invoice.status, credited: props.invoice.creditNotes.length > 0 })
      .filter((action) => session.viewer.permissions.includes(words[action].permission))
      .map((action) => ({
        label: action === 'SEND' && !props.invoice.sentAt ? 'Send' : words[action].label,
        danger: words[action].danger,
        onSelect: () => setAsking(action),
      }));
  const dialog = { onClose: close, onDone: done };
  return (
    <Show when={items().length > 0}>
      <Menu label="More actions" items={items()} />
      <Switch>
        <Match when={asking() === 'RECOMPUTE'}>
          <RecomputeDialog invoice={props.invoice} {...dialog} />
        </Match>
        <Match when={asking() === 'HOLD'}>
          <HoldDialog invoice={props.invoice} {...dialog} />
        </Match>
        <Match when={asking() === 'SEND'}>
          <SendDialog invoice={props.invoice} {...dialog} />
        </Match>
        <Match when={asking() === 'CREDIT'}>
          <CreditDialog invoice={props.invoice} {...dialog} />
        </Match>
        <Match when={asking() === 'WRITE_OFF'}>
          <WriteOffDialog invoice={props.invoice} {...dialog} />
        </Match>
        <Match when={asking() === 'CANCEL'}>
          <CancelDialog invoice={props.invoice} {...dialog} />
        </Match>
      </Switch>
    </Show>
  );
}
