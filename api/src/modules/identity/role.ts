import { words } from '../../graphql/enums.ts';

export const Role = words(
  'Role',
  ['OWNER', 'ADMIN', 'OPERATIONS', 'BILLING', 'READ_ONLY', 'CUSTOMER_OWNER', 'CUSTOMER_MEMBER'],
  "Staff: OWNER, ADMIN, OPERATIONS (sites, devices, contracts' equipment), BILLING (customers, contracts, invoices, payments), READ_ONLY. " +
    'Portal: CUSTOMER_OWNER (also people, keys, payment methods, notice), CUSTOMER_MEMBER.',
);
export type Role = keyof typeof Role;

/** Whether a role belongs to a customer's portal rather than to the staff. */
export const isPortalRole = (role: Role): boolean => role === 'CUSTOMER_OWNER' || role === 'CUSTOMER_MEMBER';
