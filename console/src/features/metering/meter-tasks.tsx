import { Asked, Badge, Button, ButtonLink, Card, dateTime, EmptyState, SkeletonLines } from '@hashyard/ui';
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { MeterTaskKind } from '../../gql/graphql.ts';
import { useMay } from '../session/may.tsx';
import { EstimateByHand, JudgeReadings, ReadByHand, RecordReplacement, type Subject } from './correction-dialogs.tsx';
import { taskWords } from './metering.words.ts';
import { type MeterTaskRow, useMeterTasks } from './use-meter-data.ts';

type Action = 'replace' | 'void' | 'trust' | 'read' | 'estimate';

/** Which corrections resolve which question, the likeliest first. */
const actionsOf: Partial<Record<MeterTaskKind, readonly Action[]>> = {
  FELL: ['replace', 'void'],
  NO_ESTIMATE: ['estimate', 'trust'],
  SILENT: ['read'],
  CHECKED: ['trust', 'void'],
};
const verbs: Record<Action, string> = {
  replace: 'Record replacement',
  void: 'Declare untrue',
  trust: 'Trust readings',
  read: 'Read by hand',
  estimate: 'Put energy in',
};

/** What needs a person before the site's bills are right, each with what resolves it. */
export function MeterTasks(props: { siteId: string; zone: string }): JSX.Element {
  const query = useMeterTasks(() => props.siteId);
  const [asked, setAsked] = createSignal<{ action: Action; subject: Subject }>();
  return (
    <>
      <Asked
        query={query}
        of={(data) => data.meterTasks}
        none={
          <EmptyState title="Nothing needs you here" icon="check">
            Registers that fall silent, fall, or count for nobody are listed here, each with what resolves it.
          </EmptyState>
        }
        skeleton={
          <Card>
            <SkeletonLines lines={6} />
          </Card>
        }
      >
        {(tasks) => (
          <Card flush>
            <ul>
              <For each={tasks()}>
                {(task) => (
                  <Task
                    task={task}
                    siteId={props.siteId}
                    zone={props.zone}
                    onAct={(action) => setAsked({ action, subject: subjectOf(task, props.zone) })}
                  />
                )}
              </For>
            </ul>
          </Card>
        )}
      </Asked>
      <Show when={asked()} keyed>
        {({ action, subject }) => (
          <CorrectionDialog
            action={action}
            subject={subject}
            onDone={query.refetch}
            onClose={() => setAsked(undefined)}
          />
        )}
      </Show>
    </>
  );
}

function Task(props: {
  task: MeterTaskRow;
  siteId: string;
  zone: string;
  onAct: (action: Action) => void;
}): JSX.Element {
  const may = useMay('metering:correct');
  const words = () => taskWords[props.task.kind];
  return (
    <li class="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-0">
      <div class="min-w-0 flex-1 basis-72">
        <p class="flex flex-wrap items-center gap-2">
          <Badge tone={words().tone}>{words().word}</Badge>
          <span class="font-medium break-words">{nameOf(props.task)}</span>
          <span class="text-sm text-muted">{timeOf(props.task, props.zone)}</span>
        </p>
        <Show when={props.task.detail}>
          {(detail) => (
            <p class="mt-1 text-sm break-words">{props.task.kind === 'UNFED' ? `Contract ${detail()}` : detail()}</p>
          )}
        </Show>
        <p class="mt-1 text-sm text-muted">{words().advice}</p>
      </div>
      <div class="flex flex-wrap gap-2">
        <Show when={may()}>
          <For each={actionsOf[props.task.kind]}>
            {(action) => <Button onClick={() => props.onAct(action)}>{verbs[action]}</Button>}
          </For>
        </Show>
        <Show when={placeOf(props.task, props.siteId)}>
          {(place) => <ButtonLink href={place().href}>{place().label}</ButtonLink>}
        </Show>
      </div>
    </li>
  );
}

/** Where the rest is resolved. */
function placeOf(task: MeterTaskRow, siteId: string): { href: string; label: string } | null {
  const pdu = task.register?.outlet?.pdu;
  switch (task.kind) {
    case 'UNMAPPED':
      return pdu
        ? { href: `/power/${pdu.id}/outlets`, label: 'Map outlets' }
        : { href: '/power?tab=meters', label: 'Go to meters' };
    case 'UNFED':
      return task.miner ? { href: `/machines/${task.miner.id}`, label: 'Go to the machine' } : null;
    case 'UNBALANCED':
      return { href: `/sites/${siteId}`, label: 'Go to the balance' };
    case 'UNVERIFIED':
      return { href: '/power', label: 'Go to the devices' };
    case 'SILENT':
      return pdu
        ? { href: `/power/${pdu.id}`, label: 'Go to the PDU' }
        : { href: '/collectors', label: 'Go to collectors' };
    default:
      return null;
  }
}

const nameOf = (task: MeterTaskRow): string => task.register?.name ?? task.miner?.name ?? task.deviceName ?? '';

function timeOf({ from, to }: MeterTaskRow, zone: string): string {
  if (!from) return '';
  return to ? `${dateTime(from, zone)} to ${dateTime(to, zone)}` : `since ${dateTime(from, zone)}`;
}

const subjectOf = ({ register, from, to, fromWh, toWh }: MeterTaskRow, zone: string): Subject => ({
  registerId: register?.id ?? '',
  name: register?.name ?? '',
  zone,
  from,
  to,
  fromWh,
  toWh,
  units: unitsOf(register, from, to),
});

/** What hung on the register for all of that time. */
function unitsOf(register: MeterTaskRow['register'], from?: string | null, to?: string | null) {
  return (register?.feeds ?? []).flatMap((feed) => {
    const unit = feed.miner ?? feed.site;
    const throughout =
      from && to && Date.parse(feed.from) <= Date.parse(from) && (!feed.to || Date.parse(to) <= Date.parse(feed.to));
    return unit && throughout ? [{ id: unit.id, name: unit.name }] : [];
  });
}

export function CorrectionDialog(props: {
  action: Action;
  subject: Subject;
  onDone: () => void;
  onClose: () => void;
}): JSX.Element {
  const rest = () => ({ subject: props.subject, onDone: props.onDone, onClose: props.onClose });
  return (
    <Switch>
      <Match when={props.action === 'replace'}>
        <RecordReplacement {...rest()} />
      </Match>
      <Match when={props.action === 'read'}>
        <ReadByHand {...rest()} />
      </Match>
      <Match when={props.action === 'estimate'}>
        <EstimateByHand {...rest()} />
      </Match>
      <Match when={true}>
        <JudgeReadings {...rest()} trust={props.action === 'trust'} />
      </Match>
    </Switch>
  );
}
