import { Card, PageHeader, type Tab, Tabs } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { MetersTable } from '../features/power/meters-table.tsx';
import { PdusTable } from '../features/power/pdus-table.tsx';

const tabs: Tab[] = [
  {
    id: 'pdus',
    label: 'PDUs',
    content: () => (
      <Card flush>
        <PdusTable />
      </Card>
    ),
  },
  {
    id: 'meters',
    label: 'Meters',
    content: () => (
      <Card flush>
        <MetersTable />
      </Card>
    ),
  },
];

export function PowerPage(): JSX.Element {
  const [tab, setTab] = useUrlFilter('tab');
  return (
    <>
      <PageHeader title="Power" />
      <Tabs
        label="Kinds of power devices"
        tabs={tabs}
        value={tab() || 'pdus'}
        onChange={(id) => setTab(id === 'pdus' ? '' : id)}
      />
    </>
  );
}
