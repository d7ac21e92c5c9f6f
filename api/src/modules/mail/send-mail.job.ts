import type { Transporter } from 'nodemailer';
import type { Job } from '../../jobs.ts';
import { Branding } from '../organizations/organization.entity.ts';
import { Mail } from './mail.entity.ts';
import type { SealedMail } from './mail.service.ts';
import { afterFailure, asSaid, type SendFailure } from './refusal.rules.ts';
import { returnPath } from './return-path.ts';

/** Where mails go and come from, and the address that their bounces come back to; without one they go to `from`. */
export type MailRoute = {
  readonly transport: Transporter;
  readonly from: string;
  readonly bounceAddress?: string | undefined;
};

/**
 * Sends one mail of the outbox. It is marked SENDING before the server is asked, so a crash in between is never followed
 * by a second copy. A refusal for good ends it; any other puts it back for the queue's retry, which waits longer each time.
 */
export function sendMail({ transport, from, bounceAddress }: MailRoute): Job<{ mailId: string }> {
  return async ({ em, now, installation, organizationId }, { mailId }) => {
    const taken: unknown[] = await em.execute(
      "update mail set state = 'SENDING', taken_at = ?, attempts = attempts + 1 where id = ? and state = 'QUEUED' returning 1",
      [now(), mailId],
    );
    if (taken.length === 0) return;
    const mail = await em.findOneOrFail(Mail, { id: mailId }, { refresh: true });
    const branding = await em.findOneOrFail(Branding, { id: organizationId });
    const content: SealedMail = JSON.parse(installation.vault.open(Buffer.from(mail.sealed)));
    try {
      const sent = { mailId: mail.id, attempt: mail.attempts };
      const bounces = bounceAddress ? returnPath(installation.vault, bounceAddress, sent) : from;
      await transport.sendMail({
        envelope: { from: bounces, to: mail.recipient },
        from: { name: branding.displayName, address: from },
        to: mail.recipient,
        subject: content.subject,
        text: content.text,
        html: content.html,
        messageId: `<${mail.id}@hashyard>`,
        attachments: content.attachments.map(({ filename, contentType, base64 }) => ({
          filename,
          contentType,
          content: base64,
          encoding: 'base64',
        })),
      });
    } catch (error) {
      const fate = afterFailure(error as SendFailure, now().getTime() - mail.createdAt.getTime());
      const state = fate === 'RETRY' ? 'QUEUED' : 'FAILED';
      await em.nativeUpdate(Mail, { id: mailId }, { state, error: wordsOf(error) });
      if (fate === 'RETRY') throw error;
      return;
    }
    await em.nativeUpdate(Mail, { id: mailId }, { state: 'SENT', sentAt: now(), error: null });
  };
}

/** The server's reply where there is one. */
const wordsOf = (error: unknown): string => {
  const { response, message } = error as { response?: string; message?: string };
  return asSaid(response ?? message ?? String(error));
};
