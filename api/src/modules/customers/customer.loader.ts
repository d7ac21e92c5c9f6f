import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { Invite, Membership } from '../identity/identity.entity.ts';
import { Customer, CustomerFile } from './customer.entity.ts';

type PortalFacts = { readonly members: boolean; readonly invited: boolean };

/** One query each for customers, and for the portal facts, the files and the people of many customers. */
export type CustomerLoaders = {
  readonly byId: DataLoader<string, Customer | null>;
  readonly portal: DataLoader<string, PortalFacts>;
  readonly file: DataLoader<string, CustomerFile | null>;
  readonly people: DataLoader<string, Membership[]>;
  readonly invites: DataLoader<string, Invite[]>;
  /** The organization's, asked for once however many customers have none of their own. */
  readonly currency: () => Promise<string>;
};

const loaders = new WeakMap<object, CustomerLoaders>();

/** The loaders of one request (one manager): created at first use. */
export function customerLoaders(context: Context): CustomerLoaders {
  const known = loaders.get(context.em);
  if (known) return known;
  let currency: Promise<string> | null = null;
  const made: CustomerLoaders = {
    currency: () => (currency ??= organizationCurrency(context)),
    byId: new DataLoader(async (ids) => {
      const found = await context.em.find(Customer, { id: { $in: [...ids] } });
      const byId = new Map(found.map((customer) => [customer.id, customer]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    portal: new DataLoader((ids) => loadPortalFacts(context, ids)),
    file: new DataLoader(async (ids) => {
      const files = await context.em.find(CustomerFile, { id: { $in: [...ids] } });
      const byId = new Map(files.map((file) => [file.id, file]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    people: new DataLoader(async (ids) => {
      const people = await context.em.find(
        Membership,
        { customer: { $in: [...ids] }, endedAt: null },
        { orderBy: { createdAt: 'asc' } },
      );
      return ids.map((id) => people.filter((one) => one.customer?.id === id));
    }),
    invites: new DataLoader(async (ids) => {
      const invites = await context.em.find(
        Invite,
        { customer: { $in: [...ids] }, acceptedAt: null, replacedAt: null, expiresAt: { $gt: context.now() } },
        { orderBy: { sentAt: 'desc' } },
      );
      return ids.map((id) => invites.filter((one) => one.customer?.id === id));
    }),
  };
  loaders.set(context.em, made);
  return made;
}

async function organizationCurrency({ em }: Context): Promise<string> {
  const [row]: { currency: string }[] = await em.execute('select organization_currency() as currency');
  return (row as { currency: string }).currency;
}

async function loadPortalFacts({ em, now }: Context, ids: readonly string[]): Promise<PortalFacts[]> {
  const rows: { id: string; members: boolean; invited: boolean }[] = await em.execute(
    `select c.id,
       exists (select 1 from membership m where m.customer_id = c.id and m.ended_at is null) as members,
       exists (select 1 from invite i where i.customer_id = c.id and i.accepted_at is null and i.replaced_at is null and i.expires_at > ?) as invited
     from customer c where c.id = any (?::uuid[])`,
    [now(), `{${ids.join(',')}}`],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? { members: false, invited: false });
}
