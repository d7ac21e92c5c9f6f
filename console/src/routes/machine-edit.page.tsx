import { Card, EmptyState, ErrorState, Link, PageHeader, SkeletonLines, toast, useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import { type JSX, Match, Switch } from 'solid-js';
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
    <Switch>
      <Match when={query.data?.miner}>
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
      </Match>
      <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
      <Match when={query.loading}>
        <Card class="max-w-3xl">
          <SkeletonLines lines={8} />
        </Card>
      </Match>
      <Match when={query.data}>
        <EmptyState title="There is no such machine" icon="machine" />
      </Match>
    </Switch>
  );
}
