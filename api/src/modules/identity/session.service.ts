import { inTransaction, managerFor } from '../../database/scope.ts';
import type { Context, ViewerContext } from '../../context.ts';
import { refuse, Forbidden } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { Session } from './identity.entity.ts';
import { permissionsOf, viewingPermissions } from './permissions.rules.ts';
import type { Role } from './role.ts';
import { newToken } from './tokens.ts';
import { databaseViewer, type Viewer } from './viewer.ts';

const sessionMs = 14 * 86_400_000;
/** Viewing as a customer is a look, not a day's work. */
const viewingMs = 3_600_000;
const longestUserAgent = 400;

/** A membership that may enter, as `find_memberships` answers it. */
export type Entrance = {
  readonly membershipId: string;
  readonly organizationId: string;
  readonly customerId: string | null;
  readonly role: Role;
};
export type Person = { readonly id: string; readonly name: string };

/** Opens a session for a membership, sets the cookie, and makes the rest of this request that viewer's. */
export function openSession(context: Context, person: Person, entrance: Entrance): Promise<ViewerContext> {
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
    apiKeyId: null,
  };
  return enter(context, viewer, sessionMs);
}

/** Opens a session that reads what a customer reads and writes nothing; it takes the place of the browser's own. */
export function openViewing(context: ViewerContext, customerId: string): Promise<ViewerContext> {
  const viewer: Viewer = {
    ...context.viewer,
    kind: 'CUSTOMER',
    customerId,
    role: null,
    readOnly: true,
    permissions: viewingPermissions,
    sessionId: newId(),
  };
  return enter(context, viewer, viewingMs);
}

async function enter(context: Context, viewer: Viewer, lastsMs: number): Promise<ViewerContext> {
  const { token, hash } = newToken();
  const createdAt = context.now();
  const expiresAt = new Date(createdAt.getTime() + lastsMs);
  await inTransaction({ em: ownManager(context, viewer), now: context.now }, async ({ em }) => {
    em.create(Session, {
      id: viewer.sessionId as string,
      organizationId: viewer.organizationId,
      userId: viewer.userId as string,
      membershipId: viewer.membershipId as string,
      tokenHash: hash,
      readOnly: viewer.readOnly,
      customerId: viewer.readOnly ? viewer.customerId : null,
      clientAddress: context.clientAddress,
      userAgent: context.userAgent?.slice(0, longestUserAgent) ?? null,
      createdAt,
      lastUsedAt: createdAt,
      expiresAt,
    });
    await em.flush();
    if (!viewer.readOnly)
      await em.execute('update membership set last_seen_at = ? where id = ?', [createdAt, viewer.membershipId]);
  });
  if (!context.cookie) refuse(new Forbidden('FORBIDDEN', 'Sign in over HTTP: a socket cannot set the cookie.'));
  context.cookie.set(token, expiresAt);
  return Object.assign(context, { viewer, em: managerFor(context.installation.orm, databaseViewer(viewer)) });
}

/** The person's own rows, also while viewing as a customer: to open and to end the session itself. */
const ownManager = (context: Context, viewer: Viewer) =>
  managerFor(context.installation.orm, { ...databaseViewer(viewer), userId: viewer.userId, readOnly: false });

/** Ends this session, or all of the person's; without one there is nothing to end. */
export async function endSession(context: Context, everywhere: boolean): Promise<void> {
  context.cookie?.clear();
  const { viewer } = context;
  if (!viewer?.sessionId) return;
  const [column, id] = everywhere ? ['user_id', viewer.userId] : ['id', viewer.sessionId];
  await ownManager(context, viewer).execute(
    `update session set ended_at = ? where ${column} = ? and ended_at is null`,
    [context.now(), id],
  );
}
