import type { ViewerContext } from '../../context.ts';
import { Forbidden, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import { Membership, Session } from './identity.entity.ts';
import { findManaged, requireMayManage } from './people.service.ts';

/** The open sessions of the viewer, or of a person whom the viewer manages; the one used last comes first. */
export async function openSessions(context: ViewerContext, membershipId: string | null): Promise<Session[]> {
  const { em, viewer, now } = context;
  const whose =
    membershipId === null
      ? { userId: viewer.userId ?? refuse(new Forbidden('FORBIDDEN', 'Only a person has sessions.')) }
      : { membershipId: (await findManaged(context, membershipId)).id };
  return em.find(
    Session,
    { ...whose, endedAt: null, expiresAt: { $gt: now() } },
    { orderBy: { lastUsedAt: 'desc nulls last', id: 'desc' } },
  );
}

/** Ends one session, the viewer's own or of a person whom the viewer manages: its browser is signed out within seconds. */
export async function endOneSession(context: ViewerContext, sessionId: string): Promise<{ id: string }> {
  const { em, viewer, now, cookie } = context;
  const path = ['input', 'sessionId'];
  const session = isId(sessionId) ? await em.findOne(Session, { id: sessionId, endedAt: null }) : null;
  if (!session) return refuse(new NotFound(path));
  if (session.userId !== viewer.userId) {
    const membership = await em.findOneOrFail(Membership, { id: session.membershipId });
    requireMayManage(context, membership.role);
  }
  const ended = await em.nativeUpdate(Session, { id: session.id, endedAt: null }, { endedAt: now() });
  if (ended === 0) refuse(new NotFound(path));
  if (session.id === viewer.sessionId) cookie?.clear();
  return { id: session.id };
}
