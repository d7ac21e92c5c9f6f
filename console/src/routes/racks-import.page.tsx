import { useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { ImportRacks } from '../features/sites/import-racks.tsx';
import { SiteTask } from '../features/sites/site-task.tsx';
import { graphql } from '../gql/gql.ts';

const siteNameDocument = graphql(`
  query SiteName($id: ID!) {
    site(id: $id) {
      id
      name
    }
  }
`);

export function RacksImportPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  const query = useQuery(siteNameDocument, () => ({ id: params.id }));
  return (
    <SiteTask
      query={query}
      title="Import racks"
      note="A file with a row for each rack. It is checked first; nothing is written by halves."
    >
      {() => <ImportRacks siteId={params.id} onImported={() => navigate(`/sites/${params.id}?tab=racks`)} />}
    </SiteTask>
  );
}
