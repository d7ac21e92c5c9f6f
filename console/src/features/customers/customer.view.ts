import type { CustomerStandingFragment, PortalStatus } from '../../gql/graphql.ts';

/** Whom one calls by name: the company when there is one, else the person. */
export const customerLabel = (customer: { name: string; companyName?: string | null }): string =>
  customer.companyName || customer.name;

type State = { word: string; tone: 'neutral' | 'ok' | 'warn' | 'bad' | 'info'; meaning: string };

const portal: Record<PortalStatus, State> = {
  NOT_INVITED: { word: 'Not invited', tone: 'neutral', meaning: 'No invitation has been sent yet' },
  INVITED: {
    word: 'Invited',
    tone: 'info',
    meaning: 'The invitation is sent and not yet accepted; its link lasts 7 days',
  },
  ACCEPTED: { word: 'In the portal', tone: 'ok', meaning: 'The invitation was accepted' },
  OFF: { word: 'Portal off', tone: 'warn', meaning: 'Portal access or the account is switched off' },
};
export const portalState = (status: PortalStatus) => portal[status];

/** The words of the status bar, what needs attention first after whether it is active at all. */
export function standing(customer: Omit<CustomerStandingFragment, 'id'>): readonly State[] {
  const active: State = customer.active
    ? { word: 'Active', tone: 'ok', meaning: 'May use services' }
    : { word: 'Inactive', tone: 'neutral', meaning: 'May not use services; metered energy is billed still' };
  const states = [active];
  if (customer.inDefault) states.push({ word: 'In default', tone: 'bad', meaning: 'New invoices are held' });
  if (customer.billingHold) {
    states.push({ word: 'Billing hold', tone: 'warn', meaning: customer.billingHoldReason ?? 'New invoices are held' });
  }
  return [...states, portal[customer.portal]];
}

/** Why an invitation can't be sent now, or null. The API has the last word. */
export function inviteObstacle(customer: { active: boolean; portalAccess: boolean }): string | null {
  if (!customer.active) return 'The account is not active.';
  if (!customer.portalAccess) return 'Portal access is switched off.';
  return null;
}
