import { asText, Badge, Card, count, decimal, EmptyState, KeyValueList, Link, power, When } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { SiteDetailsFragment } from '../../gql/graphql.ts';
import { WarningBadge } from '../collectors/collector-warnings.tsx';
import { customerLabel } from '../customers/customer.view.ts';
import { useSession } from '../session/session.tsx';
import { working } from './site.view.ts';

export const siteDetails = graphql(`
  fragment SiteDetails on Site {
    id
    city
    region
    country
    timeZone
    capacityKw
    capacity {
      slots
      slotsTaken
      slotsFree
      ratedKw
      freeKw
    }
    energyCostPerKwh
    customer {
      id
      name
      companyName
    }
    collectors {
      id
      name
      online
      version
      lastSeenAt
      spooledReadings
      warnings
      revokedAt
    }
  }
`);

export function SiteDetails(props: { site: SiteDetailsFragment }): JSX.Element {
  const session = useSession();
  const currency = () => session.viewer.organization.billingSettings?.currency ?? '';
  return (
    <div class="grid gap-4 lg:grid-cols-2">
      <Card title="Site">
        <KeyValueList
          items={[
            { label: 'City', value: props.site.city ?? '–' },
            { label: 'Region', value: props.site.region ?? '–' },
            { label: 'Country', value: props.site.country ?? '–' },
            { label: 'Time zone', value: props.site.timeZone },
            {
              label: 'Capacity',
              value: props.site.capacityKw ? asText(power(Number(props.site.capacityKw) * 1000)) : '–',
            },
            {
              label: 'Rated there',
              value: props.site.capacity ? `${decimal(props.site.capacity.ratedKw, 1)} kW by nameplate` : '–',
            },
            {
              label: 'Capacity free',
              value: props.site.capacity?.freeKw ? (
                <span class={Number(props.site.capacity.freeKw) < 0 ? 'text-warn' : ''}>
                  {decimal(props.site.capacity.freeKw, 1)} kW
                </span>
              ) : (
                '–'
              ),
            },
            {
              label: 'Slots',
              value: props.site.capacity
                ? `${count(props.site.capacity.slotsTaken, 'slot')} of ${props.site.capacity.slots} taken, ${props.site.capacity.slotsFree} free`
                : '–',
            },
            {
              label: 'Energy costs',
              value: props.site.energyCostPerKwh
                ? `${decimal(props.site.energyCostPerKwh, 2)} ${currency()} per kWh`
                : 'As the organization’s rate',
            },
            {
              label: 'Belongs to',
              value: (
                <Show when={props.site.customer} fallback="The operator">
                  {(customer) => <Link href={`/customers/${customer().id}`}>{customerLabel(customer())}</Link>}
                </Show>
              ),
            },
          ]}
        />
      </Card>
      <Card title="Collectors">
        <Show
          when={working(props.site.collectors).length > 0}
          fallback={<EmptyState title="No collector here">Without one nothing of this site is read.</EmptyState>}
        >
          <ul class="flex flex-col">
            <For each={working(props.site.collectors)}>
              {(collector) => (
                <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2 last:border-0">
                  <span class="font-medium">{collector.name}</span>
                  <span class="flex flex-wrap items-center gap-3 text-sm text-muted">
                    <Show when={(collector.spooledReadings ?? 0) > 0}>
                      {count(collector.spooledReadings ?? 0, 'reading')} waiting
                    </Show>
                    <span>
                      heard of <When at={collector.lastSeenAt} />
                    </span>
                    <Show when={collector.online}>
                      <WarningBadge collector={collector} />
                    </Show>
                    <Badge tone={collector.online ? 'ok' : 'bad'}>{collector.online ? 'Online' : 'Offline'}</Badge>
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Card>
    </div>
  );
}
