import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Conflict, Forbidden, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { brandedMail, queueMail } from '../mail/index.ts';
import { letterheadOf } from '../organizations/index.ts';
import { Branding } from '../organizations/organization.entity.ts';
import type { Membership, User } from './identity.entity.ts';
import { findManaged } from './people.service.ts';

/**
 * Turns off the second factor of somebody who has lost phone and recovery codes. The password stays needed, all of the
 * person's sessions end, and a mail says so: whoever didn't ask for it learns of it.
 */
export function resetSecondFactor(context: ViewerContext, membershipId: string): Promise<Membership> {
  return inTransaction(context, async (scope) => {
    const membership = await findManaged(scope, membershipId);
    const user = await membership.user.loadOrFail();
    if (user.id === scope.viewer.userId)
      refuse(new Forbidden('FORBIDDEN', 'Turn your own second factor off with one of its codes.'));
    if (!user.secondFactor)
      refuse(new Conflict('WRONG_STATE', 'This person has no second factor.', ['input', 'membershipId']));
    const [answer]: { done: boolean }[] = await scope.em.execute('select reset_second_factor(?, ?) as done', [
      user.id,
      scope.now(),
    ]);
    if (!answer?.done)
      refuse(new Forbidden('FORBIDDEN', 'Only who runs this installation can do that for this person.'));
    await tell(scope, user);
    await scope.em.refresh(user);
    return membership;
  });
}

async function tell(scope: ViewerContext, user: User): Promise<void> {
  const branding = await scope.em.findOneOrFail(Branding, { id: scope.viewer.organizationId });
  const letter = brandedMail(letterheadOf(scope.installation.publicUrl, branding), {
    subject: `Your second factor at ${branding.displayName} is off`,
    greeting: `Hello ${user.name},`,
    paragraphs: [
      `${scope.viewer.name} has turned off the second factor of your account and signed you out everywhere. From now on your password alone signs you in.`,
      'Turn it on again under your security settings. If you did not ask for this, change your password at once.',
    ],
  });
  await queueMail(scope, { purpose: 'SECOND_FACTOR_RESET', documentId: newId(), recipient: user.email, ...letter });
}
