import { Card, EmptyState, ErrorState, Link, PageHeader, SkeletonLines, useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import { type JSX, Match, Switch } from 'solid-js';
import { ImportRacks } from '../features/sites/import-racks.tsx';
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
    <Switch>
      <Match when={query.data?.site}>
        {(site) => (
          <>
            <PageHeader
              above={<Link href={`/sites/${params.id}`}>{site().name}</Link>}
              title="Import racks"
              note="A file with a row for each rack. It is checked first; nothing is written by halves."
            />
            <ImportRacks siteId={params.id} onImported={() => navigate(`/sites/${params.id}?tab=racks`)} />
          </>
        )}
      </Match>
      <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
      <Match when={query.loading}>
        <Card>
          <SkeletonLines lines={6} />
        </Card>
      </Match>
      <Match when={query.data}>
        <EmptyState title="There is no such site" icon="site" />
      </Match>
    </Switch>
  );
}
