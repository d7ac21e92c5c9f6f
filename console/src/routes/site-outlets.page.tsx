import { Card, count, EmptyState, ErrorState, Link, PageHeader, SkeletonLines, TextArea, useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { CsvFile } from '../features/csv/csv-file.tsx';
import { planCsv } from '../features/power/outlet-csv.view.ts';
import { MachineIndex } from '../features/power/outlet-map.view.ts';
import { SendMapping } from '../features/power/send-mapping.tsx';
import { useMappedMachines, useMappedPdus } from '../features/power/use-mapping.ts';
import { graphql } from '../gql/gql.ts';

const siteOutletsDocument = graphql(`
  query SiteOutlets($id: ID!) {
    site(id: $id) {
      id
      name
      timeZone
    }
  }
`);

const EXAMPLE = 'pdu,outlet,machine,weight\nPDU-01,1,A-001,\nPDU-01,2,A-002,';
/** More changes than these are counted, not listed. */
const LISTED = 50;

export function SiteOutletsPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(siteOutletsDocument, () => ({ id: params.id }));
  return (
    <Switch>
      <Match when={query.data?.site}>
        {(site) => (
          <>
            <PageHeader
              above={<Link href={`/sites/${params.id}`}>{site().name}</Link>}
              title="Map outlets from a file"
              note="Which machine hangs on which outlet. Nothing is written before you have seen what changes."
            />
            <OutletFile siteId={params.id} zone={site().timeZone} />
          </>
        )}
      </Match>
      <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
      <Match when={query.loading}>
        <Card>
          <SkeletonLines lines={8} />
        </Card>
      </Match>
      <Match when={query.data}>
        <EmptyState title="There is no such site" icon="site" />
      </Match>
    </Switch>
  );
}

function OutletFile(props: { siteId: string; zone: string }): JSX.Element {
  const navigate = useNavigate();
  const machines = useMappedMachines(() => props.siteId);
  const pdus = useMappedPdus(() => props.siteId);
  const index = createMemo(() => new MachineIndex(machines.rows ?? []));
  const [text, setText] = createSignal('');
  const loading = () =>
    machines.rows === undefined ||
    pdus.rows === undefined ||
    pdus.rows.length < (pdus.total ?? Number.POSITIVE_INFINITY);
  const plan = createMemo(() => planCsv(text(), pdus.rows ?? [], index()));
  const changing = () => plan().plans.filter(({ change, issues }) => change !== null && issues.length === 0);
  return (
    <>
      <Card title="Lines" actions={<CsvFile onText={setText} />}>
        <TextArea
          label="PDU, outlet, machine"
          required
          rows={8}
          placeholder={EXAMPLE}
          hint="Paste from a spreadsheet or choose a file. A machine by name, serial or MAC; empty frees the outlet; lines of one outlet share it by weight."
          value={text()}
          onChange={setText}
        />
      </Card>
      <Show when={text().trim() !== ''}>
        <Show
          when={!loading()}
          fallback={
            <Card>
              <SkeletonLines lines={4} />
            </Card>
          }
        >
          <Card title="What it changes">
            <div class="flex flex-col gap-4">
              <Show when={plan().issues.length > 0}>
                <ul role="alert" aria-label="Lines that can’t be taken" class="flex flex-col gap-1 text-sm text-bad">
                  <For each={plan().issues}>
                    {(issue) => (
                      <li>
                        Line {issue.line}: {issue.message}
                      </li>
                    )}
                  </For>
                </ul>
              </Show>
              <SendMapping
                plans={plan().plans.filter(({ issues }) => issues.length === 0)}
                faulty={plan().issues.length}
                zone={props.zone}
                onMapped={() => navigate('/power')}
              />
              <ul class="grid gap-x-6 text-sm sm:grid-cols-2" aria-label="Changes">
                <For each={changing().slice(0, LISTED)}>
                  {(one) => (
                    <li class="border-b border-line py-1">
                      <span class="text-muted">
                        {one.pduName}, outlet {one.outlet.number}:
                      </span>{' '}
                      {one.change}
                    </li>
                  )}
                </For>
              </ul>
              <Show when={changing().length > LISTED}>
                <p class="text-sm text-muted">and {count(changing().length - LISTED, 'more change', 'more changes')}</p>
              </Show>
            </div>
          </Card>
        </Show>
      </Show>
    </>
  );
}
