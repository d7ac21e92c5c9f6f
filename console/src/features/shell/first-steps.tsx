import { ButtonLink, Card, ErrorState, Icon, SkeletonLines, useQuery } from '@hashyard/ui';
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { type FirstStep, firstSteps } from './first-steps.view.ts';

const firstStepsDocument = graphql(`
  query FirstSteps {
    sites(first: 1) {
      nodes {
        id
      }
    }
    racks(first: 1) {
      totalCount
    }
    collectors(first: 1) {
      totalCount
    }
    pdus(first: 1) {
      totalCount
    }
    meters(first: 1) {
      totalCount
    }
  }
`);

/** Stands on the overview until there is a machine: what is done, and the next thing to do. */
export function FirstSteps(): JSX.Element {
  const query = useQuery(firstStepsDocument);
  return (
    <Card title="Bring your site on line">
      <Switch>
        <Match when={query.data}>{(data) => <StepList steps={firstSteps(data())} />}</Match>
        <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
        <Match when={true}>
          <SkeletonLines lines={4} />
        </Match>
      </Switch>
    </Card>
  );
}

function StepList(props: { steps: readonly FirstStep[] }): JSX.Element {
  const next = () => props.steps.findIndex(({ done }) => !done);
  return (
    <ol class="flex flex-col divide-y divide-line">
      <For each={props.steps}>
        {(step, index) => (
          <li
            aria-current={index() === next() ? 'step' : undefined}
            class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3"
          >
            <span
              class={`flex size-7 shrink-0 items-center justify-center rounded-full text-sm font-semibold ${step.done ? 'bg-accent text-on-accent' : 'border border-line-strong text-muted'}`}
            >
              <Show when={step.done} fallback={index() + 1}>
                <Icon name="check" size={16} />
              </Show>
            </span>
            <div class="min-w-0 flex-1 basis-52">
              <p class="font-semibold">
                {step.title}
                <Show when={step.done}>
                  <span class="font-normal text-muted"> · done</span>
                </Show>
              </p>
              <p class="text-muted">{step.why}</p>
            </div>
            <Show when={!step.done}>
              <ButtonLink href={step.href} look={index() === next() ? 'primary' : 'quiet'} class="max-sm:ml-11">
                {step.verb}
              </ButtonLink>
            </Show>
          </li>
        )}
      </For>
    </ol>
  );
}
