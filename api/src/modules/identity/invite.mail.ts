import type { ViewerContext } from '../../context.ts';
import { brandedMail, type MailContent } from '../mail/index.ts';
import { letterheadOf } from '../organizations/index.ts';
import { Branding } from '../organizations/organization.entity.ts';
import type { Invitee } from './invite.service.ts';

/** The invitation under the organization's name and colour. The link is the only secret in it. */
export async function inviteMail(context: ViewerContext, invitee: Invitee, link: string): Promise<MailContent> {
  const branding = await context.em.findOneOrFail(Branding, { id: context.viewer.organizationId });
  const place = invitee.customerId ? 'customer portal' : 'console';
  return brandedMail(letterheadOf(context.installation.publicUrl, branding), {
    subject: `${branding.displayName} invites you to its ${place}`,
    greeting: invitee.name ? `Hello ${invitee.name},` : 'Hello,',
    paragraphs: [
      `${branding.displayName} has opened its ${place} for you. Choose a password and you are in.`,
      'The link works once and for 7 days.',
    ],
    button: { label: 'Set your password', url: link },
  });
}
