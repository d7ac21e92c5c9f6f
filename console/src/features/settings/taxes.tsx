import { Button, Card, date, decimal, lastDay } from '@hashyard/ui';
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { BillingSettingsFragment } from '../../gql/graphql.ts';
import { useMay } from '../session/may.tsx';
import { RemoveTax, TaxDialog } from './tax-dialogs.tsx';

type Tax = BillingSettingsFragment['taxes'][number];

/** The taxes that invoices may bear. A code may have several rows; each is rounded once an invoice. */
export function Taxes(props: { settings: BillingSettingsFragment; onSaved: () => void }): JSX.Element {
  const may = useMay('billing-settings:update');
  const [editing, setEditing] = createSignal<number>();
  const taxes = () => props.settings.taxes;
  const saved = () => {
    setEditing(undefined);
    props.onSaved();
  };
  return (
    <Card
      title="Taxes"
      class="max-w-4xl"
      actions={
        <Show when={may()}>
          <Button icon="plus" onClick={() => setEditing(taxes().length)}>
            Add tax
          </Button>
        </Show>
      }
    >
      <Show when={taxes().length > 0} fallback={<p class="text-muted">No taxes are charged.</p>}>
        <ul aria-label="Taxes">
          <For each={taxes()}>
            {(tax, index) => (
              <li class="flex flex-wrap items-center justify-between gap-x-6 border-b border-line py-2 last:border-0">
                <span>
                  {tax.name} <span class="text-muted">{tax.code}</span>
                </span>
                <span class="flex flex-wrap items-center gap-x-4">
                  <span class="text-muted">{rangeText(tax)}</span>
                  <span class="tabular-nums">{decimal(tax.percent)} %</span>
                  <Show when={may()}>
                    <span class="flex">
                      <Button
                        look="quiet"
                        class="min-h-6! py-0"
                        aria-label={`Edit ${tax.name}`}
                        onClick={() => setEditing(index())}
                      >
                        Edit
                      </Button>
                      <RemoveTax taxes={taxes()} index={index()} onSaved={saved} />
                    </span>
                  </Show>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={editing() !== undefined}>
        <TaxDialog taxes={taxes()} index={editing() ?? 0} onClose={() => setEditing(undefined)} onSaved={saved} />
      </Show>
    </Card>
  );
}

/** Days are shown with the last one in it, as people say it. */
function rangeText({ startsOn, endsOn }: Tax): string {
  if (!startsOn && !endsOn) return '';
  const from = startsOn ? `from ${date(startsOn)}` : '';
  return [from, endsOn && `until ${date(lastDay(endsOn))}`].filter(Boolean).join(' ');
}
