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
import { AddKnownModels } from '../features/fleet/add-known-models.tsx';
import { modelLabel } from '../features/fleet/machines.view.ts';
import { ModelForm } from '../features/fleet/model-form.tsx';
import { RemoveModel } from '../features/fleet/remove-model.tsx';
import { useModels } from '../features/fleet/use-models.ts';
import { May, useMay } from '../features/session/may.tsx';
import type { ModelRowFragment } from '../gql/graphql.ts';

export function ModelsPage(): JSX.Element {
  const state = useTableState();
  const models = useModels();
  const mayManage = useMay('fleet:manage');
  /** The model whose form is open; null: a new one's. */
  const [open, setOpen] = createSignal<{ model: ModelRowFragment | null }>();
  const actions: Column<ModelRowFragment> = {
    id: 'actions',
    header: 'Actions',
    width: '9.5rem',
    search: false,
    value: () => null,
    cell: (model) => (
      <span class="flex gap-1">
        <Button
          class="min-h-6! py-0"
          aria-label={`Edit ${modelLabel(model)}`}
          onClick={(event) => {
            event.stopPropagation();
            setOpen({ model });
          }}
        >
          Edit
        </Button>
        <RemoveModel model={model} onRemoved={models.refetch} />
      </span>
    ),
  };
  return (
    <>
      <PageHeader
        above={<Link href="/machines">Machines</Link>}
        title="Machine models"
        note="Nameplate values. A machine may have its own; a contract keeps those of the day it was assigned."
        actions={
          <May do="fleet:manage">
            <AddKnownModels onAdded={models.refetch} />
            <Button look="primary" icon="plus" onClick={() => setOpen({ model: null })}>
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
          columns={mayManage() ? [...columns, actions] : columns}
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
      <Show when={open()} keyed>
        {({ model }) => (
          <ModelForm
            model={model}
            onClose={() => setOpen(undefined)}
            onSaved={() => {
              setOpen(undefined);
              models.refetch();
            }}
          />
        )}
      </Show>
    </>
  );
}

const columns: Column<ModelRowFragment>[] = [
  { id: 'make', header: 'Make', width: '7rem', value: (model) => model.make },
  { id: 'name', header: 'Model', fixed: true, width: 'minmax(11rem, 1.2fr)', value: (model) => model.name },
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
  {
    id: 'machines',
    header: 'Machines',
    numeric: true,
    width: '6.5rem',
    search: false,
    value: (model) => model.machines,
  },
  { id: 'source', header: 'Source', width: 'minmax(17rem, 2fr)', value: (model) => model.source ?? 'Typed by hand' },
];
