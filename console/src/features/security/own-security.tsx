import { ErrorState, SkeletonLines, useQuery } from '@hashyard/ui';
import { type JSX, Match, Switch } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { SecondFactor } from './second-factor.tsx';
import { OwnSessions } from './sessions.tsx';

const ownSecurityDocument = graphql(`
  query OwnSecurity {
    viewer {
      kind
      user {
        id
        secondFactor
      }
    }
  }
`);

/** How one's own way in is kept safe. */
export function OwnSecurity(): JSX.Element {
  const query = useQuery(ownSecurityDocument);
  return (
    <Switch fallback={<SkeletonLines lines={3} />}>
      <Match when={query.data?.viewer?.user}>
        {(user) => (
          <div class="flex flex-col gap-6">
            <SecondFactor isOn={user().secondFactor} onChanged={query.refetch} />
            <OwnSessions />
          </div>
        )}
      </Match>
      <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
    </Switch>
  );
}
