import { Card, count, EmptyState, ErrorState, Link, PageHeader, SkeletonLines, toast, useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import { type JSX, Match, Switch } from 'solid-js';
import { RacksForm } from '../features/sites/racks-form.tsx';
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
    <Switch>
      <Match when={query.data?.site}>
        {(site) => (
          <>
            <PageHeader
              above={<Link href={`/sites/${params.id}`}>{site().name}</Link>}
              title="Add racks"
              note="One by hand, or many of the same shape at once."
            />
            <RacksForm
              siteId={params.id}
              taken={new Set(site().racks.map(({ name }) => name))}
              cancelHref={`/sites/${params.id}?tab=map`}
              onMade={(racks) => {
                toast(`${count(racks, 'rack')} created`);
                navigate(`/sites/${params.id}?tab=map`);
              }}
            />
          </>
        )}
      </Match>
      <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
      <Match when={query.loading}>
        <Card>
          <SkeletonLines lines={8} />
        </Card>
      </Match>
      <Match when={query.data}>
        <EmptyState title="There is no such site" icon="site" />
      </Match>
    </Switch>
  );
}
