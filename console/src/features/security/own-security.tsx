import { Asked, SkeletonLines, useQuery } from '@hashyard/ui';
import type { JSX } from 'solid-js';
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
    <Asked query={query} of={(data) => data.viewer?.user} skeleton={<SkeletonLines lines={3} />}>
      {(user) => (
        <div class="flex flex-col gap-6">
          <SecondFactor isOn={user().secondFactor} onChanged={query.refetch} />
          <OwnSessions />
        </div>
      )}
    </Asked>
  );
}
