import { Asked, PageHeader, PageSkeleton, useQuery } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { InvitePerson } from '../features/people/invite-person.tsx';
import { Invited, People } from '../features/people/people.tsx';
import { useCustomer } from '../features/viewer/viewer.tsx';
import { graphql } from '../gql';

const PeopleDocument = graphql(`
  query People {
    viewer {
      kind
      customer {
        id
        people {
          ...Person
        }
        invites {
          ...OpenInvite
        }
      }
    }
  }
`);

export default function PeoplePage(): JSX.Element {
  const viewer = useCustomer();
  const query = useQuery(PeopleDocument);
  const mayManage = () => viewer().permissions.includes('portal-people:manage');
  return (
    <>
      <PageHeader title="People" />
      <Asked query={query} of={(data) => data.viewer?.customer} skeleton={<PageSkeleton cards={[180]} />}>
        {(customer) => (
          <>
            <People
              people={customer().people}
              ownId={viewer().user?.id}
              mayManage={mayManage()}
              onChanged={() => query.refetch()}
            />
            <Invited invites={customer().invites} />
            <Show when={mayManage()}>
              <InvitePerson customerId={customer().id} onInvited={() => query.refetch()} />
            </Show>
          </>
        )}
      </Asked>
    </>
  );
}
