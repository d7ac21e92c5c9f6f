import {
  Asked,
  asText,
  ButtonLink,
  Card,
  count,
  KeyValueList,
  Link,
  NoSuch,
  type Option,
  power,
  Stat,
  useQuery,
} from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { DeviceCommands } from '../features/commands/device-commands.tsx';
import { DeviceHeader } from '../features/power/device-header.tsx';
import { ElectricalHistory } from '../features/power/electrical-history.tsx';
import { OutletsTable } from '../features/power/outlets-table.tsx';
import { PhasesCard } from '../features/power/phases-card.tsx';
import { May } from '../features/session/may.tsx';
import { useEvery } from '../features/time/use-every.ts';
import { graphql } from '../gql/gql.ts';
import type { PduQuery } from '../gql/graphql.ts';

const pduDocument = graphql(`
  query Pdu($id: ID!) {
    pdu(id: $id) {
      id
      name
      address
      model
      serial
      profile
      profileEvidence
      profileConfirmedAt
      retiredAt
      powerW
      breakerA
      imbalancePercent
      lastSeenAt
      meter {
        id
        name
      }
      phases {
        ...PhaseRow
      }
      site {
        id
        name
        timeZone
      }
      rack {
        id
        name
      }
      collector {
        id
        name
      }
      outlets {
        ...OutletRow
      }
    }
  }
`);

type Pdu = NonNullable<PduQuery['pdu']>;
const REFRESH_MS = 5_000;

export function PduPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(pduDocument, () => ({ id: params.id }));
  useEvery(REFRESH_MS, query.refetch);
  return (
    <Asked query={query} of={(data) => data.pdu} none={<NoSuch what="PDU" icon="power" href="/power" all="All PDUs" />}>
      {(pdu) => <PduView pdu={pdu()} onChanged={query.refetch} />}
    </Asked>
  );
}

function PduView(props: { pdu: Pdu; onChanged: () => void }): JSX.Element {
  return (
    <>
      <DeviceHeader device={props.pdu} kind="PDU" above={props.pdu.meter} onChanged={props.onChanged} />
      <div class="grid gap-6 lg:grid-cols-[1fr_2fr]">
        <Card>
          <Stat label="Power" value={power(props.pdu.powerW)} note={`The PDU’s own total. ${outletSum(props.pdu)}`} />
        </Card>
        <Card title="Device">
          <KeyValueList
            columns={2}
            items={[
              { label: 'Model', value: props.pdu.model ?? '–' },
              { label: 'Serial', value: props.pdu.serial ?? '–' },
              { label: 'Profile', value: props.pdu.profile ?? '–' },
              { label: 'Address', value: props.pdu.address ?? '–' },
              { label: 'Rack', value: props.pdu.rack?.name ?? '–' },
              { label: 'Collector', value: props.pdu.collector?.name ?? '–' },
              {
                label: 'Measured by',
                value: (
                  <Show when={props.pdu.meter} fallback="–">
                    {(meter) => <Link href={`/power/meters/${meter().id}`}>{meter().name}</Link>}
                  </Show>
                ),
              },
            ]}
          />
        </Card>
      </div>
      <PhasesCard
        phases={props.pdu.phases}
        breakerA={props.pdu.breakerA}
        imbalancePercent={props.pdu.imbalancePercent}
      />
      <Card
        title="Outlets"
        flush
        actions={
          <May do="fleet:manage">
            <ButtonLink href={`/power/${props.pdu.id}/outlets`}>Map outlets</ButtonLink>
          </May>
        }
      >
        <OutletsTable outlets={props.pdu.outlets} onCommanded={props.onChanged} />
      </Card>
      <ElectricalHistory sources={sourcesOf(props.pdu)} />
      <DeviceCommands deviceId={props.pdu.id} zone={props.pdu.site.timeZone} />
    </>
  );
}

/** What of it has a history of its own. */
const sourcesOf = ({ id, phases, outlets }: Pdu): Option[] => [
  { value: id, label: 'The whole PDU' },
  ...phases.map((phase) => ({ value: phase.id, label: `Phase ${phase.name}` })),
  ...outlets.map((outlet) => ({
    value: outlet.id,
    label: `Outlet ${outlet.number}${outlet.label ? ` (${outlet.label})` : ''}`,
  })),
];

/** Outlets that tell nothing are counted, not taken for 0 W. */
function outletSum({ outlets }: Pdu): string {
  const known = outlets.filter(({ powerW }) => powerW != null);
  if (known.length === 0) return 'No outlet tells its power.';
  const sum = known.reduce((watts, { powerW }) => watts + (powerW ?? 0), 0);
  const silent = outlets.length - known.length;
  return `Its outlets sum to ${asText(power(sum))}${silent > 0 ? `; ${count(silent, 'outlet tells', 'outlets tell')} nothing` : ''}.`;
}
