import { Button, createForm, createSubmit, FormDialog, Link, Select, toast, useMutation, useQuery } from '@hashyard/ui';
import { createMemo, createSignal, For, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { SlotOutletsQuery } from '../../gql/graphql.ts';
import { refusedHere } from '../forms/refusal.view.ts';
import { May } from '../session/may.tsx';
import { instantAt, localTime } from '../time/local-time.ts';
import { TimeInput } from '../time/time-input.tsx';
import { mapOutletsDocument } from './send-mapping.tsx';
import { feedsForMove } from './slot-outlets.view.ts';

const slotOutletsDocument = graphql(`
  query SlotOutlets($minerId: ID!) {
    miner(id: $minerId) {
      id
      name
      site {
        id
        timeZone
      }
      feeds {
        from
        to
        outlet {
          id
          number
          pdu {
            id
            name
          }
          feeds {
            to
            weight
            miner {
              id
            }
            site {
              id
            }
          }
        }
      }
    }
  }
`);

const outletChoicesDocument = graphql(`
  query OutletChoices($siteId: ID!) {
    pdus(first: 200, filter: { siteId: $siteId }) {
      nodes {
        ...MappedPdu
      }
    }
  }
`);

type Miner = NonNullable<SlotOutletsQuery['miner']>;

/** On which outlets the machine of a slot hangs, and the way to another. */
export function SlotOutlets(props: { minerId: string; siteId: string }): JSX.Element {
  const query = useQuery(slotOutletsDocument, () => ({ minerId: props.minerId }));
  const [open, setOpen] = createSignal(false);
  return (
    <Show when={query.data?.miner}>
      {(miner) => (
        <div class="flex flex-wrap items-center justify-between gap-2">
          <div>
            <div class="text-xs text-muted">Outlet</div>
            <Show when={outletsOf(miner()).length > 0} fallback="Hangs on no outlet">
              <For each={outletsOf(miner())}>
                {(outlet) => (
                  <Link href={`/power/${outlet.pdu.id}`} class="block">
                    {outlet.pdu.name}, outlet {outlet.number}
                  </Link>
                )}
              </For>
            </Show>
          </div>
          <May do="fleet:manage">
            <Button onClick={() => setOpen(true)}>Map outlet</Button>
          </May>
          <Show when={open()}>
            <MapDialog
              miner={miner()}
              siteId={props.siteId}
              onClose={() => setOpen(false)}
              onMapped={() => {
                setOpen(false);
                query.refetch();
              }}
            />
          </Show>
        </div>
      )}
    </Show>
  );
}

const outletsOf = ({ feeds }: Miner) => feeds.flatMap(({ to, outlet }) => (to == null && outlet ? [outlet] : []));

function MapDialog(props: { miner: Miner; siteId: string; onClose: () => void; onMapped: () => void }): JSX.Element {
  const map = useMutation(mapOutletsDocument);
  const choices = useQuery(outletChoicesDocument, () => ({ siteId: props.siteId }));
  const zone = () => props.miner.site.timeZone;
  const form = createForm(
    untrack(() => ({ pduId: '', outletId: '', from: localTime(new Date(), props.miner.site.timeZone) })),
  );
  const pdus = () => choices.data?.pdus.nodes ?? [];
  const outlets = createMemo(() => pdus().find(({ id }) => id === form.values.pduId)?.outlets ?? []);
  const label = ({ number, label: own, feeds }: ReturnType<typeof outlets>[number]) => {
    const names = feeds.flatMap(({ to, miner, site }) => (to == null ? (miner?.name ?? site?.name ?? []) : []));
    return `${number}${own ? ` (${own})` : ''}: ${names.join(', ') || 'free'}`;
  };
  const idempotencyKey = crypto.randomUUID();
  const send = async ({ outletId, from }: typeof form.values) => {
    const at = instantAt(from, zone());
    if (outletId === '' || at === null) {
      const field = outletId === '' ? 'outletId' : 'from';
      return refusedHere([{ code: 'REQUIRED', message: 'This is needed.', path: ['input', field] }]);
    }
    const feeds = feedsForMove(props.miner.id, outletId, outletsOf(props.miner));
    return map.run({ input: { feeds, from: at, idempotencyKey } });
  };
  const submit = createSubmit(form, send, () => {
    toast(`${props.miner.name} mapped`);
    props.onMapped();
  });
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Map ${props.miner.name}`}
      effect={
        <p class="text-muted">
          From then on the outlet feeds this machine alone, and the outlets where it hung before don’t. What was before
          stays.
        </p>
      }
      verb="Map outlet"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <Select
        label="PDU"
        required
        placeholder="Choose a PDU"
        options={pdus().map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('pduId')}
      />
      <Select
        label="Outlet"
        required
        placeholder="Choose an outlet"
        options={outlets().map((outlet) => ({ value: outlet.id, label: label(outlet) }))}
        {...form.field('outletId')}
      />
      <TimeInput label="From" required hint={`In the site’s zone, ${zone()}`} {...form.field('from')} />
    </FormDialog>
  );
}
