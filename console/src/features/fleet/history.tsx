import { Asked, Card, EmptyState, hashrate, LineChart, power, Skeleton, temperature, useQuery } from '@hashyard/ui';
import { createMemo, createSignal, For, type JSX, onCleanup } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { Scope } from '../../gql/graphql.ts';
import {
  chartOf,
  finished,
  isSparse,
  LONG_SPANS,
  type LongSpan,
  rangeOf,
  SPANS,
  type Span,
  spanWords,
} from './history.view.ts';

const historyDocument = graphql(`
  query History($scope: Scope, $from: DateTime!, $to: DateTime!, $step: Step!) {
    readings(scope: $scope, from: $from, to: $to, step: $step) {
      points {
        at
        hashrateThs
        powerW
        temperatureC
        miners
      }
    }
  }
`);

const REFRESH_MS = 60_000;

/** Hashrate, power and temperature over time; gaps in the data stay gaps in the lines. `ratedThs` draws the nameplate dashed. */
export function History(props: { scope: Scope; ratedThs?: number; withTemperature?: boolean }): JSX.Element {
  const [span, setSpan] = createSignal<LongSpan>('DAY');
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), REFRESH_MS);
  onCleanup(() => clearInterval(timer));
  const fine = useQuery(historyDocument, () => ({ scope: props.scope, ...rangeOf(span(), now()) }));
  const byHours = createMemo(() => span() === 'DAY' && isSparse(fine.data?.readings.points ?? []));
  const coarse = useQuery(historyDocument, () =>
    byHours() ? { scope: props.scope, ...rangeOf(span(), now(), true) } : null,
  );
  const query = {
    get points() {
      return (byHours() ? coarse : fine).data?.readings.points;
    },
    get error() {
      return fine.error ?? coarse.error;
    },
    refetch: fine.refetch,
  };
  const chart = createMemo<ReturnType<typeof chartOf> | undefined>((before) => {
    const points = query.points;
    return points ? chartOf(finished(points, now())) : before;
  });
  const rated = () => {
    const ths = props.ratedThs;
    return ths === undefined ? [] : [{ label: 'Rated', dashed: true, values: (chart()?.at ?? []).map(() => ths) }];
  };

  return (
    <Card title="History" actions={<SpanChoice spans={LONG_SPANS} value={span()} onChange={setSpan} />}>
      <Asked
        query={{ data: chart(), error: query.error, refetch: query.refetch }}
        of={(known) => (known.empty ? null : known)}
        none={<EmptyState title="No data in this span">Lines appear as soon as something has been read.</EmptyState>}
        skeleton={<Skeleton height="240px" />}
      >
        {(known) => (
          <div class={`grid gap-6 ${props.withTemperature ? 'xl:grid-cols-3' : 'xl:grid-cols-2'}`}>
            <LineChart
              label="Hashrate over time"
              at={known().at}
              series={[{ label: 'Hashrate', values: known().hashrateThs, fill: true }, ...rated()]}
              format={hashrate}
            />
            <LineChart
              label="Power over time"
              at={known().at}
              series={[{ label: 'Power', values: known().powerW, color: 'var(--series-2)', fill: true }]}
              format={power}
            />
            {props.withTemperature && (
              <LineChart
                label="Temperature over time"
                at={known().at}
                series={[{ label: 'Hottest', values: known().temperatureC, color: 'var(--series-4)' }]}
                format={temperature}
                fromZero={false}
              />
            )}
          </div>
        )}
      </Asked>
    </Card>
  );
}

/** Which span a history shows; without `spans` those that every history has. */
export function SpanChoice<S extends LongSpan = Span>(props: {
  spans?: readonly S[];
  value: S;
  onChange: (span: S) => void;
}): JSX.Element {
  const spans = () => props.spans ?? (SPANS as readonly string[] as readonly S[]);
  return (
    <fieldset class="flex gap-1">
      <legend class="sr-only">Span of the history</legend>
      <For each={spans()}>
        {(span) => (
          <label class="flex min-h-[var(--control)] cursor-pointer items-center rounded px-2 text-muted hover:bg-hover has-[:checked]:bg-accent-soft has-[:checked]:text-text has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent">
            <input
              type="radio"
              name="span"
              class="sr-only"
              checked={props.value === span}
              onChange={() => props.onChange(span)}
            />
            {spanWords[span]}
          </label>
        )}
      </For>
    </fieldset>
  );
}
