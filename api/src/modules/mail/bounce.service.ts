import type { Installation } from '../../context.ts';
import { inTransaction, managerForNobody, type Scope } from '../../database/scope.ts';
import { type JobContext, jobContext } from '../../jobs.ts';
import { Membership } from '../identity/identity.entity.ts';
import { letterheadOf } from '../organizations/index.ts';
import { Branding } from '../organizations/organization.entity.ts';
import { brandedMail } from './branded-mail.ts';
import { Mail } from './mail.entity.ts';
import { queueMail } from './mail.service.ts';
import type { SentMail } from './return-path.ts';
import { asSaid } from './refusal.rules.ts';

/**
 * Notes that a mail came back, and tells who does the bills. `SENDING`: it came before its sending was noted, ask again.
 * Twice, of an earlier attempt or of a mail that is gone, it changes nothing.
 */
export async function noteBounce(
  installation: Installation,
  { mailId, attempt }: SentMail,
  words: string,
): Promise<'NOTED' | 'SENDING'> {
  const [row]: { id: string | null }[] = await managerForNobody(installation.orm).execute(
    'select mail_organization(?) as id',
    [mailId],
  );
  if (!row?.id) return 'NOTED';
  return inTransaction(jobContext(installation, row.id, 'bounce'), async (scope) => {
    const { em } = scope;
    await em.execute('select 1 from mail where id = ? for no key update', [mailId]);
    const mail = await em.findOneOrFail(Mail, { id: mailId });
    if ((mail.attempts & 255) !== attempt) return 'NOTED';
    if (mail.state === 'SENDING') return 'SENDING';
    if (mail.state !== 'SENT') return 'NOTED';
    em.assign(mail, { state: 'FAILED', error: asSaid(words), bouncedAt: scope.now() });
    await em.flush();
    // A notice that comes back tells nobody: it would come back again.
    if (mail.purpose !== 'BOUNCE') await tell(scope, mail);
    return 'NOTED';
  });
}

async function tell(scope: JobContext, mail: Mail): Promise<void> {
  const branding = await scope.em.findOneOrFail(Branding, { id: mail.organizationId });
  const { publicUrl } = scope.installation;
  const letter = brandedMail(letterheadOf(publicUrl, branding), {
    subject: `A mail to ${mail.recipient} came back`,
    greeting: 'Hello,',
    paragraphs: [
      `“${mail.subject}” did not reach ${mail.recipient}. The mail server said: ${mail.error}`,
      'Correct the address, then send it again.',
    ],
    button: { label: 'Open the outbox', url: `${publicUrl}/console/settings?tab=mail` },
  });
  for (const recipient of await whoDoesBills(scope))
    await queueMail(scope, { purpose: 'BOUNCE', documentId: mail.id, recipient, resendNo: mail.attempts, ...letter });
}

/** The addresses of the people of role BILLING; where there are none, the owners'. */
async function whoDoesBills({ em }: Scope): Promise<string[]> {
  const people = await em.find(
    Membership,
    { role: { $in: ['BILLING', 'OWNER'] }, customer: null, endedAt: null },
    { populate: ['user'], orderBy: { id: 'asc' } },
  );
  const billing = people.filter(({ role }) => role === 'BILLING');
  return (billing.length > 0 ? billing : people).map(({ user }) => user.getEntity().email);
}
