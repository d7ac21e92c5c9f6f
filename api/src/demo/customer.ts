import type { Temporal } from 'temporal-polyfill';
import type { Installation, ViewerContext } from '../context.ts';
import { contextFor } from '../context.ts';
import { newId } from '../ids.ts';
import { grantCommands } from '../modules/commands/index.ts';
import { activateContract, assignMiners, createContract } from '../modules/contracts/index.ts';
import { createCustomer } from '../modules/customers/index.ts';
import { permissionsOf } from '../modules/identity/index.ts';
import { billCustomer, issueInvoice, periodOf } from '../modules/invoices/index.ts';
import type { Farm } from './farm.ts';
import { type DemoOrganization, type DemoUser, seedUser } from './organizations.ts';
import type { DemoSite } from './site.ts';

type Plan = { readonly farm: Farm; readonly lastMonth: Temporal.PlainDate; readonly say: (line: string) => void };

/** A customer with a contract on a third of the machines since the first of last month, its bill issued, and the portal's owner. */
export async function seedCustomer(
  installation: Installation,
  organization: DemoOrganization,
  site: DemoSite,
  plan: Plan,
): Promise<DemoUser> {
  const owner = ownerContext(installation, organization);
  plan.say('writing a contract and last month’s bill');
  const customer = await createCustomer(owner(), {
    name: 'Carla Cruz',
    companyName: 'Cruz Mining LLC',
    contactEmail: 'carla@cruzmining.example',
    billingEmail: 'billing@cruzmining.example',
    phone: '+1 555 0142',
    address: {
      lines: ['88 Ledger Lane', 'Suite 12'],
      city: 'Austin',
      region: 'TX',
      postalCode: '78701',
      country: 'US',
    },
  });
  const contract = await createContract(owner(), {
    customerId: customer.id,
    type: 'HOSTED',
    term: 'YEARS_1',
    startsOn: plan.lastMonth.toString(),
    billingMethod: 'METERED',
    timeZone: site.timeZone,
  });
  const third = plan.farm.miners.slice(0, Math.floor(plan.farm.miners.length / 3));
  const minerIds = third.flatMap(({ serial }) => site.minersBySerial.get(serial)?.id ?? []);
  await assignMiners(owner(), { contractId: contract.id, minerIds });
  await activateContract(owner(), { contractId: contract.id });
  await grantCommands(owner(), { contractId: contract.id, actions: ['LOCATE', 'REBOOT', 'PAUSE', 'RESUME'] });
  const billed = await billCustomer(owner(), customer.id, periodOf(plan.lastMonth.toString().slice(0, 7)), {
    skipExisting: true,
  });
  for (const invoiceId of billed.invoiceIds) await issueInvoice(owner(), { invoiceId });
  const person = {
    organizationId: organization.id,
    customerId: customer.id,
    role: 'CUSTOMER_OWNER' as const,
    email: customer.contactEmail,
    name: customer.name,
  };
  return (await seedUser(installation.orm, installation.now(), person)).owner;
}

/** The organization's owner, as its own browser would be: a fresh manager for each act, so that none sees another's leftovers. */
function ownerContext(installation: Installation, organization: DemoOrganization): () => ViewerContext {
  const viewer = {
    kind: 'STAFF' as const,
    name: 'Demo',
    organizationId: organization.id,
    customerId: null,
    role: 'OWNER' as const,
    readOnly: false,
    permissions: permissionsOf('OWNER'),
    userId: organization.ownerId,
    membershipId: null,
    sessionId: null,
    collectorId: null,
    apiKeyId: null,
  };
  return () =>
    contextFor(installation, viewer, { requestId: newId(), clientAddress: 'seed', cookie: null }) as ViewerContext;
}
