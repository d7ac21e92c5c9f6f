import {
  asText,
  Badge,
  type Column,
  DataTable,
  EmptyState,
  energy,
  Link,
  power,
  useTableState,
  When,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { MetersQuery } from '../../gql/graphql.ts';
import { useAllPages } from '../lists/all-pages.ts';
import { ProfileEvidence } from './evidence.tsx';
import { evidenceOf } from './evidence.view.ts';
import { ConfirmProfile } from './confirm-profile.tsx';
import { kwhOf } from './register.view.ts';
import { useEvery } from '../time/use-every.ts';

const metersDocument = graphql(`
  query Meters($after: String) {
    meters(first: 200, after: $after) {
      nodes {
        id
        name
        address
        serial
        main
        powerW
        profile
        profileEvidence
        profileConfirmedAt
        lastSeenAt
        site {
          id
          name
        }
        register {
          id
          latest {
            takenAt
            registerWh
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

type MeterRow = MetersQuery['meters']['nodes'][number];
const REFRESH_MS = 15_000;

export function MetersTable(): JSX.Element {
  const navigate = useNavigate();
  const state = useTableState({ hidden: ['serial'] }, 'm-');
  const meters = useAllPages(
    metersDocument,
    () => ({}),
    (data) => data.meters,
  );
  useEvery(REFRESH_MS, meters.refetch);
  const evidence: Column<MeterRow> = {
    id: 'evidence',
    header: 'Evidence',
    width: '13rem',
    value: (meter) => evidenceOf(meter.profileEvidence, meter.profileConfirmedAt).word,
    cell: (meter) => (
      <span class="inline-flex items-center gap-2">
        <ProfileEvidence evidence={meter.profileEvidence} confirmedAt={meter.profileConfirmedAt} />
        <ConfirmProfile device={meter} onConfirmed={meters.refetch} inTable />
      </span>
    ),
  };
  return (
    <DataTable
      label="Meters"
      noun="meter"
      rows={meters.rows}
      columns={[...columns.slice(0, -1), evidence, ...columns.slice(-1)]}
      rowId={(meter) => meter.id}
      onOpen={(meter) => navigate(`/power/meters/${meter.id}`)}
      state={state}
      error={meters.error}
      onRetry={meters.refetch}
      empty={
        <EmptyState title="No meters yet" icon="power">
          A site’s main meter shows what the PDUs don’t account for.
        </EmptyState>
      }
    />
  );
}

const columns: Column<MeterRow>[] = [
  {
    id: 'name',
    header: 'Name',
    fixed: true,
    width: 'minmax(9rem, 1fr)',
    value: (meter) => meter.name,
    cell: (meter) => (
      <span class="inline-flex items-center gap-2">
        <Link href={`/power/meters/${meter.id}`}>{meter.name}</Link>
        <Show when={meter.main}>
          <Badge title="The meter of the whole site">Main</Badge>
        </Show>
      </span>
    ),
  },
  { id: 'site', header: 'Site', value: (meter) => meter.site.name },
  {
    id: 'power',
    header: 'Power',
    numeric: true,
    width: '8rem',
    search: false,
    value: (meter) => meter.powerW,
    cell: (meter) => <>{asText(power(meter.powerW))}</>,
  },
  {
    id: 'register',
    header: 'Register',
    numeric: true,
    width: '9rem',
    search: false,
    value: (meter) => (meter.register?.latest ? Number(meter.register.latest.registerWh) : null),
    cell: (meter) => <>{asText(energy(kwhOf(meter.register?.latest?.registerWh)))}</>,
  },
  { id: 'profile', header: 'Profile', width: 'minmax(9rem, 1fr)', value: (meter) => meter.profile },
  { id: 'address', header: 'Address', width: 'minmax(12rem, 1fr)', value: (meter) => meter.address },
  { id: 'serial', header: 'Serial', value: (meter) => meter.serial },
  {
    id: 'seen',
    header: 'Last answer',
    width: '9rem',
    search: false,
    value: (meter) => meter.lastSeenAt,
    cell: (meter) => <When at={meter.lastSeenAt} />,
  },
];
