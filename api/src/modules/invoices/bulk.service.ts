import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { onceAnswering } from '../../graphql/once.ts';
import { Conflict, Forbidden, type InputIssue, NotFound, refuse, Refused } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import { requireHosting } from '../organizations/index.ts';
import { cancel, requireReason, writeOff } from './ending.service.ts';
import { findInvoiceToChange } from './find-invoice.ts';
import { hold } from './hold.service.ts';
import type { Invoice } from './invoice.entity.ts';
import type { ChangeInvoicesInput } from './invoice.inputs.ts';
import type { InvoiceChange } from './invoice.words.ts';
import { issue } from './issue.service.ts';
import { recompute } from './recompute.service.ts';
import { send } from './send-invoice.service.ts';

/** One request keeps its locks while it renders as many papers. */
const mostInvoices = 200;

type Permission = Parameters<ViewerContext['viewer']['permissions']['has']>[0];
type Acting = ViewerContext & { readonly actor: string };
type Change = {
  /** As its own mutation asks for. */
  readonly permission: Permission;
  readonly needsReason?: true;
  readonly make: (scope: Acting, invoice: Invoice, reason: string) => Promise<Invoice>;
};

const changes: Record<InvoiceChange, Change> = {
  RECOMPUTE: { permission: 'invoice:recompute', make: recompute },
  ISSUE: {
    permission: 'invoice:issue',
    make: (scope, invoice) => issue(scope, invoice, { send: false, actor: scope.actor }),
  },
  ISSUE_AND_SEND: {
    permission: 'invoice:issue',
    make: (scope, invoice) => issue(scope, invoice, { send: true, actor: scope.actor }),
  },
  SEND: {
    permission: 'invoice:send',
    make: (scope, invoice) => send(scope, invoice, { to: null, actor: scope.actor }),
  },
  HOLD: { permission: 'invoice:hold', needsReason: true, make: hold },
  WRITE_OFF: { permission: 'invoice:write-off', needsReason: true, make: writeOff },
  CANCEL: { permission: 'invoice:cancel', needsReason: true, make: cancel },
};

/**
 * Does the same to many invoices: to all of them, or to none. One that can't go that way is named, and why. In the order of
 * their customers, as all that locks several does.
 */
export async function changeInvoices(context: ViewerContext, input: ChangeInvoicesInput): Promise<{ ids: string[] }> {
  await requireHosting(context);
  const { permission, needsReason, make } = changes[input.change];
  if (!context.viewer.permissions.has(permission))
    refuse(new Forbidden('FORBIDDEN', `This needs the permission ${permission}.`));
  const ids = distinctIds(input);
  const reason = needsReason ? requireReason(input.reason ?? '') : '';
  return onceAnswering(context, 'changeInvoices', input, async (scope) => {
    const acting = { ...scope, actor: context.viewer.name };
    const order: { id: string }[] = await scope.em.execute(
      'select id from invoice where id = any (?::uuid[]) order by customer_id, id',
      [`{${ids.join(',')}}`],
    );
    const known = new Set(order.map(({ id }) => id));
    const missing = ids.findIndex((id) => !known.has(id));
    if (missing >= 0) refuse(new NotFound(['input', 'invoiceIds', String(missing)]));
    const issues: InputIssue[] = [];
    for (const { id } of order) {
      const invoice = await findInvoiceToChange(scope, id);
      const refused = await refusalOf(make(acting, invoice, reason));
      if (refused) issues.push({ ...refused, path: ['input', 'invoiceIds', String(ids.indexOf(id))] });
    }
    const [first] = issues;
    if (first)
      refuse(
        new Conflict(first.code, `${issues.length} of ${ids.length} can't: nothing was done.`, first.path, issues),
      );
    return { ids };
  });
}

/** Why it was refused; the transaction is given up then, so what it did halfway is of no matter. */
async function refusalOf(work: Promise<unknown>): Promise<{ code: string; message: string } | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { code: error.refusal.code, message: error.refusal.message };
  }
}

function distinctIds({ invoiceIds }: ChangeInvoicesInput): string[] {
  const faults = new Faults();
  if (invoiceIds.length === 0) faults.add('REQUIRED', ['invoiceIds'], 'Name at least one invoice.');
  if (invoiceIds.length > mostInvoices)
    faults.add('TOO_MANY', ['invoiceIds'], `At most ${mostInvoices} invoices at once.`);
  faults.refuseIfAny();
  const unknown = invoiceIds.findIndex((id) => !isId(id));
  if (unknown >= 0) refuse(new NotFound(['input', 'invoiceIds', String(unknown)]));
  return [...new Set(invoiceIds.map((id) => id.toLowerCase()))];
}
