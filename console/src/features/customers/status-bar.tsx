import { Badge } from '@hashyard/ui';
import { For, type JSX } from 'solid-js';
import type { CustomerStandingFragment } from '../../gql/graphql.ts';
import { graphql } from '../../gql/gql.ts';
import { standing } from './customer.view.ts';

export const customerStanding = graphql(`
  fragment CustomerStanding on Customer {
    id
    active
    portal
    inDefault
    billingHold
    billingHoldReason
  }
`);

/** How a customer stands: active, in default, held, in the portal or not. */
export function StatusBar(props: { customer: CustomerStandingFragment }): JSX.Element {
  return (
    <ul class="flex flex-wrap gap-2" aria-label="Status">
      <For each={standing(props.customer)}>
        {(state) => (
          <li>
            <Badge tone={state.tone} title={state.meaning}>
              {state.word}
            </Badge>
          </li>
        )}
      </For>
    </ul>
  );
}
