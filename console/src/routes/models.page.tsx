import {
  Button,
  Card,
  type Column,
  DataTable,
  decimal,
  EmptyState,
  Link,
  PageHeader,
  useTableState,
} from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { ModelForm } from '../features/fleet/model-form.tsx';
import { useModels } from '../features/fleet/use-models.ts';
import { May } from '../features/session/may.tsx';
import type { ModelRowFragment } from '../gql/graphql.ts';

export function ModelsPage(): JSX.Element {
  const state = useTableState();
  const models = useModels();
  const [adding, setAdding] = createSignal(false);
  return (
    <>
      <PageHeader
        above={<Link href="/machines">Machines</Link>}
        title="Machine models"
        note="Nameplate values. A machine may have its own; a contract keeps those of the day it was assigned."
        actions={
          <May do="fleet:manage">
            <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
              Add model
            </Button>
          </May>
        }
      />
      <Card flush>
        <DataTable
          label="Machine models"
          noun="model"
          rows={models.rows}
          columns={columns}
          rowId={(model) => model.id}
          state={state}
          error={models.error}
          onRetry={models.refetch}
          empty={
            <EmptyState title="No models yet" icon="machine">
              Add the models that stand at your sites: machines take their rated hashrate and power from them.
            </EmptyState>
          }
        />
      </Card>
      <Show when={adding()}>
        <ModelForm
          onClose={() => setAdding(false)}
          onMade={() => {
            setAdding(false);
            models.refetch();
          }}
        />
      </Show>
    </>
  );
}

const columns: Column<ModelRowFragment>[] = [
  { id: 'make', header: 'Make', width: 'minmax(7rem, 1fr)', value: (model) => model.make },
  { id: 'name', header: 'Model', fixed: true, width: 'minmax(12rem, 2fr)', value: (model) => model.name },
  {
    id: 'hashrate',
    header: 'Rated hashrate',
    numeric: true,
    width: '9rem',
    search: false,
    value: (model) => Number(model.ratedHashrateThs),
    cell: (model) => <>{decimal(model.ratedHashrateThs, 1)} TH/s</>,
  },
  {
    id: 'power',
    header: 'Rated power',
    numeric: true,
    width: '8rem',
    search: false,
    value: (model) => Number(model.ratedPowerW),
    cell: (model) => <>{decimal(model.ratedPowerW)} W</>,
  },
  {
    id: 'efficiency',
    header: 'Rated efficiency',
    numeric: true,
    width: '9.5rem',
    search: false,
    value: (model) => Number(model.ratedEfficiencyJPerTh),
    cell: (model) => <>{decimal(model.ratedEfficiencyJPerTh, 1)} J/TH</>,
  },
];
