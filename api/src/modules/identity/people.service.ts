import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, Forbidden, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import { Customer } from '../customers/customer.entity.ts';
import { requireHosting } from '../organizations/index.ts';
import { Invite, Membership } from './identity.entity.ts';
import { invite, isMember } from './invite.service.ts';
import type { InviteUserInput } from './people.inputs.ts';
import { isPortalRole, type Role } from './role.ts';

/** Invites a person to the staff or to a customer's portal. */
export function inviteUser(context: ViewerContext, input: InviteUserInput): Promise<Invite> {
  const { email, name } = readInvitee(input);
  requireMayManage(context, input.role);
  return once(
    context,
    'inviteUser',
    input,
    async (scope) => {
      const customerId = input.customerId ? await openPortal(scope, input.customerId) : null;
      if (await isMember(scope, email, customerId))
        refuse(new Conflict('ALREADY_MEMBER', 'This address belongs to a member already.', ['input', 'email']));
      return invite(scope, { email, name, role: input.role, customerId });
    },
    (scope, id) => scope.em.findOneOrFail(Invite, { id }),
  );
}

function readInvitee(input: InviteUserInput): { email: string; name: string | null } {
  const faults = new Faults();
  const email = faults.email(input.email, 'email', { required: true });
  const name = faults.line(input.name, 'name');
  const isForPortal = isPortalRole(input.role);
  if (isForPortal && !input.customerId) faults.add('REQUIRED', ['customerId'], 'This role belongs to a customer.');
  if (!isForPortal && input.customerId)
    faults.add('NOT_FOR_TYPE', ['customerId'], 'A role of the staff belongs to no customer.');
  faults.refuseIfAny();
  return { email: email ?? '', name };
}

/** The staff's people are managed by who may manage the staff, owners by owners alone; a portal's by who may manage those. */
export function requireMayManage({ viewer }: ViewerContext, role: Role): void {
  const needed = isPortalRole(role) ? 'portal-people:manage' : 'staff:manage';
  if (!viewer.permissions.has(needed) || (role === 'OWNER' && viewer.role !== 'OWNER'))
    refuse(new Forbidden('FORBIDDEN', 'Your role does not allow this.'));
}

async function openPortal(context: ViewerContext, customerId: string): Promise<string> {
  const path = ['input', 'customerId'];
  await requireHosting(context);
  const customer = isId(customerId) ? await context.em.findOne(Customer, { id: customerId }) : null;
  if (!customer) return refuse(new NotFound(path));
  if (!customer.active) refuse(new Conflict('ACCOUNT_INACTIVE', 'This account is switched off.', path));
  if (!customer.portalAccess)
    refuse(new Conflict('PORTAL_OFF', 'Portal access is switched off for this customer.', path));
  return customer.id;
}

/** A person's place here that the viewer may manage; anything else is refused. */
export async function findManaged(context: ViewerContext, membershipId: string): Promise<Membership> {
  const membership = isId(membershipId)
    ? await context.em.findOne(Membership, { id: membershipId, endedAt: null })
    : null;
  if (!membership) return refuse(new NotFound(['input', 'membershipId']));
  requireMayManage(context, membership.role);
  return membership;
}

/** Ends a person's place here; with it, by the database, the sessions that it opened. */
export async function removeMembership(context: ViewerContext, membershipId: string): Promise<{ id: string }> {
  return inTransaction(context, async (scope) => {
    const membership = await findManaged(scope, membershipId);
    await refuseLastOwner(scope, membership);
    const ended: unknown[] = await scope.em.execute(
      'update membership set ended_at = ? where id = ? and ended_at is null returning id',
      [scope.now(), membership.id],
    );
    if (ended.length === 0) refuse(new NotFound(['input', 'membershipId']));
    return { id: membership.id };
  });
}

/** One at a time for each organization or customer: two owners who remove each other must not both succeed. */
async function refuseLastOwner({ em, viewer }: ViewerContext, membership: Membership): Promise<void> {
  const customerId = membership.customer?.id ?? null;
  const role = customerId ? 'CUSTOMER_OWNER' : 'OWNER';
  // The staff may close a portal; its owners may not lock themselves out.
  if (membership.role !== role || (customerId && !viewer.customerId)) return;
  await em.execute("select pg_advisory_xact_lock(hashtext('owners'), hashtext(?))", [
    customerId ?? viewer.organizationId,
  ]);
  const others = await em.count(Membership, {
    id: { $ne: membership.id },
    customer: customerId,
    role,
    endedAt: null,
    organization: viewer.organizationId,
  });
  if (others === 0)
    refuse(
      new Conflict('LAST_OWNER', 'The last owner stays: make somebody else an owner first.', ['input', 'membershipId']),
    );
}
