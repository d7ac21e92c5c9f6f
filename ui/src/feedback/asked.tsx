import { type Accessor, type JSX, Match, Switch } from 'solid-js';
import { ButtonLink } from '../controls/button.tsx';
import type { QueryState } from '../graphql/query.ts';
import type { IconName } from '../icon.tsx';
import { EmptyState, ErrorState, PageSkeleton } from './states.tsx';

type AskedProps<Data, Value> = {
  /** A query, or what else comes when it is asked for; without `refetch` a failure mends itself. */
  query: Pick<QueryState<Data>, 'data' | 'error'> & { refetch?: () => void };
  /** What of the answer is shown. Null, or a list without an item, is none. */
  of: (data: Data) => Value | null | undefined;
  /** In place of what there is none of: `NoSuch`, or an `EmptyState` that teaches the next step. */
  none?: JSX.Element;
  /** Laid out like what comes; by default a page of one thing. */
  skeleton?: JSX.Element;
  children: (value: Accessor<Value>) => JSX.Element;
};

/**
 * What was asked for, or why it isn't here: still on its way, failed (with a retry), or there is none.
 * What is known stays on the screen while it is asked again, also when that fails.
 */
export function Asked<Data, Value extends object>(props: AskedProps<Data, Value>): JSX.Element {
  const value = () => {
    const found = props.query.data === undefined ? null : props.of(props.query.data);
    return Array.isArray(found) && found.length === 0 ? null : found;
  };
  return (
    <Switch fallback={props.skeleton ?? <PageSkeleton cards={[240, 320]} />}>
      <Match when={value()}>{props.children}</Match>
      <Match when={props.query.error}>{(fault) => <ErrorState fault={fault()} onRetry={props.query.refetch} />}</Match>
      <Match when={props.query.data !== undefined}>{props.none}</Match>
    </Switch>
  );
}

/** There is no such thing, or it is not for this viewer's eyes; the two can't be told apart. */
export function NoSuch(props: {
  /** What it is called: "customer". */
  what: string;
  icon: IconName;
  /** The way back: where all of them are. */
  href: string;
  all: string;
}): JSX.Element {
  return (
    <EmptyState
      title={`There is no such ${props.what}`}
      icon={props.icon}
      action={<ButtonLink href={props.href}>{props.all}</ButtonLink>}
    >
      It may have been removed, or you have no access to it.
    </EmptyState>
  );
}
