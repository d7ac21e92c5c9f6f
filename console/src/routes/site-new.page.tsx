import { Link, PageHeader, toast, useMutation } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { useSession } from '../features/session/session.tsx';
import { SiteForm } from '../features/sites/site-form.tsx';
import { createInput, newSite } from '../features/sites/site-form.view.ts';
import { graphql } from '../gql/gql.ts';

const createSiteDocument = graphql(`
  mutation CreateSite($input: CreateSiteInput!) {
    createSite(input: $input) {
      __typename
      ... on Site {
        id
      }
      ...RefusalFields
    }
  }
`);

export function SiteNewPage(): JSX.Element {
  const navigate = useNavigate();
  const session = useSession();
  const create = useMutation(createSiteDocument);
  /** One key for this page: a second click, or a retry after a lost answer, makes no second site. */
  const idempotencyKey = crypto.randomUUID();
  return (
    <>
      <PageHeader
        above={<Link href="/sites">Sites</Link>}
        title="Create site"
        note="Racks, a collector and machines come next."
      />
      <SiteForm
        initial={newSite(session.viewer.organization.timeZone)}
        verb="Create site"
        cancelHref="/sites"
        send={(values) => create.run({ input: { ...createInput(values), idempotencyKey } })}
        onSaved={(id) => {
          toast('Site created');
          navigate(`/sites/${id}`);
        }}
      />
    </>
  );
}
