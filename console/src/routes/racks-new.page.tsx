import { count, toast, useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { RacksForm } from '../features/sites/racks-form.tsx';
import { SiteTask } from '../features/sites/site-task.tsx';
import { graphql } from '../gql/gql.ts';

const siteRackNamesDocument = graphql(`
  query SiteRackNames($id: ID!) {
    site(id: $id) {
      id
      name
      racks {
        id
        name
      }
    }
  }
`);

export function RacksNewPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  const query = useQuery(siteRackNamesDocument, () => ({ id: params.id }));
  return (
    <SiteTask query={query} title="Add racks" note="One by hand, or many of the same shape at once.">
      {(site) => (
        <RacksForm
          siteId={params.id}
          taken={new Set(site().racks.map(({ name }) => name))}
          cancelHref={`/sites/${params.id}?tab=map`}
          onMade={(racks) => {
            toast(`${count(racks, 'rack')} created`);
            navigate(`/sites/${params.id}?tab=map`);
          }}
        />
      )}
    </SiteTask>
  );
}
