import { PageSkeleton, toast, useMutation, useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { SiteForm } from '../features/sites/site-form.tsx';
import { updateInput, valuesOf } from '../features/sites/site-form.view.ts';
import { SiteTask } from '../features/sites/site-task.tsx';
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
    <SiteTask query={query} title="Edit site" skeleton={<PageSkeleton cards={[480]} class="max-w-3xl" />}>
      {(site) => (
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
      )}
    </SiteTask>
  );
}
