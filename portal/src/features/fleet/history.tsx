import { Asked, EmptyState, hashrate, LineChart, Skeleton, useNow, useQuery } from '@hashyard/ui';
import { createMemo, createSignal, For, type JSX } from 'solid-js';
import { graphql } from '../../gql';
import { lineOf, type Point, pointsOf, type Range, RANGES, rangeWords, windowOf } from './history.view.ts';

const HistoryDocument = graphql(`
  query History($scope: Scope, $from: DateTime!, $to: DateTime!, $fine: Boolean!) {
    hourly: readings(scope: $scope, from: $from, to: $to, step: HOURS_1) {
      points {
        at
        hashrateThs
      }
    }
    fine: readings(scope: $scope, from: $from, to: $to, step: MINUTES_5) @include(if: $fine) {
      points {
        at
        hashrateThs
      }
    }
  }
`);

/** Hashrate over a day, a week or a month, its end moving with what is live. */
export function HashrateHistory(props: {
  minerId?: string;
  now: { at: string; hashrateThs: number | null } | undefined;
  /** What it should do, dashed. */
  ratedThs?: number;
}): JSX.Element {
  const [range, setRange] = createSignal<Range>('day');
  const clock = useNow();
  const to = createMemo(() => windowOf(range(), clock()).to);
  const history = useQuery(HistoryDocument, () => ({
    ...windowOf(range(), Date.parse(to())),
    scope: props.minerId ? { minerIds: [props.minerId] } : undefined,
  }));
  // What is known stays while the next window is fetched.
  const points = createMemo<readonly Point[] | undefined>((known) => {
    const data = history.data;
    if (data) return pointsOf(data.hourly.points, data.fine?.points);
    return history.error ? undefined : known;
  });
  const line = createMemo(() => lineOf(points() ?? [], props.now));
  const series = () => [
    { label: 'Hashrate', values: line().values, fill: true },
    ...(props.ratedThs
      ? [{ label: 'Rated', values: line().at.map(() => props.ratedThs ?? null), dashed: true, color: 'var(--muted)' }]
      : []),
  ];
  const known = () => line().values.some((value) => value !== null);
  return (
    <div class="flex flex-col gap-3">
      <div role="group" aria-label="Range" class="flex gap-1 self-start rounded bg-sunken p-0.5">
        <For each={RANGES}>
          {(choice) => (
            <button
              type="button"
              aria-pressed={range() === choice}
              class="min-h-8 rounded-[6px] px-3 text-sm text-muted aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-text"
              onClick={() => setRange(choice)}
            >
              {rangeWords(choice)}
            </button>
          )}
        </For>
      </div>
      <Asked
        query={{ data: points(), error: history.error, refetch: history.refetch }}
        of={() => (known() ? line() : null)}
        skeleton={<Skeleton height="248px" />}
        none={<EmptyState title="No readings in this time">A machine’s line begins with its first reading.</EmptyState>}
      >
        {(shown) => (
          <LineChart
            label={`Hashrate, last ${rangeWords(range())}`}
            at={shown().at}
            series={series()}
            format={hashrate}
          />
        )}
      </Asked>
    </div>
  );
}
