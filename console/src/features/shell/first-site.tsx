import { ButtonLink, Card, EmptyState, useQuery } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { NextSteps } from '../sites/next-steps.tsx';
import { working } from '../sites/site.view.ts';

const firstSiteDocument = graphql(`
  query FirstSite {
    sites(first: 1) {
      nodes {
        id
        racks {
          id
        }
        collectors {
          id
          revokedAt
        }
      }
    }
  }
`);

/** Stands on the overview while there is no machine: what the first site still needs. */
export function FirstSite(): JSX.Element {
  const query = useQuery(firstSiteDocument);
  const site = () => query.data?.sites.nodes[0];
  return (
    <Show when={query.data}>
      <Show when={site()} fallback={<NoSite />}>
        {(first) => (
          <NextSteps
            progress={{
              siteId: first().id,
              racks: first().racks.length,
              collectors: working(first().collectors).length,
              machines: 0,
            }}
          />
        )}
      </Show>
    </Show>
  );
}

function NoSite(): JSX.Element {
  return (
    <Card>
      <EmptyState title="There is no site yet" action={<ButtonLink href="/sites/new">Add site</ButtonLink>}>
        A site is a place with power and a time zone: machines stand there.
      </EmptyState>
    </Card>
  );
}
