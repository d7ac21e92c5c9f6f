import {
  Button,
  Card,
  createForm,
  createSubmit,
  FormMessage,
  Progress,
  TextArea,
  TextInput,
  useMutation,
} from '@hashyard/ui';
import { For, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { ScanningCollectorFragment } from '../../gql/graphql.ts';
import { networkIssues, networksOf } from '../collectors/collector-form.view.ts';
import { portsOf } from './ports.view.ts';
import { refusedHere } from '../forms/refusal.view.ts';

export const scanningCollector = graphql(`
  fragment ScanningCollector on Collector {
    id
    name
    online
    revokedAt
    allowedNetworks
    scan {
      done
      total
      found
      startedAt
      finishedAt
    }
  }
`);

const startDiscoveryDocument = graphql(`
  mutation StartDiscovery($input: StartDiscoveryInput!) {
    startDiscovery(input: $input) {
      __typename
      ... on Collector {
        ...ScanningCollector
      }
      ...RefusalFields
    }
  }
`);

export const isScanning = (collector: Pick<ScanningCollectorFragment, 'scan'>): boolean =>
  collector.scan != null && collector.scan.finishedAt == null;

/** Which networks are looked through, and how far it has come. */
export function StartScan(props: {
  siteId: string;
  collectors: readonly ScanningCollectorFragment[];
  onStarted: () => void;
}): JSX.Element {
  const start = useMutation(startDiscoveryDocument);
  const allowed = untrack(() => props.collectors.flatMap(({ allowedNetworks }) => allowedNetworks).join('\n'));
  const form = createForm({ networks: allowed, ports: '' });
  const scanning = () => props.collectors.filter(isScanning);
  const last = () => props.collectors.filter(({ scan }) => scan?.finishedAt != null);
  const send = async ({ networks, ports }: { networks: string; ports: string }) => {
    const named = portsOf(ports);
    const issues = networkIssues(networks, 'networks');
    if (named === null)
      issues.push({ code: 'OUT_OF_RANGE', message: 'Ports are numbers from 1 to 65535.', path: ['input', 'ports'] });
    if (issues.length > 0) return refusedHere(issues);
    const input = {
      siteId: props.siteId,
      networks: networksOf(networks),
      ports: named?.length ? named : undefined,
      idempotencyKey: crypto.randomUUID(),
    };
    return start.run({ input });
  };
  const submit = createSubmit(form, send, () => props.onStarted());
  return (
    <Card title="Look for devices">
      <form class="flex flex-col gap-4" onSubmit={submit} novalidate>
        <FormMessage text={form.message()} />
        <TextArea
          label="Networks"
          required
          rows={3}
          placeholder="10.0.0.0/24"
          hint="One a line, as CIDR. A collector looks only within the networks that its own configuration allows."
          {...form.field('networks')}
        />
        <TextInput
          label="Ports"
          placeholder="The usual ones of miners, PDUs and meters"
          hint="Parted by commas, like 4028, 161, 502"
          {...form.field('ports')}
        />
        <div>
          <Button type="submit" look="primary" icon="search" busy={form.busy() || scanning().length > 0}>
            {scanning().length > 0 ? 'Looking' : 'Start scan'}
          </Button>
        </div>
        <For each={scanning()}>
          {(collector) => (
            <Show when={collector.scan}>
              {(scan) => (
                <Progress
                  label={`${collector.name}: ${scan().found} found`}
                  done={scan().done}
                  total={scan().total}
                  noun="addresses"
                />
              )}
            </Show>
          )}
        </For>
        <For each={last()}>
          {(collector) => (
            <p class="text-sm text-muted" role="status">
              {collector.name} looked at {collector.scan?.done} addresses and found {collector.scan?.found}.
            </p>
          )}
        </For>
      </form>
    </Card>
  );
}
