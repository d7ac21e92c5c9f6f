import type { Context } from '../../context.ts';
import { inTransaction, managerForNobody } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Forbidden, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { type Job, jobContext } from '../../jobs.ts';
import { brandedMail, queueMail } from '../mail/index.ts';
import { letterheadOf } from '../organizations/index.ts';
import { Branding } from '../organizations/organization.entity.ts';
import { checkNewPassword, hashPassword } from './password.ts';
import { hashToken, newToken } from './tokens.ts';

const linkMs = 3_600_000;

/** Queues a mail with a link, if there is anybody to send it to. Nothing here depends on whether there is. */
export async function requestPasswordReset(
  context: Context,
  request: { email: string; portalSlug?: string | null },
): Promise<{ email: string }> {
  const faults = new Faults();
  const email = faults.email(request.email, 'email', { required: true }) ?? '';
  const slug = faults.line(request.portalSlug, 'portalSlug', { max: 63 });
  faults.refuseIfAny();
  await managerForNobody(context.installation.orm).execute('select queue_password_reset(?, ?)', [email, slug]);
  return { email };
}

type Reset = { name: string; email: string; organization_id: string; customer_id: string | null };

/** Looks whether the address may enter, and mails its link under the name of the organization that it would enter. */
export const sendPasswordReset: Job<{ email: string; portalSlug: string | null }> = async (
  { installation, now },
  { email, portalSlug },
) => {
  const { token, hash } = newToken();
  const [id, at] = [newId(), now()];
  const [reset]: Reset[] = await managerForNobody(installation.orm).execute(
    'select * from begin_password_reset(?, ?, ?, ?, ?, ?)',
    [email, portalSlug, id, hash, at, new Date(at.getTime() + linkMs)],
  );
  if (!reset) return;
  await inTransaction(jobContext(installation, reset.organization_id, 'sendPasswordReset'), async (scope) => {
    const branding = await scope.em.findOneOrFail(Branding, { id: reset.organization_id });
    const app = reset.customer_id ? 'portal' : 'console';
    const letter = brandedMail(letterheadOf(installation.publicUrl, branding), {
      subject: `Your password at ${branding.displayName}`,
      greeting: `Hello ${reset.name},`,
      paragraphs: [
        'Somebody, hopefully you, asked for a new password. The link works once and for an hour.',
        'If it was not you, do nothing: your password stays as it is.',
      ],
      button: { label: 'Choose a new password', url: `${installation.publicUrl}/${app}/reset#${token}` },
    });
    await queueMail(scope, { purpose: 'PASSWORD_RESET', documentId: id, recipient: reset.email, ...letter });
  });
};

/** Sets the password by a mailed link, which is used up, and ends all of the person's sessions. */
export async function resetPassword(
  context: Context,
  request: { token: string; password: string },
): Promise<{ email: string }> {
  const nobody = managerForNobody(context.installation.orm);
  const hash = hashToken(request.token);
  const [found]: { open: boolean }[] = await nobody.execute('select open_password_reset(?, ?) as open', [
    hash,
    context.now(),
  ]);
  if (!found?.open) refuse(linkInvalid());
  const faults = new Faults();
  checkNewPassword(request.password, faults);
  faults.refuseIfAny();
  const passwordHash = await hashPassword(request.password);
  const [used]: { email: string | null }[] = await nobody.execute('select use_password_reset(?, ?, ?) as email', [
    hash,
    passwordHash,
    context.now(),
  ]);
  return used?.email ? { email: used.email } : refuse(linkInvalid());
}

const linkInvalid = () => new Forbidden('LINK_INVALID', 'This link is no longer valid. Ask for a new one.');
