import { defineEntity, p } from '@mikro-orm/core';

/** QUEUED until a worker takes it; SENDING while it talks to the mail server: a crash there is looked at, not repeated blindly. */
export type MailState = 'QUEUED' | 'SENDING' | 'SENT' | 'FAILED';

export type MailPurpose = 'INVITE' | 'INVOICE' | 'CREDIT_NOTE' | 'BOUNCE' | 'PASSWORD_RESET' | 'SECOND_FACTOR_RESET';

/** A mail to leave once per purpose, document, recipient and resend. `sealed` is its content, encrypted: it may hold a one-time link. */
const MailSchema = defineEntity({
  name: 'Mail',
  tableName: 'mail',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    purpose: p.string().$type<MailPurpose>(),
    documentId: p.uuid(),
    recipient: p.string(),
    resendNo: p.integer(),
    state: p.string().$type<MailState>(),
    subject: p.string(),
    sealed: p.blob(),
    createdAt: p.datetime(),
    /** Since when a worker has been sending it. */
    takenAt: p.datetime().strictNullable(),
    sentAt: p.datetime().strictNullable(),
    /** How often a server was asked, and what it last refused with. */
    attempts: p.integer(),
    error: p.string().strictNullable(),
    /** When it came back, after a server had taken it. */
    bouncedAt: p.datetime().strictNullable(),
  },
});
export class Mail extends MailSchema.class {}
MailSchema.setClass(Mail);
