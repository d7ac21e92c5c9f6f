import type { DatabaseViewer } from '../../database/scope.ts';
import { words } from '../../graphql/enums.ts';
import type { Permission } from './permissions.rules.ts';
import type { Role } from './role.ts';

export const ViewerKind = words('ViewerKind', ['STAFF', 'CUSTOMER', 'API_KEY', 'COLLECTOR']);
export type ViewerKind = keyof typeof ViewerKind;

/** Who asks, as authenticated. Bound to one organization, and for the portal to one customer. */
export type Viewer = {
  readonly kind: ViewerKind;
  readonly name: string;
  readonly organizationId: string;
  readonly customerId: string | null;
  readonly role: Role | null;
  readonly readOnly: boolean;
  readonly permissions: ReadonlySet<Permission>;
  readonly userId: string | null;
  readonly membershipId: string | null;
  readonly sessionId: string | null;
  readonly collectorId: string | null;
  readonly apiKeyId: string | null;
};

/** Viewers of one reach see the same rows in the same state: live results may be shared among them. */
export const reachKey = (viewer: Viewer): string =>
  [
    viewer.organizationId,
    viewer.kind,
    viewer.customerId ?? '',
    viewer.collectorId ?? '',
    [...viewer.permissions].sort().join(' '),
  ].join('|');

/** Who stands in the audit log. */
export function actorOf(viewer: Viewer): string {
  if (viewer.userId) return `user:${viewer.userId}`;
  return viewer.apiKeyId ? `key:${viewer.apiKeyId}` : `collector:${viewer.collectorId}`;
}

export function databaseViewer(viewer: Viewer): DatabaseViewer {
  const kind = viewer.kind === 'API_KEY' ? (viewer.customerId ? 'CUSTOMER' : 'STAFF') : viewer.kind;
  return {
    kind,
    organizationId: viewer.organizationId,
    customerId: viewer.customerId,
    // Who views as a customer reaches what that customer does, without the own rows that come with being a person.
    userId: viewer.readOnly ? null : viewer.userId,
    actor: actorOf(viewer),
    readOnly: viewer.readOnly,
  };
}
