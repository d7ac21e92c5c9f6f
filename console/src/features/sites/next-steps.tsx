import { Button, ButtonLink, Card, Icon, useQuery } from '@hashyard/ui';
import { createSignal, For, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { SitePowerQuery } from '../../gql/graphql.ts';
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

const sitePowerDocument = graphql(`
  query SitePower($siteId: ID!, $siteIds: [ID!]!) {
    pdus(first: 1, filter: { siteId: $siteId }) {
      totalCount
    }
    meters(first: 1, filter: { siteId: $siteId }) {
      totalCount
    }
    unmapped: miners(first: 1, filter: { siteIds: $siteIds, unmapped: true }) {
      totalCount
    }
  }
`);

/** What metered bills need. A site that bills by the nameplate does without. */
const powerStepsOf = ({ siteId, machines }: SiteProgress, power: SitePowerQuery): Step[] => [
  {
    title: 'PDUs',
    why: 'Metered contracts bill by the energy registers of their outlets.',
    done: power.pdus.totalCount > 0,
    permission: 'fleet:manage',
    actions: [
      { label: 'Discover devices', href: `/sites/${siteId}/discovery` },
      { label: 'Add PDU', href: `/power/pdus/new?site=${siteId}` },
    ],
  },
  {
    title: 'Outlets',
    why: 'Which machine hangs on which outlet: by a file, by pattern, or one by one.',
    done: machines > 0 && power.unmapped.totalCount === 0,
    permission: 'fleet:manage',
    actions: [
      { label: 'Map outlets', href: `/sites/${siteId}/outlets?way=pattern` },
      { label: 'From a file', href: `/sites/${siteId}/outlets` },
    ],
  },
  {
    title: 'Meters',
    why: 'A main meter shows what no outlet accounts for.',
    done: power.meters.totalCount > 0,
    permission: 'fleet:manage',
    actions: [{ label: 'Add meter', href: `/power/meters/new?site=${siteId}` }],
  },
];

/** Said once for a site that bills without meters; kept in this browser. */
const DISMISSED = 'hashyard.without-meters.';

/** What a new site still needs; the first open step is the one to take. Gone when all is there. */
export function NextSteps(props: { progress: SiteProgress }): JSX.Element {
  const power = useQuery(sitePowerDocument, () => ({
    siteId: props.progress.siteId,
    siteIds: [props.progress.siteId],
  }));
  const key = () => `${DISMISSED}${props.progress.siteId}`;
  const [dismissed, setDismissed] = createSignal(untrack(() => localStorage.getItem(key()) !== null));
  const dismiss = () => {
    localStorage.setItem(key(), 'yes');
    setDismissed(true);
  };
  const basic = () => stepsOf(props.progress);
  const isRunning = () => basic().every(({ done }) => done);
  const steps = () => {
    const known = power.data;
    return known && !dismissed() ? [...basic(), ...powerStepsOf(props.progress, known)] : basic();
  };
  const next = () => steps().findIndex(({ done }) => !done);
  return (
    <Show when={next() >= 0}>
      <Card
        title="Bring this site on line"
        actions={
          <Show when={isRunning()}>
            <Button look="quiet" onClick={dismiss}>
              Not needed here
            </Button>
          </Show>
        }
      >
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
