import type { StaffMembershipFragment, Role } from '../../gql/graphql.ts';

export type MembershipChoice = StaffMembershipFragment;

/** The console is the operator's: a customer's membership opens the portal, not this. */
export function staffOnly(memberships: readonly MembershipChoice[]): readonly MembershipChoice[] {
  return memberships.filter(({ customer }) => customer == null);
}

const roles: Record<Role, string> = {
  OWNER: 'Owner',
  ADMIN: 'Administrator',
  OPERATIONS: 'Operations',
  BILLING: 'Billing',
  READ_ONLY: 'Read only',
  CUSTOMER_OWNER: 'Portal owner',
  CUSTOMER_MEMBER: 'Portal member',
};

export const roleWord = (role: Role): string => roles[role];
