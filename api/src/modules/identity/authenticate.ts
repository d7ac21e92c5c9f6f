import type { MikroORM } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { type Known, patience } from '../../database/patience.ts';
import { managerForNobody } from '../../database/scope.ts';
import {
  bringingPermissions,
  collectorPermissions,
  permissionsOf,
  permissionsOfKey,
  viewingPermissions,
} from './permissions.rules.ts';
import type { Role } from './role.ts';
import { apiKeyPrefix, collectorTokenPrefix, hashToken } from './tokens.ts';
import type { Viewer } from './viewer.ts';

/** What a request brought along: the session cookie's token, or a bearer token. */
export type Credential = { readonly kind: 'session' | 'bearer'; readonly token: string };

type Ask = { readonly credential: Credential; readonly at: Date };
const desks = new WeakMap<MikroORM, DataLoader<Ask, Viewer | null>>();

/** Who a credential is now; null when it is unknown, ended or expired, or its account may no longer enter. */
export function authenticate(orm: MikroORM, credential: Credential, at: Date): Promise<Viewer | null> {
  return isCollectorToken(credential) ? authenticateCollector(orm, credential, at) : askTogether(orm, credential, at);
}

const collectors = new WeakMap<MikroORM, Map<string, Known<Viewer>>>();

/**
 * While the database stands still, a collector that it knew moments ago may still bring readings, and nothing else:
 * they are shown, and kept only once the database says again whose they are.
 */
async function authenticateCollector(orm: MikroORM, credential: Credential, at: Date): Promise<Viewer | null> {
  const byToken = collectors.get(orm) ?? new Map<string, Known<Viewer>>();
  collectors.set(orm, byToken);
  const key = hashToken(credential.token).toString('hex');
  const asked = async (): Promise<Viewer | null> => {
    const askedAtMs = performance.now();
    const viewer = await askTogether(orm, credential, at);
    if (viewer) byToken.set(key, { value: { ...viewer, permissions: bringingPermissions }, askedAtMs });
    else byToken.delete(key);
    return viewer;
  };
  return patience(orm).ask(asked, byToken.get(key) ?? null);
}

/**
 * Requests that came in the same turn of the event loop are asked for together; nothing is remembered, so what ends has
 * ended at once.
 */
function askTogether(orm: MikroORM, credential: Credential, at: Date): Promise<Viewer | null> {
  const known = desks.get(orm);
  if (known) return known.load({ credential, at });
  const together = (asks: readonly Ask[]) =>
    authenticateAll(
      orm,
      asks.map((ask) => ask.credential),
      latest(asks),
    );
  const desk = new DataLoader(together, { cache: false, batchScheduleFn: setImmediate });
  desks.set(orm, desk);
  return desk.load({ credential, at });
}

const latest = (asks: readonly Ask[]): Date => new Date(Math.max(...asks.map(({ at }) => at.getTime())));

/** The same for many at once, in three queries at most; the live hub asks it every few seconds. Answers in the order asked. */
export async function authenticateAll(
  orm: MikroORM,
  credentials: readonly Credential[],
  at: Date,
): Promise<(Viewer | null)[]> {
  const hashes = credentials.map(({ token }) => hashToken(token));
  const pick = (wanted: (credential: Credential) => boolean) =>
    hashes.filter((_, index) => wanted(credentials[index] as Credential));
  const [sessions, collectors, keys] = await Promise.all([
    findSessions(
      orm,
      pick((credential) => credential.kind === 'session'),
      at,
    ),
    findCollectors(orm, pick(isCollectorToken)),
    findApiKeys(orm, pick(isApiKey), at),
  ]);
  return credentials.map((credential, index) => {
    const key = (hashes[index] as Buffer).toString('hex');
    return (credential.kind === 'session' ? sessions.get(key) : (collectors.get(key) ?? keys.get(key))) ?? null;
  });
}

const isCollectorToken = (credential: Credential): boolean =>
  credential.kind === 'bearer' && credential.token.startsWith(collectorTokenPrefix);

