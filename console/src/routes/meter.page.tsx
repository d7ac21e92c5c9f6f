import { Asked, Badge, Card, energy, KeyValueList, Link, NoSuch, power, Stat, useQuery, When } from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { DeviceHeader } from '../features/power/device-header.tsx';
import { ElectricalHistory } from '../features/power/electrical-history.tsx';
import { PhasesCard } from '../features/power/phases-card.tsx';
import { kwhOf } from '../features/power/register.view.ts';
import { useEvery } from '../features/time/use-every.ts';
import { graphql } from '../gql/gql.ts';
import type { MeterQuery } from '../gql/graphql.ts';

const meterDocument = graphql(`
  query Meter($id: ID!) {
    meter(id: $id) {
      id
      name
      address
      main
      serial
      profile
      profileEvidence
      profileConfirmedAt
      retiredAt
      powerW
      lastSeenAt
      breakerA
      site {
        id
        name
        timeZone
      }
      parent {
        id
        name
      }
      collector {
        id
        name
      }
      phases {
        ...PhaseRow
      }
      register {
        id
        latest {
          takenAt
          registerWh
        }
      }
      feeds {
        from
        to
        miner {
          id
          name
        }
        site {
          id
          name
        }
      }
    }
  }
`);

type Meter = NonNullable<MeterQuery['meter']>;
const REFRESH_MS = 5_000;

export function MeterPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(meterDocument, () => ({ id: params.id }));
  useEvery(REFRESH_MS, query.refetch);
  return (
    <Asked
      query={query}
      of={(data) => data.meter}
      none={<NoSuch what="meter" icon="power" href="/power?tab=meters" all="All meters" />}
    >
      {(meter) => <MeterView meter={meter()} onChanged={query.refetch} />}
    </Asked>
  );
}

function MeterView(props: { meter: Meter; onChanged: () => void }): JSX.Element {
  const zone = () => props.meter.site.timeZone;
  const sources = () => [
    { value: props.meter.id, label: 'The whole meter' },
    ...props.meter.phases.map(({ id, name }) => ({ value: id, label: `Phase ${name}` })),
  ];
  return (
    <>
      <DeviceHeader
        device={props.meter}
        kind="METER"
        above={props.meter.parent}
        mark={
          <Show when={props.meter.main}>
            <Badge title="The meter of the whole site">Main</Badge>
          </Show>
        }
        onChanged={props.onChanged}
      />
      <div class="grid gap-6 lg:grid-cols-[1fr_2fr]">
        <Card>
          <div class="flex flex-col gap-4">
            <Stat label="Power" value={power(props.meter.powerW)} />
            <Stat
              label="Register"
              value={energy(kwhOf(props.meter.register?.latest?.registerWh), 'bill')}
              note={
                <>
                  read <When at={props.meter.register?.latest?.takenAt} zone={zone()} />
                </>
              }
            />
          </div>
        </Card>
        <Card title="Device">
          <KeyValueList
            columns={2}
            items={[
              { label: 'Profile', value: props.meter.profile ?? '–' },
              { label: 'Serial', value: props.meter.serial ?? '–' },
              { label: 'Address', value: props.meter.address ?? '–' },
              { label: 'Collector', value: props.meter.collector?.name ?? '–' },
              {
                label: 'Measured by',
                value: (
                  <Show when={props.meter.parent} fallback="–">
                    {(parent) => <Link href={`/power/meters/${parent().id}`}>{parent().name}</Link>}
                  </Show>
                ),
              },
              { label: 'Bills', value: <Feeds feeds={props.meter.feeds} /> },
            ]}
          />
        </Card>
      </div>
      <PhasesCard phases={props.meter.phases} breakerA={props.meter.breakerA} />
      <ElectricalHistory sources={sources()} />
      <p>
        <Link href={`/sites/${props.meter.site.id}?tab=balance`}>Energy balance of {props.meter.site.name}</Link>
      </p>
    </>
  );
}

/** What bills by it now. */
function Feeds(props: { feeds: Meter['feeds'] }): JSX.Element {
  const now = () => props.feeds.filter(({ to }) => to == null);
  return (
    <Show when={now().length > 0} fallback="Nothing by itself">
      <For each={now()}>{({ miner, site }) => <div>{miner?.name ?? site?.name}</div>}</For>
    </Show>
  );
}
