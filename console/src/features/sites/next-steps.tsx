import { ButtonLink, Card, Icon } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { May, type Permission } from '../session/may.tsx';

type Step = {
  readonly title: string;
  readonly why: string;
  readonly done: boolean;
  readonly permission: Permission;
  readonly actions: readonly { readonly label: string; readonly href: string }[];
};

export type SiteProgress = {
  readonly siteId: string;
  readonly racks: number;
  readonly collectors: number;
  readonly machines: number;
};

/** From an empty site to live numbers, in the order in which it is done. */
const stepsOf = ({ siteId, racks, collectors, machines }: SiteProgress): Step[] => [
  {
    title: 'Racks',
    why: 'Slots by row and column: the map on which machines stand.',
    done: racks > 0,
    permission: 'fleet:manage',
    actions: [{ label: 'Add racks', href: `/sites/${siteId}/racks/new` }],
  },
  {
    title: 'Collector',
    why: 'It runs inside the site’s network, finds devices and reads them.',
    done: collectors > 0,
    permission: 'collector:manage',
    actions: [{ label: 'Create collector', href: `/collectors?create=${siteId}` }],
  },
  {
    title: 'Machines',
    why: 'Let the collector look for them, or bring a file with a row for each.',
    done: machines > 0,
    permission: 'fleet:manage',
    actions: [
      { label: 'Discover devices', href: `/sites/${siteId}/discovery` },
      { label: 'Import machines', href: `/machines/import?site=${siteId}` },
    ],
  },
];

/** What a new site still needs; the first open step is the one to take. Gone when all is there. */
export function NextSteps(props: { progress: SiteProgress }): JSX.Element {
  const steps = () => stepsOf(props.progress);
  const next = () => steps().findIndex(({ done }) => !done);
  return (
    <Show when={next() >= 0}>
      <Card title="Bring this site on line">
        <ol class="flex flex-col">
          <For each={steps()}>
            {(step, index) => (
              <li
                aria-current={index() === next() ? 'step' : undefined}
                class="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3 last:border-0"
              >
                <span
                  class={`flex size-6 shrink-0 items-center justify-center rounded-full text-xs font-semibold ${step.done || index() === next() ? 'bg-accent text-on-accent' : 'border border-line-strong text-muted'}`}
                >
                  <Show when={step.done} fallback={index() + 1}>
                    <Icon name="check" size={14} />
                  </Show>
                </span>
                <div class="min-w-40 flex-1">
                  <div class="font-medium">{step.title}</div>
                  <div class="text-sm text-muted">{step.done ? 'Done' : step.why}</div>
                </div>
                <Show when={!step.done}>
                  <May do={step.permission}>
                    <For each={step.actions}>
                      {(action, at) => (
                        <ButtonLink
                          href={action.href}
                          look={index() === next() && at() === 0 ? 'primary' : 'secondary'}
                        >
                          {action.label}
                        </ButtonLink>
                      )}
                    </For>
                  </May>
                </Show>
              </li>
            )}
          </For>
        </ol>
      </Card>
    </Show>
  );
}
