import { EmptyState } from '@hashyard/ui';
import { createUniqueId, For, Index, type JSX, Show } from 'solid-js';
import type { MappedMachineFragment } from '../../gql/graphql.ts';
import type { OutletPlan } from './outlet-map.view.ts';

/** A line for each outlet to type a machine into; the browser offers names as one types. */
export function OutletMapTable(props: {
  plans: readonly OutletPlan[];
  machines: readonly MappedMachineFragment[];
  text: (outlet: OutletPlan['outlet']) => string;
  onType: (outletId: string, text: string) => void;
}): JSX.Element {
  const names = createUniqueId();
  return (
    <Show
      when={props.plans.length > 0}
      fallback={<EmptyState title="No outlets known">They come with the PDU’s first answer.</EmptyState>}
    >
      <datalist id={names}>
        <For each={props.machines}>{(machine) => <option value={machine.name}>{machine.serial}</option>}</For>
      </datalist>
      <table class="w-full border-collapse text-left" aria-label="Outlets">
        <thead class="text-sm text-muted">
          <tr>
            <th class="px-4 py-2 font-medium">Outlet</th>
            <th class="px-4 py-2 font-medium">Feeds</th>
            <th class="px-4 py-2 font-medium max-sm:hidden">Change</th>
          </tr>
        </thead>
        <tbody>
          <Index each={props.plans}>
            {(plan) => (
              <tr class="border-t border-line align-top">
                <th scope="row" class="px-4 py-2 font-normal whitespace-nowrap">
                  {plan().outlet.number}
                  <Show when={plan().outlet.label}>{(label) => <span class="text-muted"> {label()}</span>}</Show>
                </th>
                <td class="px-4 py-1">
                  <input
                    aria-label={`Outlet ${plan().outlet.number} feeds`}
                    aria-invalid={plan().issues.length > 0 ? 'true' : undefined}
                    list={names}
                    autocomplete="off"
                    placeholder="Free"
                    class="w-full min-w-28 max-w-72 rounded border border-line-strong/70 bg-surface px-2 min-h-[var(--control)] aria-[invalid]:border-bad"
                    value={props.text(plan().outlet)}
                    onInput={(event) => props.onType(plan().outlet.id, event.currentTarget.value)}
                  />
                  <Show when={plan().issues.length > 0}>
                    <div role="alert" class="mt-1 text-xs text-bad">
                      {plan().issues.join('; ')}
                    </div>
                  </Show>
                </td>
                <td class="px-4 py-2 text-muted max-sm:hidden">
                  <Show when={plan().issues.length === 0}>{plan().change}</Show>
                </td>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
    </Show>
  );
}
