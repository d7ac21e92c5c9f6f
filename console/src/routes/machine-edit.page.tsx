import { Asked, Link, NoSuch, PageHeader, PageSkeleton, toast, useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { MachineForm } from '../features/fleet/machine-form.tsx';
import { graphql } from '../gql/gql.ts';

const machineFormDocument = graphql(`
  query MachineForm($id: ID!) {
    miner(id: $id) {
      id
      name
      address
      maintenance
      maintenanceReason
      ratedHashrateThs
      ratedPowerW
      model {
        id
        make
        name
        ratedHashrateThs
        ratedPowerW
      }
      collector {
        id
      }
      owner {
        id
        name
      }
      contract {
        id
        displayNumber
      }
      slot {
        id
        label
        rack {
          id
          name
        }
      }
      site {
        id
        name
        collectors {
          id
          name
        }
        racks {
          id
          name
          slots {
            id
            label
            miner {
              id
            }
          }
        }
      }
    }
  }
`);

export function MachineEditPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  const query = useQuery(machineFormDocument, () => ({ id: params.id }));
  return (
    <Asked
      query={query}
      of={(data) => data.miner}
      none={<NoSuch what="machine" icon="machine" href="/machines" all="All machines" />}
      skeleton={<PageSkeleton cards={[480]} class="max-w-3xl" />}
    >
      {(machine) => (
        <>
          <PageHeader above={<Link href={`/machines/${params.id}`}>{machine().name}</Link>} title="Edit machine" />
          <MachineForm
            machine={machine()}
            cancelHref={`/machines/${params.id}`}
            onSaved={() => {
              toast('Changes saved');
              navigate(`/machines/${params.id}`);
            }}
          />
        </>
      )}
    </Asked>
  );
}
