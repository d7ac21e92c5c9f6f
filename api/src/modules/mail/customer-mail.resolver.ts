import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { Mail } from './mail.entity.ts';
import { MailType } from './mail.type.ts';

@Resolver(() => CustomerType)
export class CustomerMailResolver {
  @FieldResolver(() => MailType, {
    nullable: true,
    description:
      "The last mail to its `invoiceEmail`, where that one failed or came back: the address wants a look. The staff's alone: null for the customer.",
  })
  async mailFailure(@Root() { billingEmail, contactEmail }: Customer, @Ctx() { em }: Context): Promise<Mail | null> {
    const last = await lastMails(em).load((billingEmail ?? contactEmail).toLowerCase());
    return last?.state === 'FAILED' ? last : null;
  }
}

const known = new WeakMap<EntityManager, DataLoader<string, Mail | null>>();

/** The newest mail to each address whose fate is known; the loader of one request. */
function lastMails(em: EntityManager): DataLoader<string, Mail | null> {
  const loader =
    known.get(em) ??
    new DataLoader<string, Mail | null>(async (addresses) => {
      const rows: { address: string; id: string }[] = await em.execute(
        `select distinct on (lower(recipient)) lower(recipient) as address, id from mail
         where lower(recipient) = any (select jsonb_array_elements_text(?::jsonb)) and state in ('SENT', 'FAILED')
         order by lower(recipient), created_at desc, id desc`,
        [JSON.stringify(addresses)],
      );
      const mails = await em.find(Mail, { id: { $in: rows.map(({ id }) => id) } });
      const byId = new Map(mails.map((mail) => [mail.id, mail]));
      const byAddress = new Map(rows.map(({ address, id }) => [address, byId.get(id) ?? null]));
      return addresses.map((address) => byAddress.get(address) ?? null);
    });
  known.set(em, loader);
  return loader;
}
