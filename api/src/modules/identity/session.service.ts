import { inTransaction, managerFor } from '../../database/scope.ts';
import type { Context, ViewerContext } from '../../context.ts';
import { refuse, Forbidden } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { Session } from './identity.entity.ts';
import { permissionsOf } from './permissions.rules.ts';
import type { Role } from './role.ts';
import { newToken } from './tokens.ts';
import { databaseViewer, type Viewer } from './viewer.ts';

const sessionDays = 14;

/** A membership that may enter, as `find_memberships` answers it. */
export type Entrance = {
  readonly membershipId: string;
  readonly organizationId: string;
  readonly customerId: string | null;
  readonly role: Role;
};
export type Person = { readonly id: string; readonly name: string };

/** Opens a session for a membership, sets the cookie, and makes the rest of this request that viewer's. */
export async function openSession(context: Context, person: Person, entrance: Entrance): Promise<ViewerContext> {
  const { token, hash } = newToken();
  const createdAt = context.now();
  const expiresAt = new Date(createdAt.getTime() + sessionDays * 86_400_000);
  const viewer: Viewer = {
    kind: entrance.customerId ? 'CUSTOMER' : 'STAFF',
    name: person.name,
    organizationId: entrance.organizationId,
    customerId: entrance.customerId,
    role: entrance.role,
    readOnly: false,
    permissions: permissionsOf(entrance.role),
    userId: person.id,
    membershipId: entrance.membershipId,
    sessionId: newId(),
    collectorId: null,
  };
  const em = managerFor(context.installation.orm, databaseViewer(viewer));
  await inTransaction({ em, now: context.now }, async ({ em }) => {
    em.create(Session, {
      id: viewer.sessionId as string,
      organizationId: viewer.organizationId,
      userId: person.id,
      membershipId: entrance.membershipId,
      tokenHash: hash,
      readOnly: false,
      createdAt,
      expiresAt,
    });
    await em.flush();
    await em.execute('update membership set last_seen_at = ? where id = ?', [createdAt, entrance.membershipId]);
  });
  if (!context.cookie) refuse(new Forbidden('FORBIDDEN', 'Sign in over HTTP: a socket cannot set the cookie.'));
  context.cookie.set(token, expiresAt);
  return Object.assign(context, { viewer, em });
}

/** Ends this session, or all of the person's; without one there is nothing to end. */
export async function endSession(context: Context, everywhere: boolean): Promise<void> {
  context.cookie?.clear();
  const { viewer } = context;
  if (!viewer?.sessionId) return;
  const [column, id] = everywhere ? ['user_id', viewer.userId] : ['id', viewer.sessionId];
  await context.em.execute(`update session set ended_at = ? where ${column} = ? and ended_at is null`, [
    context.now(),
    id,
  ]);
}
