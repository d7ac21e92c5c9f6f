import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import type { Mail as MailRow } from './mail.entity.ts';
import { Mail } from './mail.entity.ts';
import { queueSending } from './mail.service.ts';

/** A mail server that takes longer than this has been given up by the worker, or the worker is gone. */
const stuckAfterMs = 10 * 60_000;

/** Whether nobody is sending a mail any more that is marked as being sent. */
export const isStuck = (mail: Pick<MailRow, 'state' | 'takenAt'>, now: Date): boolean =>
  mail.state === 'FAILED' ||
  (mail.state === 'SENDING' && (mail.takenAt === null || now.getTime() - mail.takenAt.getTime() > stuckAfterMs));

/** Puts a stuck mail back into the queue. A person decides this: it may have left the first time. */
export function retryMail(context: ViewerContext, mailId: string): Promise<Mail> {
  return inTransaction(context, async ({ em, now }) => {
    const path = ['input', 'mailId'];
    const mail = isId(mailId) ? await em.findOne(Mail, { id: mailId }) : null;
    if (!mail) return refuse(new NotFound(path));
    const wasTakenAt = mail.takenAt;
    const isOurs =
      isStuck(mail, now()) &&
      (await em.nativeUpdate(
        Mail,
        { id: mail.id, state: mail.state, takenAt: wasTakenAt },
        { state: 'QUEUED', takenAt: null, bouncedAt: null },
      )) === 1;
    if (!isOurs) refuse(new Conflict('WRONG_STATE', 'This mail is not stuck.', path));
    await queueSending(em, mail.id);
    return em.findOneOrFail(Mail, { id: mail.id }, { refresh: true });
  });
}
