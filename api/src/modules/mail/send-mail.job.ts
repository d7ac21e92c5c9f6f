import type { Transporter } from 'nodemailer';
import type { Job } from '../../jobs.ts';
import { Branding } from '../organizations/organization.entity.ts';
import { Mail } from './mail.entity.ts';
import type { SealedMail } from './mail.service.ts';

/**
 * Sends one mail of the outbox. It is marked SENDING before the server is asked, so a crash in between is never followed
 * by a second copy; a refusal by the server puts it back for the queue's retry.
 */
export function sendMail(transport: Transporter, from: string): Job<{ mailId: string }> {
  return async ({ em, now, installation, organizationId }, { mailId }) => {
    const taken = await em.nativeUpdate(Mail, { id: mailId, state: 'QUEUED' }, { state: 'SENDING', takenAt: now() });
    if (taken === 0) return;
    const mail = await em.findOneOrFail(Mail, { id: mailId });
    const branding = await em.findOneOrFail(Branding, { id: organizationId });
    const content: SealedMail = JSON.parse(installation.vault.open(Buffer.from(mail.sealed)));
    try {
      await transport.sendMail({
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
      await em.nativeUpdate(Mail, { id: mailId }, { state: 'QUEUED' });
      throw error;
    }
    await em.nativeUpdate(Mail, { id: mailId }, { state: 'SENT', sentAt: now() });
  };
}
