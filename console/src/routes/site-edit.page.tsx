import {
  Card,
  EmptyState,
  ErrorState,
  Link,
  PageHeader,
  SkeletonLines,
  toast,
  useMutation,
  useQuery,
} from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import { type JSX, Match, Switch } from 'solid-js';
import { SiteForm } from '../features/sites/site-form.tsx';
import { updateInput, valuesOf } from '../features/sites/site-form.view.ts';
import { graphql } from '../gql/gql.ts';

const editedSiteDocument = graphql(`
  query EditedSite($id: ID!) {
    site(id: $id) {
      ...SiteFormFields
    }
  }
`);

const updateSiteDocument = graphql(`
  mutation UpdateSite($input: UpdateSiteInput!) {
    updateSite(input: $input) {
      __typename
      ... on Site {
        ...SiteFormFields
      }
      ...RefusalFields
    }
  }
`);

export function SiteEditPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  const query = useQuery(editedSiteDocument, () => ({ id: params.id }));
  const update = useMutation(updateSiteDocument);
  return (
    <Switch>
      <Match when={query.data?.site}>
        {(site) => (
          <>
            <PageHeader above={<Link href={`/sites/${params.id}`}>{site().name}</Link>} title="Edit site" />
            <SiteForm
              initial={valuesOf(site())}
              verb="Save changes"
              cancelHref={`/sites/${params.id}`}
              send={(values) => update.run({ input: updateInput(params.id, values) })}
              onSaved={(id) => {
                toast('Changes saved');
                navigate(`/sites/${id}`);
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
        <EmptyState title="There is no such site" icon="site" />
      </Match>
    </Switch>
  );
}