const isApiKey = (credential: Credential): boolean =>
  credential.kind === 'bearer' && credential.token.startsWith(apiKeyPrefix);

const byteaArray = (hashes: readonly Buffer[]): string =>
  `{${hashes.map((hash) => `"\\\\x${hash.toString('hex')}"`).join(',')}}`;

type SessionRow = {
  token_hash: Buffer;
  session_id: string;
  read_only: boolean;
  user_id: string;
  membership_id: string;
  organization_id: string;
  customer_id: string | null;
  role: Role;
  name: string;
  is_new_use: boolean;
};
// A read-only session is one of the staff that views as the row's customer; its role is the staff's.

async function findSessions(orm: MikroORM, hashes: readonly Buffer[], at: Date): Promise<Map<string, Viewer>> {
  if (hashes.length === 0) return new Map();
  const nobody = managerForNobody(orm);
  const rows: SessionRow[] = await nobody.execute('select * from find_session(?::bytea[], ?)', [
    byteaArray(hashes),
    at,
  ]);
  const used = rows.filter((row) => row.is_new_use).map((row) => row.session_id);
  if (used.length > 0) await nobody.execute('select record_session_use(?::uuid[], ?)', [`{${used.join(',')}}`, at]);
  return new Map(
    rows.map((row) => [
      row.token_hash.toString('hex'),
      {
        kind: row.customer_id ? 'CUSTOMER' : 'STAFF',
        name: row.name,
        organizationId: row.organization_id,
        customerId: row.customer_id,
        role: row.read_only ? null : row.role,
        readOnly: row.read_only,
        permissions: row.read_only ? viewingPermissions : permissionsOf(row.role),
        userId: row.user_id,
        membershipId: row.membership_id,
        sessionId: row.session_id,
        collectorId: null,
        apiKeyId: null,
      },
    ]),
  );
}

type CollectorRow = { token_hash: Buffer; collector_id: string; organization_id: string; name: string };

async function findCollectors(orm: MikroORM, hashes: readonly Buffer[]): Promise<Map<string, Viewer>> {
  if (hashes.length === 0) return new Map();
  const rows: CollectorRow[] = await managerForNobody(orm).execute('select * from find_collector(?::bytea[])', [
    byteaArray(hashes),
  ]);
  return new Map(
    rows.map((row) => [
      row.token_hash.toString('hex'),
      {
        kind: 'COLLECTOR',
        name: row.name,
        organizationId: row.organization_id,
        customerId: null,
        role: null,
        readOnly: false,
        permissions: collectorPermissions,
        userId: null,
        membershipId: null,
        sessionId: null,
        collectorId: row.collector_id,
        apiKeyId: null,
      },
    ]),
  );
}

type ApiKeyRow = {
  token_hash: Buffer;
  api_key_id: string;
  name: string;
  permissions: string[];
  organization_id: string;
  customer_id: string | null;
  role: Role;
  is_new_use: boolean;
};

async function findApiKeys(orm: MikroORM, hashes: readonly Buffer[], at: Date): Promise<Map<string, Viewer>> {
  if (hashes.length === 0) return new Map();
  const nobody = managerForNobody(orm);
  const rows: ApiKeyRow[] = await nobody.execute('select * from find_api_key(?::bytea[], ?)', [byteaArray(hashes), at]);
  // To the minute: a busy program must not write with every request.
  const used = rows.filter((row) => row.is_new_use).map((row) => row.api_key_id);
  if (used.length > 0) await nobody.execute('select record_api_key_use(?::uuid[], ?)', [`{${used.join(',')}}`, at]);
  return new Map(
    rows.map((row) => [
      row.token_hash.toString('hex'),
      {
        kind: 'API_KEY',
        name: row.name,
        organizationId: row.organization_id,
        customerId: row.customer_id,
        role: null,
        readOnly: false,
        permissions: permissionsOfKey({
          permissions: row.permissions,
          makersRole: row.role,
          isCustomers: row.customer_id !== null,
        }),
        userId: null,
        membershipId: null,
        sessionId: null,
        collectorId: null,
        apiKeyId: row.api_key_id,
      },
    ]),
  );
}
