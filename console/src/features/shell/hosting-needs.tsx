import { ButtonLink, Notice, useQuery } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { HostingNeed } from '../../gql/graphql.ts';

const hostingNeedsDocument = graphql(`
  query HostingNeeds {
    organization {
      id
      slug
      hostingNeeds
    }
  }
`);

/** Says what customer management still waits for, with the way to it; nothing when all is there. */
export function HostingNeeds(): JSX.Element {
  const query = useQuery(hostingNeedsDocument);
  const slug = () => query.data?.organization?.slug ?? '';
  return (
    <For each={query.data?.organization?.hostingNeeds ?? []}>
      {(need) => (
        <Notice tone={need === 'SITE_WITH_MACHINES' ? 'info' : 'warn'}>
          <Need need={need} slug={slug()} />
        </Notice>
      )}
    </For>
  );
}

function Need(props: { need: HostingNeed; slug: string }): JSX.Element {
  const command = () =>
    props.need === 'PLAN' ? `organization plan ${props.slug} BUSINESS` : `organization addon ${props.slug} add HOSTING`;
  return (
    <Show
      when={props.need !== 'SITE_WITH_MACHINES'}
      fallback={
        <div class="flex flex-wrap items-center justify-between gap-3">
          <span>First a site with machines: there is nothing yet that a customer could be given.</span>
          <ButtonLink href="/">Set up the first site</ButtonLink>
        </div>
      }
    >
      <p>
        {props.need === 'PLAN'
          ? 'Customers need the Business plan or a higher one.'
          : 'Customers need the Hosting add-on.'}{' '}
        Who runs this installation enables it: <code class="font-mono">npm run -s admin -- {command()}</code>
      </p>
    </Show>
  );
}
