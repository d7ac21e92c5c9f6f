import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { NotFound, refuse } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import { requireHosting } from '../organizations/index.ts';
import { CreditNote } from './credit-note.entity.ts';
import { recipientOf } from './document-mail.ts';
import { findInvoiceToChange } from './find-invoice.ts';
import type { SendCreditNoteInput } from './invoice.inputs.ts';
import { mailCreditNote } from './invoice.mail.ts';

/** Mails a credit note, as often as asked, each time the PDF as it was made. */
export async function sendCreditNote(context: ViewerContext, input: SendCreditNoteInput): Promise<CreditNote> {
  await requireHosting(context);
  const faults = new Faults();
  const to = faults.email(input.to, 'to');
  faults.refuseIfAny();
  return once(
    context,
    'sendCreditNote',
    input,
    async (scope) => {
      const note = await findCreditNote(scope, input.creditNoteId);
      const invoice = await findInvoiceToChange(scope, note.invoice.id);
      const recipient = await recipientOf(scope, invoice, to);
      await mailCreditNote(scope, invoice, note, { recipient, actor: context.viewer.name });
      await scope.em.flush();
      return note;
    },
    findCreditNote,
  );
}

async function findCreditNote({ em }: Pick<ViewerContext, 'em'>, id: string): Promise<CreditNote> {
  const note = isId(id) ? await em.findOne(CreditNote, { id }) : null;
  return note ?? refuse(new NotFound(['input', 'creditNoteId']));
}
