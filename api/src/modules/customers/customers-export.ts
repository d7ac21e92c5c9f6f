import type { EntityManager } from '@mikro-orm/postgresql';
import express, { type Request, type Response, type Router } from 'express';
import type { Context } from '../../context.ts';
import { formatInstant } from '../../graphql/scalars.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { sendCsv } from '../../http/csv.ts';
import { Customer, CustomerFile } from './customer.entity.ts';

const batch = 1_000;
/** The import's columns, and what it leaves out. */
const columns = [
  'name',
  'company_name',
  'contact_email',
  'billing_email',
  'phone',
  'billing_currency',
  'active',
  'portal_access',
  'street',
  'city',
  'region',
  'postal_code',
  'country',
  'tax_code',
  'notes',
  'created_at',
];

/** All customers as CSV, for the staff: it holds internal notes. Everybody else gets 404. */
export function customersExport(contextOf: (request: Request, response: Response) => Promise<Context>): Router {
  const router = express.Router();
  router.get('/exports/customers.csv', async (request, response) => {
    const context = await contextOf(request, response);
    if (!context.viewer?.permissions.has('customer:read') || isCustomers(context))
      return void response.status(404).type('text').send('Not found');
    await sendCsv(response, 'customers.csv', columns, linesOf(context.em));
  });
  return router;
}

/** A batch at a time, in the order in which they were made. */
async function* linesOf(em: EntityManager): AsyncGenerator<(string | null)[][]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    em.clear();
    const customers = await em.find(Customer, { id: { $gt: after } }, { orderBy: { id: 'asc' }, limit: batch });
    const files = await em.find(CustomerFile, { id: { $in: customers.map(({ id }) => id) } });
    const notes = new Map(files.map((file) => [file.id, file.notes]));
    yield customers.map((customer) => lineOf(customer, notes.get(customer.id) ?? null));
    if (customers.length < batch) return;
    after = customers.at(-1)?.id as string;
  }
}

function lineOf(customer: Customer, notes: string | null): (string | null)[] {
  const { address } = customer;
  return [
    customer.name,
    customer.companyName,
    customer.contactEmail,
    customer.billingEmail,
    customer.phone,
    customer.billingCurrency,
    customer.active ? 'yes' : 'no',
    customer.portalAccess ? 'yes' : 'no',
    address?.lines.join('\n') ?? null,
    address?.city ?? null,
    address?.region ?? null,
    address?.postalCode ?? null,
    address?.country ?? null,
    customer.taxCode,
    notes,
    formatInstant(customer.createdAt),
  ];
}
