import { Icon, Menu, type MenuItem, toast } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { useChooseMembership } from '../session/choose-membership.tsx';
import { staffOnly } from '../session/memberships.view.ts';
import { useSession } from '../session/session.tsx';

/** Who is signed in and where; to another organization, and out. */
export function AccountMenu(): JSX.Element {
  const session = useSession();
  const choose = useChooseMembership();
  const here = () => session.viewer.organization;
  const others = (): MenuItem[] =>
    staffOnly(session.viewer.memberships)
      .filter(({ organization }) => organization.id !== here().id)
      .map(({ id, organization }) => ({
        label: `Go to ${organization.name}`,
        icon: 'right',
        onSelect: async () => {
          const problem = await choose(id);
          if (problem) toast(problem, 'failed');
        },
      }));
  return (
    <Menu
      label={`${session.viewer.name}, account`}
      trigger={
        <>
          <Icon name="person" />
          <span class="max-w-40 truncate max-md:sr-only">{session.viewer.name}</span>
        </>
      }
      items={[
        {
          label: `${session.viewer.user?.email ?? session.viewer.name}, ${here().name}`,
          disabled: true,
          onSelect: () => {},
        },
        ...others(),
        { label: 'Sign out', icon: 'leave', onSelect: () => void session.signOut() },
      ]}
    />
  );
}
