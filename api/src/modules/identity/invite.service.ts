import type { Context, ViewerContext } from '../../context.ts';
import { inTransaction, managerFor, managerForNobody } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { likeLiteral } from '../../graphql/filters.ts';
import { Forbidden, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { queueMail } from '../mail/index.ts';
import { Invite, Membership, User } from './identity.entity.ts';
import { inviteMail } from './invite.mail.ts';
import { checkNewPassword, hashPassword } from './password.ts';
import type { Role } from './role.ts';
import { openSession, type Person } from './session.service.ts';
import { checkPassword } from './sign-in.service.ts';
import { hashToken, newToken } from './tokens.ts';

const inviteDays = 7;

export type Invitee = {
  readonly email: string;
  readonly name: string | null;
  readonly role: Role;
  readonly customerId: string | null;
};

/**
 * Makes an invitation and queues its mail, in the caller's transaction. One that was open for the same address and
 * customer is replaced: its link is dead. The link's token goes into the mail alone.
 */
export async function invite(context: ViewerContext, invitee: Invitee): Promise<Invite> {
  const sentAt = context.now();
  const { token, hash } = newToken();
  await context.em.execute(
    `update invite set replaced_at = ? where lower(email) = lower(?) and customer_id is not distinct from ?::uuid
       and accepted_at is null and replaced_at is null`,
    [sentAt, invitee.email, invitee.customerId],
  );
  const made = context.em.create(Invite, {
    id: newId(),
    organizationId: context.viewer.organizationId,
    customer: invitee.customerId,
    email: invitee.email,
    name: invitee.name,
    role: invitee.role,
    tokenHash: hash,
    sentAt,
    expiresAt: new Date(sentAt.getTime() + inviteDays * 86_400_000),
  });
  await context.em.flush();
  const app = invitee.customerId ? 'portal' : 'console';
  const link = `${context.installation.publicUrl}/${app}/invite#${token}`;
  await queueMail(context, {
    purpose: 'INVITE',
    documentId: made.id,
    recipient: invitee.email,
    ...(await inviteMail(context, invitee, link)),
  });
  return made;
}

/** Whether the address already belongs to a member of the customer (or, without one, of the staff). */
export async function isMember(context: ViewerContext, email: string, customerId: string | null): Promise<boolean> {
  const count = await context.em.count(Membership, {
    customer: customerId,
    endedAt: null,
    user: { email: { $ilike: likeLiteral(email) } },
  });
  return count > 0;
}

type OpenInvite = {
  invite_id: string;
  organization_id: string;
  customer_id: string | null;
  email: string;
  name: string | null;
  role: Role;
};

/** Uses up an invitation and signs in. Who has an account already proves it by its password. */
export async function acceptInvite(
  context: Context,
  request: { token: string; password: string; name?: string | null; oneTimeCode?: string | null },
): Promise<ViewerContext> {
  const nobody = managerForNobody(context.installation.orm);
  const hash = hashToken(request.token);
  const [open]: OpenInvite[] = await nobody.execute('select * from find_invite(?, ?)', [hash, context.now()]);
  if (!open) refuse(linkInvalid());
  const account: unknown[] = await nobody.execute('select 1 from find_sign_in(?)', [open.email]);
  const existing =
    account.length > 0
      ? await checkPassword(context, {
          email: open.email,
          password: request.password,
          oneTimeCode: request.oneTimeCode ?? null,
        })
      : null;
  const person: Person & { passwordHash?: string } = existing ?? (await newPerson(open, request));
  const entrance = {
    membershipId: newId(),
    organizationId: open.organization_id,
    customerId: open.customer_id,
    role: open.role,
  };
  const em = managerFor(context.installation.orm, {
    kind: 'ENTERING',
    organizationId: open.organization_id,
    customerId: open.customer_id,
    userId: person.id,
    actor: `user:${person.id}`,
  });
  await inTransaction({ em, now: context.now }, async ({ em, now }) => {
    const [{ use_invite: used } = { use_invite: false }]: { use_invite: boolean }[] = await em.execute(
      'select use_invite(?, ?)',
      [hash, now()],
    );
    if (!used) refuse(linkInvalid());
    if (person.passwordHash)
      em.create(User, {
        id: person.id,
        name: person.name,
        passwordHash: person.passwordHash,
        email: open.email,
        secondFactor: false,
        createdAt: now(),
      });
    em.create(Membership, { ...membershipOf(entrance, person), createdAt: now() });
    await em.flush();
  });
  return openSession(context, person, entrance);
}

const linkInvalid = () => new Forbidden('LINK_INVALID', 'This invitation is no longer valid. Ask for a new one.');

const membershipOf = (
  entrance: { membershipId: string; organizationId: string; customerId: string | null; role: Role },
  person: Person,
) => ({
  id: entrance.membershipId,
  organization: entrance.organizationId,
  user: person.id,
  customer: entrance.customerId,
  role: entrance.role,
});

async function newPerson(
  open: OpenInvite,
  request: { password: string; name?: string | null },
): Promise<Person & { passwordHash: string }> {
  const faults = new Faults();
  const name = faults.line(request.name ?? open.name ?? open.email, 'name') ?? open.email;
  checkNewPassword(request.password, faults);
  faults.refuseIfAny();
  return { id: newId(), name, passwordHash: await hashPassword(request.password) };
}
