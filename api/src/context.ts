import type { MikroORM } from '@mikro-orm/postgresql';
import type { Clock } from './clock.ts';
import { managerFor, managerForNobody, type Scope } from './database/scope.ts';
import type { Vault } from './vault.ts';
import { databaseViewer, type Viewer } from './modules/identity/viewer.ts';

/** What the installation is and has, the same for every request. */
export type Installation = {
  readonly orm: MikroORM;
  readonly now: Clock;
  readonly vault: Vault;
  /** Where browsers reach this server, without a slash at the end. */
  readonly publicUrl: string;
};

/** Sets or clears the session cookie; null over WebSocket, which can't set one. */
export type SessionCookie = { set(token: string, expiresAt: Date): void; clear(): void };

/** What every resolver gets. `em` is bound to the viewer; without one it sees no tenant's row. */
export type Context = Scope & {
  readonly installation: Installation;
  readonly viewer: Viewer | null;
  readonly requestId: string;
  /** The client's address, for limits. */
  readonly clientAddress: string;
  /** What the client says it is: shown to a person beside the own sessions, never decided by. */
  readonly userAgent: string | null;
  readonly cookie: SessionCookie | null;
};

/** A context after the guard: there is a viewer. */
export type ViewerContext = Context & { readonly viewer: Viewer };

export function contextFor(
  installation: Installation,
  viewer: Viewer | null,
  request: {
    requestId: string;
    clientAddress: string;
    cookie: SessionCookie | null;
    userAgent?: string | null;
  },
): Context {
  const em = viewer ? managerFor(installation.orm, databaseViewer(viewer)) : managerForNobody(installation.orm);
  return { installation, viewer, em, now: installation.now, userAgent: null, ...request };
}
