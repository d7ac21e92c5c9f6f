import type { EntityManager } from '@mikro-orm/postgresql';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import { Invoice } from './invoice.entity.ts';
import type { StoredStatus } from './invoice.words.ts';
import { type LifeEvent, transition } from './life.rules.ts';

const path = ['input', 'invoiceId'];

/** The viewer's invoice with this id; anything else is refused as missing. */
export async function findInvoice({ em }: { em: EntityManager }, id: string): Promise<Invoice> {
  const invoice = isId(id) ? await em.findOne(Invoice, { id }) : null;
  return invoice ?? refuse(new NotFound(path));
}

/** The invoice under lock. Always customer first, then invoice, then number: no two ever wait for each other. */
export async function findInvoiceToChange({ em }: { em: EntityManager }, id: string): Promise<Invoice> {
  const missing = () => refuse(new NotFound(path));
  if (!isId(id)) missing();
  await em.execute(
    'select 1 from customer where id = (select customer_id from invoice where id = ?) for no key update',
    [id],
  );
  await em.execute('select 1 from invoice where id = ? for no key update', [id]);
  // Read anew: what this manager knows of it may be from before the lock.
  return (await em.findOne(Invoice, { id }, { refresh: true })) ?? missing();
}

/** What becomes of the invoice when it happens; refused when it can't happen to it as it is. */
export function requireTransition(invoice: Invoice, event: LifeEvent): StoredStatus {
  const next = transition(invoice.status, event);
  return next ?? refuse(new Conflict('WRONG_STATE', `The invoice is ${invoice.status}.`, path));
}
