import { ButtonLink, Card, PageHeader, type Tab, Tabs } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { MetersTable } from '../features/power/meters-table.tsx';
import { PdusTable } from '../features/power/pdus-table.tsx';
import { May } from '../features/session/may.tsx';

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
      <PageHeader
        title="Power"
        actions={
          <>
            <ButtonLink href="/power/data">Meter data</ButtonLink>
            <May do="fleet:manage">
              <ButtonLink href="/power/meters/new" icon="plus">
                Add meter
              </ButtonLink>
              <ButtonLink href="/power/pdus/new" icon="plus">
                Add PDU
              </ButtonLink>
            </May>
          </>
        }
      />
      <Tabs
        label="Kinds of power devices"
        tabs={tabs}
        value={tab() || 'pdus'}
        onChange={(id) => setTab(id === 'pdus' ? '' : id)}
      />
    </>
  );
}
