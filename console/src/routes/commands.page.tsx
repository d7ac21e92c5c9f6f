import { Card, count, Link, Notice, PageHeader, useQuery, useTableState } from '@hashyard/ui';
import { createEffect, createMemo, type JSX, on, Show } from 'solid-js';
import { batchState, type BatchState, batchStates } from '../features/commands/command.view.ts';
import { commandedDeviceDocument, commandsDocument } from '../features/commands/command-documents.ts';
import { useCommandWatch } from '../features/commands/command-watch.tsx';
import { CommandsTable } from '../features/commands/commands-table.tsx';
import { useAllPages } from '../features/lists/all-pages.ts';
import { FilterSelect } from '../features/lists/filter-select.tsx';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { useEvery } from '../features/time/use-every.ts';

const UNDER_WAY_MS = 5_000;
/** Older ones are found at their device. */
const MOST_ROWS = 2_000;

/** What devices were told, of the whole fleet or of one: `?device=ID`. */
export function CommandsPage(): JSX.Element {
  const watch = useCommandWatch();
  const table = useTableState({ sort: { column: 'at', descending: true } });
  const [deviceId] = useUrlFilter('device');
  const [state, setState] = useUrlFilter('state');
  const wanted = () => (Object.keys(batchStates) as BatchState[]).find((one) => one === state());
  const device = useQuery(commandedDeviceDocument, () => (deviceId() ? { id: deviceId() } : null));
  const known = () => device.data?.miner ?? device.data?.pdu;
  const batches = useAllPages(
    commandsDocument,
    () => ({ deviceId: deviceId() || null }),
    (data) => data.commandBatches,
    MOST_ROWS,
  );
  const rows = createMemo(() => batches.rows?.filter(({ progress }) => !wanted() || batchState(progress) === wanted()));
  const underWay = () => batches.rows?.some(({ progress }) => batchState(progress) === 'UNDER_WAY') ?? false;
  useEvery(UNDER_WAY_MS, () => underWay() && batches.refetch());
  createEffect(on(() => [watch.batch?.id, watch.batch?.progress.done], batches.refetch, { defer: true }));
  return (
    <>
      <PageHeader
        above={
          <Show when={known()} fallback={<Link href="/machines">Machines</Link>}>
            {(one) => (
              <Link href={device.data?.miner ? `/machines/${one().id}` : `/power/${one().id}`}>{one().name}</Link>
            )}
          </Show>
        }
        title="Commands"
        note={
          <Show when={deviceId()} fallback="What machines and outlets were told, and what became of it.">
            <span>Those that reached {known()?.name ?? 'this device'}.</span>
            <Link href="/commands">All commands</Link>
          </Show>
        }
      />
      <Show when={(batches.rows?.length ?? 0) >= MOST_ROWS && (batches.total ?? 0) > MOST_ROWS}>
        <Notice>
          The newest {count(MOST_ROWS, 'command')} are here; older ones are found on the page of their device.
        </Notice>
      </Show>
      <Card flush>
        <CommandsTable
          rows={rows()}
          state={table}
          error={batches.error}
          onRetry={batches.refetch}
          filtered={wanted() !== undefined}
          toolbar={
            <FilterSelect
              label="State"
              all="All states"
              value={wanted() ?? ''}
              onChange={setState}
              options={Object.entries(batchStates).map(([value, { word }]) => ({ value, label: word }))}
            />
          }
        />
      </Card>
    </>
  );
}
