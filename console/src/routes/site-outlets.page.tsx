import { type Tab, Tabs, useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { OutletFile } from '../features/power/outlet-file.tsx';
import { OutletPattern } from '../features/power/outlet-pattern.tsx';
import { SiteTask } from '../features/sites/site-task.tsx';
import { graphql } from '../gql/gql.ts';

const siteOutletsDocument = graphql(`
  query SiteOutlets($id: ID!) {
    site(id: $id) {
      id
      name
      timeZone
    }
  }
`);

export function SiteOutletsPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(siteOutletsDocument, () => ({ id: params.id }));
  return (
    <SiteTask
      query={query}
      title="Map outlets"
      note="Which machine hangs on which outlet. Nothing is written before you have seen what changes."
    >
      {(site) => <Ways siteId={params.id} zone={site().timeZone} />}
    </SiteTask>
  );
}

function Ways(props: { siteId: string; zone: string }): JSX.Element {
  const navigate = useNavigate();
  const [way, setWay] = useUrlFilter('way');
  const mapped = () => navigate('/power');
  const tabs: Tab[] = [
    {
      id: 'file',
      label: 'From a file',
      content: () => <OutletFile siteId={props.siteId} zone={props.zone} onMapped={mapped} />,
    },
    {
      id: 'pattern',
      label: 'By pattern',
      content: () => <OutletPattern siteId={props.siteId} zone={props.zone} onMapped={mapped} />,
    },
  ];
  return (
    <Tabs
      label="Ways to map outlets"
      tabs={tabs}
      value={way() || 'file'}
      onChange={(id) => setWay(id === 'file' ? '' : id)}
    />
  );
}
