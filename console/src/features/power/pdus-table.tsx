import { asText, type Column, DataTable, EmptyState, Link, power, useTableState, When } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { PdusQuery } from '../../gql/graphql.ts';
import { useAllPages } from '../lists/all-pages.ts';
import { ProfileEvidence } from './evidence.tsx';
import { evidenceOf } from './evidence.view.ts';
import { useEvery } from '../time/use-every.ts';

const pdusDocument = graphql(`
  query Pdus($after: String) {
    pdus(first: 200, after: $after) {
      nodes {
        id
        name
        address
        model
        serial
        profile
        profileEvidence
        profileConfirmedAt
        powerW
        lastSeenAt
        site {
          id
          name
        }
        rack {
          id
          name
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

type PduRow = PdusQuery['pdus']['nodes'][number];
const REFRESH_MS = 15_000;

export function PdusTable(): JSX.Element {
  const navigate = useNavigate();
  const state = useTableState({ hidden: ['serial', 'profile'] });
  const pdus = useAllPages(
    pdusDocument,
    () => ({}),
    (data) => data.pdus,
  );
  useEvery(REFRESH_MS, pdus.refetch);
  return (
    <DataTable
      label="PDUs"
      noun="PDU"
      rows={pdus.rows}
      columns={columns}
      rowId={(pdu) => pdu.id}
      onOpen={(pdu) => navigate(`/power/${pdu.id}`)}
      state={state}
      error={pdus.error}
      onRetry={pdus.refetch}
      empty={
        <EmptyState title="No PDUs yet" icon="power">
          Metered contracts bill by the energy registers of their outlets.
        </EmptyState>
      }
    />
  );
}

const columns: Column<PduRow>[] = [
  {
    id: 'name',
    header: 'Name',
    fixed: true,
    value: (pdu) => pdu.name,
    cell: (pdu) => <Link href={`/power/${pdu.id}`}>{pdu.name}</Link>,
  },
  { id: 'site', header: 'Site', value: (pdu) => pdu.site.name },
  { id: 'rack', header: 'Rack', value: (pdu) => pdu.rack?.name },
  {
    id: 'power',
    header: 'Power',
    numeric: true,
    width: '7rem',
    search: false,
    value: (pdu) => pdu.powerW,
    cell: (pdu) => <>{asText(power(pdu.powerW))}</>,
  },
  { id: 'model', header: 'Model', width: 'minmax(9rem, 1fr)', value: (pdu) => pdu.model },
  { id: 'address', header: 'Address', width: 'minmax(11rem, 1fr)', value: (pdu) => pdu.address },
  { id: 'serial', header: 'Serial', value: (pdu) => pdu.serial },
  { id: 'profile', header: 'Profile', width: 'minmax(9rem, 1fr)', value: (pdu) => pdu.profile },
  {
    id: 'evidence',
    header: 'Evidence',
    width: '8.5rem',
    value: (pdu) => evidenceOf(pdu.profileEvidence, pdu.profileConfirmedAt).word,
    cell: (pdu) => <ProfileEvidence evidence={pdu.profileEvidence} confirmedAt={pdu.profileConfirmedAt} />,
  },
  {
    id: 'seen',
    header: 'Last answer',
    width: '9rem',
    search: false,
    value: (pdu) => pdu.lastSeenAt,
    cell: (pdu) => <When at={pdu.lastSeenAt} />,
  },
];
