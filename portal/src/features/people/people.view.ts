import type { Role } from '../../gql/graphql';

type Words = { readonly word: string; readonly meaning: string };
const staff: Words = { word: 'Staff', meaning: 'Works for your host' };

/** What a person may do here, in a word and a sentence. */
export const roleWords: Record<Role, Words> = {
  CUSTOMER_OWNER: { word: 'Owner', meaning: 'Also invites people, accepts contracts and gives notice' },
  CUSTOMER_MEMBER: { word: 'Member', meaning: 'Sees machines, contracts and bills' },
  OWNER: staff,
  ADMIN: staff,
  OPERATIONS: staff,
  BILLING: staff,
  READ_ONLY: staff,
};
