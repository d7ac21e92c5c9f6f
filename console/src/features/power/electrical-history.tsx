import {
  Asked,
  Card,
  EmptyState,
  fixed,
  LineChart,
  type Option,
  power,
  Select,
  Skeleton,
  useQuery,
} from '@hashyard/ui';
import { createMemo, createSignal, type JSX, onCleanup, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { SpanChoice } from '../fleet/history.tsx';
import { finished, rangeOf, type Span } from '../fleet/history.view.ts';
import { chartOf } from './electrical-history.view.ts';

const electricalHistoryDocument = graphql(`
  query ElectricalHistory($sourceId: ID!, $from: DateTime!, $to: DateTime!, $step: Step!) {
    electricalReadings(sourceId: $sourceId, from: $from, to: $to, step: $step) {
      points {
        at
        powerW
        currentA
        currentMaxA
      }
    }
  }
`);

const REFRESH_MS = 60_000;

/** Power and current of a device, or of one of its phases and outlets, over time; a gap stays a gap. */
export function ElectricalHistory(props: { sources: readonly Option[] }): JSX.Element {
  const [chosen, setChosen] = createSignal('');
  const [span, setSpan] = createSignal<Span>('DAY');
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), REFRESH_MS);
  onCleanup(() => clearInterval(timer));
  const sourceId = () => props.sources.find(({ value }) => value === chosen())?.value ?? props.sources[0]?.value ?? '';
  const query = useQuery(electricalHistoryDocument, () => ({ sourceId: sourceId(), ...rangeOf(span(), now()) }));
  const chart = createMemo<ReturnType<typeof chartOf> | undefined>((before) => {
    const points = query.data?.electricalReadings?.points;
    return points ? chartOf(finished(points, now())) : before;
  });
  return (
    <Card title="History" actions={<SpanChoice value={span()} onChange={setSpan} />}>
      <div class="flex flex-col gap-4">
        <Show when={props.sources.length > 1}>
          <div class="max-w-72">
            <Select
              label="Of"
              required
              options={props.sources}
              name="history"
              value={sourceId()}
              onChange={setChosen}
            />
          </div>
        </Show>
        <Asked
          query={{ data: chart(), error: query.error, refetch: query.refetch }}
          of={(known) => (known.empty ? null : known)}
          none={<EmptyState title="No data in this span">Lines appear as soon as something has been read.</EmptyState>}
          skeleton={<Skeleton height="240px" />}
        >
          {(known) => (
            <div class={`grid gap-6 ${known().hasCurrent ? 'xl:grid-cols-2' : ''}`}>
              <LineChart
                label="Power over time"
                at={known().at}
                series={[{ label: 'Power', values: known().powerW, color: 'var(--series-2)', fill: true }]}
                format={power}
              />
              <Show when={known().hasCurrent}>
                <LineChart
                  label="Current over time"
                  at={known().at}
                  series={[
                    { label: 'Current', values: known().currentA, color: 'var(--series-3)', fill: true },
                    { label: 'Highest', values: known().currentMaxA, color: 'var(--series-4)', dashed: true },
                  ]}
                  format={(amps) => ({ value: fixed(amps, 1), unit: 'A' })}
                />
              </Show>
            </div>
          )}
        </Asked>
      </div>
    </Card>
  );
}
