import { Card, Link, When } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { ContractEquipmentFragment } from '../../gql/graphql';
import { equipmentCount } from './contract.view.ts';

export const ContractEquipmentFields = graphql(`
  fragment ContractEquipment on Contract {
    id
    type
    timeZone
    assignments(first: 200) {
      totalCount
      nodes {
        from
        to
        site {
          id
          name
          city
          region
        }
        miner {
          id
          name
          model {
            id
            name
          }
        }
      }
    }
  }
`);

type Assignment = ContractEquipmentFragment['assignments']['nodes'][number];

/** The machines, or for O&M the sites, under a contract and since when. */
export function ContractEquipment(props: { contract: ContractEquipmentFragment }): JSX.Element {
  const assignments = () => props.contract.assignments;
  return (
    <Card title={equipmentCount(props.contract.type, assignments().totalCount)}>
      <Show
        when={assignments().nodes.length > 0}
        fallback={<p class="text-muted">Nothing is assigned to this contract.</p>}
      >
        <ul class="grid gap-x-8 md:grid-cols-2">
          <For each={assignments().nodes}>
            {(assignment) => (
              <li class="flex flex-wrap justify-between gap-x-4 border-b border-line py-2">
                <Equipment assignment={assignment} />
                <span class="text-sm text-muted">
                  since <When at={assignment.from} zone={props.contract.timeZone} />
                  <Show when={assignment.to}>
                    {(to) => (
                      <>
                        {' '}
                        until <When at={to()} zone={props.contract.timeZone} />
                      </>
                    )}
                  </Show>
                </span>
              </li>
            )}
          </For>
        </ul>
        <Show when={assignments().totalCount > assignments().nodes.length}>
          <p class="mt-3 text-muted">
            The first {assignments().nodes.length} are shown; all are under <Link href="/machines">Machines</Link>.
          </p>
        </Show>
      </Show>
    </Card>
  );
}

function Equipment(props: { assignment: Assignment }): JSX.Element {
  return (
    <span class="min-w-0 break-words">
      <Show
        when={props.assignment.miner}
        fallback={
          <>
            {props.assignment.site?.name}{' '}
            <span class="text-sm text-muted">
              {[props.assignment.site?.city, props.assignment.site?.region].filter(Boolean).join(', ')}
            </span>
          </>
        }
      >
        {(machine) => (
          <>
            <Link href={`/machines/${machine().id}`}>{machine().name}</Link>{' '}
            <span class="text-sm text-muted">{machine().model.name}</span>
          </>
        )}
      </Show>
    </span>
  );
}
