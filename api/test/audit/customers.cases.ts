import { password } from '../builders/organization.ts';
import { type Cases, id, keepId, type Stage } from './case.ts';

/** Customers, their people, keys and mails. */
export const customerCases = ({ rows, world }: Stage): Cases => ({
  createCustomer: {
    input: () => ({ name: 'Ada', contactEmail: 'ada@example.com' }),
    select: id,
    keep: keepId('customer'),
  },
  importCustomers: { input: () => ({ rows: [{ name: 'Bob', contactEmail: 'bob@example.com' }] }) },
  updateCustomer: { input: ({ customer }) => ({ customerId: customer, notes: 'Call first' }) },
  setBillingHold: { input: ({ customer }) => ({ customerId: customer, held: true, reason: 'Dispute' }) },
  markInDefault: { input: ({ customer }) => ({ customerId: customer, inDefault: true }) },
  sendPortalInvite: { input: ({ customer }) => ({ customerId: customer }) },
  acceptInvite: {
    by: 'guest',
    input: async () => ({
      token: /#([\w-]{43})/.exec(await world.mail('ada@example.com'))?.[1],
      password,
      name: 'Ada',
    }),
    select: '... on SignedIn { viewer { user { id } } }',
  },
  inviteUser: { input: () => ({ email: 'new@example.com', role: 'ADMIN' }) },
  retryMail: {
    input: async () => {
      const { rows: mails } = await rows(
        "update mail set state = 'FAILED' where recipient = 'new@example.com' returning id",
      );
      return { mailId: mails[0].id };
    },
  },
  createApiKey: {
    input: () => ({ name: 'K', permissions: ['customer:read'] }),
    select: '... on ApiKeyCreated { apiKey { id } }',
    keep: ({ apiKey }, made) => {
      made.key = apiKey.id;
    },
  },
  revokeApiKey: { input: ({ key }) => ({ apiKeyId: key }) },
});
