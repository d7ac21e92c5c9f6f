import { Asked, Card, Link, NoSuch, PageHeader, useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import { createMemo, createSignal, type JSX } from 'solid-js';
import { MachineIndex, namesNow, planOutlet } from '../features/power/outlet-map.view.ts';
import { OutletMapTable } from '../features/power/outlet-map-table.tsx';
import { SendMapping } from '../features/power/send-mapping.tsx';
import { useMappedMachines } from '../features/power/use-mapping.ts';
import { graphql } from '../gql/gql.ts';
import type { PduOutletsQuery } from '../gql/graphql.ts';

const pduOutletsDocument = graphql(`
  query PduOutlets($id: ID!) {
    pdu(id: $id) {
      ...MappedPdu
      site {
        id
        name
        timeZone
      }
    }
  }
`);

type Pdu = NonNullable<PduOutletsQuery['pdu']>;

export function PduOutletsPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(pduOutletsDocument, () => ({ id: params.id }));
  return (
    <Asked query={query} of={(data) => data.pdu} none={<NoSuch what="PDU" icon="power" href="/power" all="All PDUs" />}>
      {(pdu) => <OutletMap pdu={pdu()} />}
    </Asked>
  );
}

function OutletMap(props: { pdu: Pdu }): JSX.Element {
  const navigate = useNavigate();
  const machines = useMappedMachines(() => props.pdu.site.id);
  const index = createMemo(() => new MachineIndex(machines.rows ?? []));
  /** What was typed, by outlet; an outlet that isn't here is as it was. */
  const [typed, setTyped] = createSignal<ReadonlyMap<string, string>>(new Map());
  const plans = createMemo(() =>
    props.pdu.outlets.map((outlet) =>
      planOutlet(outlet, props.pdu.name, typed().get(outlet.id) ?? namesNow(outlet), index()),
    ),
  );
  return (
    <>
      <PageHeader
        above={<Link href={`/power/${props.pdu.id}`}>{props.pdu.name}</Link>}
        title="Map outlets"
        note={
          <>
            <span>What hangs on each outlet. An empty one is free; names parted by commas share it.</span>
            <Link href={`/sites/${props.pdu.site.id}/outlets`}>Map many PDUs from a file or by pattern</Link>
          </>
        }
      />
      <Card>
        <SendMapping
          plans={plans()}
          zone={props.pdu.site.timeZone}
          onMapped={() => navigate(`/power/${props.pdu.id}`)}
        />
      </Card>
      <Card flush>
        <OutletMapTable
          plans={plans()}
          machines={machines.rows ?? []}
          text={(outlet) => typed().get(outlet.id) ?? namesNow(outlet)}
          onType={(outletId, text) => setTyped((before) => new Map(before).set(outletId, text))}
        />
      </Card>
    </>
  );
}
