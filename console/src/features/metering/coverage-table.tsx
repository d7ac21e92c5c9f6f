import {
  Button,
  Card,
  Checkbox,
  type Column,
  DataTable,
  Dialog,
  EmptyState,
  QualityMark,
  percent,
  Stat,
  useTableState,
  useWide,
} from '@hashyard/ui';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { useUrlFilter } from '../lists/url-filter.ts';
import { May } from '../session/may.tsx';
import { coverageWords, sharePercent, sumOf } from './coverage.view.ts';
import { CoverageStrip } from './coverage-strip.tsx';
import { CorrectionDialog } from './meter-tasks.tsx';
import { MeterEvents } from './meter-events.tsx';
import { type Looked, type MeterDataRow, useMeterData } from './use-meter-data.ts';

/** Registers of a site and how well each is known, the worst first; each opens to its events and corrections. */
export function CoverageTable(props: { looked: Looked; zone: string }): JSX.Element {
  const [incomplete, setIncomplete] = useUrlFilter('incomplete');
  const data = useMeterData(() => ({ ...props.looked, incomplete: incomplete() !== '' }));
  const state = useTableState();
  const wide = useWide();
  const [opened, setOpened] = createSignal<MeterDataRow>();
  const total = createMemo(() => sumOf((data.rows ?? []).map((row) => row.total)));
  return (
    <div class="flex flex-col gap-4">
      <Card>
        <div class="flex flex-wrap items-end justify-between gap-4">
          <div class="grid grid-cols-2 gap-x-8 gap-y-3 sm:grid-cols-4">
            <Stat small label="Registers" value={String(data.total ?? '–')} />
            <Stat small label="Measured" value={share(total().measuredSeconds, total())} />
            <Stat small label="Estimated" value={share(total().estimatedSeconds, total())} />
            <Stat small label="Void or unknown" value={share(openSeconds(total()), total())} />
          </div>
          <p class="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <For each={['MEASURED', 'ESTIMATED', 'VOID', 'GAP'] as const}>
              {(quality) => <QualityMark quality={quality} />}
            </For>
          </p>
        </div>
      </Card>
      <Card flush>
        <DataTable
          label="Registers"
          noun="register"
          rows={data.rows}
          columns={columns}
          rowId={(row) => row.register.id}
          onOpen={setOpened}
          state={state}
          error={data.error}
          onRetry={data.refetch}
          card={wide() ? undefined : (row) => <RegisterCard row={row} />}
          toolbar={
            <Checkbox
              label="Only what is not all measured"
              value={incomplete() !== ''}
              onChange={(on) => setIncomplete(on ? 'yes' : '')}
            />
          }
          empty={
            incomplete() ? (
              <EmptyState title="Every register is measured throughout" icon="check" />
            ) : (
              <EmptyState title="No registers yet" icon="power">
                They come with the first answer of a PDU or meter.
              </EmptyState>
            )
          }
        />
      </Card>
      <Show when={opened()} keyed>
        {(row) => (
          <RegisterDialog
            row={row}
            looked={props.looked}
            zone={props.zone}
            onClose={() => setOpened(undefined)}
            onChanged={data.refetch}
          />
        )}
      </Show>
    </div>
  );
}

type Seconds = MeterDataRow['total'];
const openSeconds = (of: Seconds) => of.gapSeconds + of.voidSeconds + of.missingSeconds;
const share = (seconds: number, of: Seconds) => percent(sharePercent(seconds, of));

const columns: Column<MeterDataRow>[] = [
  {
    id: 'register',
    header: 'Register',
    fixed: true,
    width: 'minmax(10rem, 1.5fr)',
    value: (row) => row.register.name,
  },
  {
    id: 'days',
    header: 'Day by day',
    width: 'minmax(12rem, 3fr)',
    search: false,
    value: (row) => row.total.measuredSeconds,
    cell: (row) => <CoverageStrip days={row.days} />,
  },
  ...(
    [
      ['measured', 'Measured', (of: Seconds) => of.measuredSeconds],
      ['estimated', 'Estimated', (of: Seconds) => of.estimatedSeconds],
      ['open', 'Void, unknown', openSeconds],
    ] as const
  ).map(
    ([id, header, pick]): Column<MeterDataRow> => ({
      id,
      header,
      width: '8rem',
      numeric: true,
      search: false,
      value: (row) => sharePercent(pick(row.total), row.total),
      cell: (row) => share(pick(row.total), row.total),
    }),
  ),
];

function RegisterCard(props: { row: MeterDataRow }): JSX.Element {
  return (
    <div class="flex h-full flex-col justify-center gap-1 px-4">
      <span class="truncate font-medium">{props.row.register.name}</span>
      <CoverageStrip days={props.row.days} />
      <span class="truncate text-sm text-muted">{coverageWords(props.row.total)}</span>
    </div>
  );
}

function RegisterDialog(props: {
  row: MeterDataRow;
  looked: Looked;
  zone: string;
  onClose: () => void;
  onChanged: () => void;
}): JSX.Element {
  const [asked, setAsked] = createSignal<'read' | 'replace' | 'void' | 'trust'>();
  const register = () => props.row.register;
  return (
    <>
      <Dialog
        open={asked() === undefined}
        onClose={props.onClose}
        title={register().name}
        description={coverageWords(props.row.total)}
      >
        <div class="flex flex-col gap-4">
          <CoverageStrip days={props.row.days} />
          <May do="metering:correct">
            <div class="flex flex-wrap gap-2">
              <Button onClick={() => setAsked('read')}>Read by hand</Button>
              <Button onClick={() => setAsked('replace')}>Record replacement</Button>
              <Button onClick={() => setAsked('void')}>Declare untrue</Button>
              <Button onClick={() => setAsked('trust')}>Trust readings</Button>
            </div>
          </May>
          <MeterEvents looked={props.looked} zone={props.zone} registerId={register().id} maxHeight="16rem" />
        </div>
      </Dialog>
      <Show when={asked()} keyed>
        {(action) => (
          <CorrectionDialog
            action={action}
            subject={{
              registerId: register().id,
              name: register().name,
              zone: props.zone,
              fromWh: register().latest?.registerWh,
            }}
            onDone={() => {
              props.onChanged();
              props.onClose();
            }}
            onClose={() => setAsked(undefined)}
          />
        )}
      </Show>
    </>
  );
}
