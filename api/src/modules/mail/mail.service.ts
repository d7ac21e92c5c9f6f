import type { EntityManager } from '@mikro-orm/postgresql';
import type { Scope } from '../../database/scope.ts';
import { newId } from '../../ids.ts';
import type { Vault } from '../../vault.ts';
import type { MailContent } from './branded-mail.ts';
import { Mail, type MailPurpose } from './mail.entity.ts';

export type Attachment = { readonly filename: string; readonly contentType: string; readonly base64: string };
export type SealedMail = MailContent & { readonly attachments: readonly Attachment[] };

type Letter = MailContent & {
  readonly purpose: MailPurpose;
  /** What the mail is about; with purpose, recipient and `resendNo` it makes the mail one of a kind. */
  readonly documentId: string;
  readonly recipient: string;
  readonly resendNo?: number;
  readonly attachments?: readonly Attachment[];
};

type MailScope = Scope & { readonly installation: { readonly vault: Vault } };

/** Puts a mail into the outbox and queues its sending, in the caller's transaction: no commit, no mail. */
export async function queueMail(scope: MailScope & { readonly em: EntityManager }, letter: Letter): Promise<Mail> {
  const content: SealedMail = {
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    attachments: letter.attachments ?? [],
  };
  const [organization]: { id: string }[] = await scope.em.execute('select viewer_organization() as id');
  const mail = scope.em.create(Mail, {
    id: newId(),
    organizationId: (organization as { id: string }).id,
    purpose: letter.purpose,
    documentId: letter.documentId,
    recipient: letter.recipient,
    resendNo: letter.resendNo ?? 0,
    state: 'QUEUED',
    subject: letter.subject,
    sealed: scope.installation.vault.seal(JSON.stringify(content)),
    createdAt: scope.now(),
    takenAt: null,
    sentAt: null,
    attempts: 0,
    error: null,
    bouncedAt: null,
  });
  await scope.em.flush();
  await queueSending(scope.em, mail.id);
  return mail;
}

/** Queues the sending of a mail that is in the outbox. */
export async function queueSending(em: EntityManager, mailId: string): Promise<void> {
  await em.execute("select queue_job('sendMail', ?::json, ?)", [JSON.stringify({ mailId }), `mail:${mailId}`]);
}
