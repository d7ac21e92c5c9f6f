import { newToken } from '../../src/modules/identity/index.ts';
import { password } from '../builders/organization.ts';
import { type Cases, keepId, type Stage } from './case.ts';

/** The installation, its first organization and what is kept of lists. */
export const organizationCases = ({ rows }: Stage): Cases => ({
  setUpInstallation: {
    by: 'guest',
    input: async () => {
      const { token, hash } = newToken();
      await rows('select offer_setup($1)', [hash]);
      return {
        token,
        owner: { name: 'Olive', email: 'olive@example.com', password },
        organization: { name: 'Lone Star', timeZone: 'UTC', currency: 'USD', energyRate: '0.07' },
        site: { name: 'First', timeZone: 'UTC' },
      };
    },
    select: '... on SignedIn { viewer { organization { id } user { id } memberships { id } } }',
    keep: ({ viewer }, made) => {
      made.organization = viewer.organization.id;
      made.owner = viewer.user.id;
      made.own = viewer.memberships[0].id;
    },
  },
  updateOrganization: { input: () => ({ name: 'Renamed' }) },
  updateBillingSettings: { input: () => ({ dueDays: 21, taxes: [{ code: 'TX', name: 'Tax', percent: '8' }] }) },
  updateBranding: { input: () => ({ slogan: 'Cold' }) },
  saveView: {
    input: () => ({ name: 'Hot ones', page: 'machines', query: 'q=1' }),
    select: '... on SavedView { id }',
    keep: keepId('view'),
  },
  removeView: { input: ({ view }) => ({ savedViewId: view }) },
});
