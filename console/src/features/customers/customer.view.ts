import type { PortalStatus } from '../../gql/graphql.ts';

/** Whom one calls by name: the company when there is one, else the person. */
export const customerLabel = (customer: { name: string; companyName?: string | null }): string =>
  customer.companyName || customer.name;

const portal: Record<PortalStatus, { word: string; tone: 'neutral' | 'ok' | 'warn' | 'info'; meaning: string }> = {
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

/** Why an invitation can't be sent now, or null. The API has the last word. */
export function inviteObstacle(customer: { active: boolean; portalAccess: boolean }): string | null {
  if (!customer.active) return 'The account is not active.';
  if (!customer.portalAccess) return 'Portal access is switched off.';
  return null;
}
