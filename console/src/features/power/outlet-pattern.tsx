import { Asked, Card, EmptyState, RadioCards, SkeletonLines, useMutation, useQuery } from '@hashyard/ui';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { PatternChoicesQuery } from '../../gql/graphql.ts';
import type { SlotOrder } from '../../gql/graphql.ts';
import { CheckMapping } from './check-mapping.tsx';
import { type Pairing, pairUp, type PatternPdu, patternsOf } from './pattern.view.ts';

const patternChoicesDocument = graphql(`
  query PatternChoices($siteId: ID!) {
    site(id: $siteId) {
      id
      racks {
        id
        name
        rows
        columns
      }
    }
    pdus(first: 200, filter: { siteId: $siteId }) {
      nodes {
        id
        name
        rack {
          id
          name
        }
        outlets {
          id
        }
      }
    }
  }
`);

const mapByPatternDocument = graphql(`
  mutation MapOutletsByPattern($input: MapOutletsByPatternInput!) {
    mapOutletsByPattern(input: $input) {
      __typename
      ...OutletMapping
      ...RefusalFields
    }
  }
`);

type Choices = {
  readonly pdus: readonly (PatternPdu & { readonly outlets: readonly unknown[] })[];
  readonly racks: readonly {
    readonly id: string;
    readonly name: string;
    readonly rows: number;
    readonly columns: number;
  }[];
};

/** What a pattern pairs; null where there is nothing to pair. */
function choicesOf({ pdus: { nodes: pdus }, site }: PatternChoicesQuery): Choices | null {
  const racks = site?.racks ?? [];
  return pdus.length > 0 && racks.length > 0 ? { pdus, racks } : null;
}

/** Outlet n of a PDU feeds what stands in slot n of a rack: for sites that were cabled in order. */
export function OutletPattern(props: { siteId: string; zone: string; onMapped: () => void }): JSX.Element {
  const query = useQuery(patternChoicesDocument, () => ({ siteId: props.siteId }));
  return (
    <Asked
      query={query}
      of={choicesOf}
      none={
        <EmptyState title="A pattern needs PDUs and racks" icon="power">
          Outlets follow the slots of a rack: this site has none of the one or the other yet.
        </EmptyState>
      }
      skeleton={
        <Card>
          <SkeletonLines lines={6} />
        </Card>
      }
    >
      {(choices) => <PatternForm {...props} choices={choices()} />}
    </Asked>
  );
}

function PatternForm(props: { zone: string; choices: Choices; onMapped: () => void }): JSX.Element {
  const send = useMutation(mapByPatternDocument);
  const [order, setOrder] = createSignal<SlotOrder>('ROWS');
  const [typed, setTyped] = createSignal<ReadonlyMap<string, Pairing>>(new Map());
  const proposed = createMemo(() => pairUp(props.choices.pdus, props.choices.racks));
  const pairings = createMemo<ReadonlyMap<string, Pairing>>(() => new Map([...proposed(), ...typed()]));
  const patterns = createMemo(() => patternsOf(pairings(), order()));
  const change = (pduId: string, part: Partial<Pairing>) => {
    const before = pairings().get(pduId);
    if (before) setTyped((all) => new Map(all).set(pduId, { ...before, ...part }));
  };
  const pduOf = (id: string) => props.choices.pdus.find((pdu) => pdu.id === id);
  const nameOf = (path: readonly string[]) => pduOf(patterns()?.[Number(path[2])]?.pduId ?? '')?.name;
  return (
    <div class="flex flex-col gap-4">
      <RadioCards<SlotOrder>
        label="Slots are counted"
        columns={2}
        name="order"
        options={[
          { value: 'ROWS', label: 'Along the rows', description: 'From the top left to the right, then the next row' },
          {
            value: 'COLUMNS',
            label: 'Down the columns',
            description: 'From the top left downwards, then the next column',
          },
        ]}
        value={order()}
        onChange={setOrder}
      />
      <Card title="PDUs and racks" flush>
        <div class="overflow-x-auto">
          <table class="w-full text-left" aria-label="Pairs">
            <thead class="text-sm text-muted">
              <tr>
                <For each={['PDU', 'Rack', 'From outlet', 'From slot', 'Outlets']}>
                  {(head) => <th class="px-4 py-2 font-medium whitespace-nowrap">{head}</th>}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={[...pairings().keys()]}>
                {(pduId) => (
                  <tr class="border-t border-line">
                    <th scope="row" class="px-4 py-1 font-normal whitespace-nowrap">
                      {pduOf(pduId)?.name} <span class="text-muted">{pduOf(pduId)?.outlets.length} outlets</span>
                    </th>
                    <td class="px-4 py-1">
                      <select
                        aria-label={`Rack of ${pduOf(pduId)?.name}`}
                        class={field}
                        value={pairings().get(pduId)?.rackId ?? ''}
                        onChange={(event) => change(pduId, { rackId: event.currentTarget.value })}
                      >
                        <option value="">Leave as it is</option>
                        <For each={props.choices.racks}>
                          {(rack) => (
                            <option value={rack.id} selected={rack.id === pairings().get(pduId)?.rackId}>
                              {rack.name} ({rack.rows * rack.columns} slots)
                            </option>
                          )}
                        </For>
                      </select>
                    </td>
                    <For each={NUMBERS}>
                      {({ key, label, blank }) => (
                        <td class="px-4 py-1">
                          <input
                            aria-label={`${label} of ${pduOf(pduId)?.name}`}
                            class={`${field} w-20`}
                            inputmode="numeric"
                            placeholder={blank}
                            value={pairings().get(pduId)?.[key] ?? ''}
                            onChange={(event) => change(pduId, { [key]: event.currentTarget.value })}
                          />
                        </td>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Card>
      <Show when={patterns() === null}>
        <p class="text-sm text-bad" role="alert">
          Outlets and slots are whole numbers.
        </p>
      </Show>
      <CheckMapping
        zone={props.zone}
        what={JSON.stringify(patterns())}
        ready={(patterns()?.length ?? 0) > 0}
        busy={send.busy}
        nameOf={nameOf}
        onMapped={props.onMapped}
        send={(way) => send.run({ input: { patterns: patterns() ?? [], ...way } })}
      />
    </div>
  );
}

const field = 'min-h-[var(--control)] rounded border border-line-strong/70 bg-surface px-2';
const NUMBERS = [
  { key: 'firstOutlet', label: 'First outlet', blank: '1' },
  { key: 'firstSlot', label: 'First slot', blank: '1' },
  { key: 'count', label: 'Number of outlets', blank: 'All' },
] as const;
