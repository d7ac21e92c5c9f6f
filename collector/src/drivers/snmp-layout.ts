import { DeviceFailure } from '../device-failure.ts';
import type { Identity, SnmpGroup, SnmpPduProfile } from '../profiles/snmp-pdu.profile.ts';
import type { SnmpSession } from '../transports/snmp.ts';
import { entityRows } from './entity-sensors.ts';
import { inTurn, type Row, rowsOf, textIn } from './snmp-rows.ts';

const SYS_DESCR = '1.3.6.1.2.1.1.1.0';
const SYS_OBJECT_ID = '1.3.6.1.2.1.1.2.0';

export type Known = {
  readonly profile: SnmpPduProfile;
  readonly model: string | null;
  readonly serial: string | null;
  readonly firmware: string | null;
};

/** What was learnt of one PDU: its profile and which rows it has. */
export type Layout = Known & {
  /** By group: what the first lacks the next may have. */
  readonly device: readonly (readonly Row[])[];
  readonly phases: readonly Row[];
  readonly outlets: readonly Row[];
};

/** The profile that sysObjectID points to, the longest match first. */
export function profileFor(profiles: readonly SnmpPduProfile[], sysObjectId: string): SnmpPduProfile | null {
  const matches = profiles.flatMap((profile) =>
    profile.sysObjectIds
      .filter((id) => `${sysObjectId}.`.startsWith(`${id}.`))
      .map((id) => ({ profile, length: id.length })),
  );
  return matches.toSorted((a, b) => b.length - a.length)[0]?.profile ?? null;
}

type Recognised = { readonly profile: SnmpPduProfile; readonly by: string };

/**
 * The profile of a device, and by which object. SysObjectID can say nothing (a generic agent's, garbled, the enterprise's root alone): then by the one
 * object that only the devices of a profile have.
 */
async function recognise(
  snmp: Pick<SnmpSession, 'get'>,
  profiles: readonly SnmpPduProfile[],
  sysObjectId: string,
): Promise<Recognised | null> {
  const known = profileFor(profiles, sysObjectId);
  if (known) return { profile: known, by: sysObjectId };
  const telling = profiles.flatMap((profile) => {
    const oid = evidenceOf(profile);
    return oid === null ? [] : [{ profile, by: oid }];
  });
  const present = telling.length === 0 ? new Map() : await snmp.get(telling.map(({ by }) => by));
  return telling.find(({ by }) => present.has(by)) ?? null;
}

/** Its data lie where its own sysObjectID would have them, when the device's says nothing. */
function asConfigured(profile: SnmpPduProfile, sysObjectId: string): Recognised {
  const isOwn = profileFor([profile], sysObjectId) !== null;
  return { profile, by: isOwn ? sysObjectId : (profile.sysObjectIds[0] ?? sysObjectId) };
}

function evidenceOf({ sysObjectIds, root, evidence, model }: SnmpPduProfile): string | null {
  if (sysObjectIds.length === 0 || typeof root !== 'string') return null;
  const identity = [model ?? []].flat().find((part) => 'oid' in part);
  const below = evidence ?? (identity && 'oid' in identity ? identity.oid : undefined);
  return below === undefined ? null : `${root}.${below}`;
}

/** Asks a PDU what it is and which rows it has. */
export async function learnLayout(
  snmp: SnmpSession,
  address: string,
  profiles: readonly SnmpPduProfile[],
): Promise<Layout> {
  const system = await snmp.get([SYS_DESCR, SYS_OBJECT_ID]);
  const sysDescr = String(system.get(SYS_DESCR) ?? '');
  const sysObjectId = String(system.get(SYS_OBJECT_ID) ?? '').replace(/^\./, '');
  // A configured profile is one alone: sysObjectID can be useless, and what the operator confirmed is never switched silently.
  const [only] = profiles;
  const known =
    only && profiles.length === 1 ? asConfigured(only, sysObjectId) : await recognise(snmp, profiles, sysObjectId);
  // A maker's other devices share its sysObjectID: one without rows of the profile may have those of a standard.
  const fallbacks = profiles
    .filter((profile) => profile.sysObjectIds.length === 0 && profile !== known?.profile)
    .map((profile) => ({ profile, by: sysObjectId }));
  for (const { profile, by } of known ? [known, ...fallbacks] : fallbacks) {
    const layout = await layOut(snmp, profile, sysDescr, by);
    const parts = profile.hasEntitySensors ? layout.phases : layout.outlets;
    if (layout.device.some((rows) => rows.length > 0) || parts.length > 0) return layout;
  }
  const reason = known
    ? `it has no rows of ${known.profile.id}`
    : `no profile for sysObjectID ${sysObjectId || '(none)'}`;
  throw new DeviceFailure('unsupported', address, reason);
}

/** A fallback that only PDUs and meters have; entity sensors are in any switch. */
function isTelling({ sysObjectIds, hasEntitySensors }: SnmpPduProfile): boolean {
  return sysObjectIds.length === 0 && !hasEntitySensors;
}

/** Who it says it is, in two or three requests; null when no profile knows it. */
export async function identifyPdu(
  snmp: Pick<SnmpSession, 'get'>,
  profiles: readonly SnmpPduProfile[],
): Promise<Known | null> {
  const system = await snmp.get([SYS_DESCR, SYS_OBJECT_ID]);
  const sysObjectId = String(system.get(SYS_OBJECT_ID) ?? '').replace(/^\./, '');
  const known = await recognise(snmp, profiles, sysObjectId);
  const fallbacks = profiles.filter(isTelling).map((profile) => ({ profile, by: sysObjectId }));
  for (const { profile, by } of known ? [known] : fallbacks) {
    const identity = await identify(snmp, profile, String(system.get(SYS_DESCR) ?? ''), by);
    // A fallback has its own objects or it isn't one.
    if (known || identity.model !== null) return identity;
  }
  return null;
}

async function layOut(
  snmp: SnmpSession,
  profile: SnmpPduProfile,
  sysDescr: string,
  sysObjectId: string,
): Promise<Layout> {
  const root = rootOf(profile, sysObjectId);
  const asking = { root, maxRepetitions: profile.maxRepetitions };
  const rows = (group: SnmpGroup) => rowsOf(snmp, group, asking);
  const known = await identify(snmp, profile, sysDescr, sysObjectId);
  if (profile.hasEntitySensors) {
    const { device, sensors } = await entityRows(snmp, profile.maxRepetitions);
    return { ...known, device: [device], phases: sensors, outlets: [] };
  }
  let outlets: Row[] = [];
  for (const group of profile.outlets) if (outlets.length === 0) outlets = await rows(group);
  const phases: Row[] = [];
  for (const group of profile.phases) if (!group.otherwise || phases.length === 0) phases.push(...(await rows(group)));
  const device = await inTurn(profile.device, (group) => rowsOf(snmp, group, { ...asking, summed: true }));
  return { ...known, device, phases: distinct(phases), outlets: numbered(outlets) };
}

function rootOf({ root }: SnmpPduProfile, sysObjectId: string): string {
  return typeof root === 'string' ? root : sysObjectId.split('.').slice(0, root.partsOfSysObjectId).join('.');
}

async function identify(
  snmp: Pick<SnmpSession, 'get'>,
  profile: SnmpPduProfile,
  sysDescr: string,
  sysObjectId: string,
): Promise<Known> {
  const root = rootOf(profile, sysObjectId);
  const identities = [profile.model ?? [], profile.serial ?? [], profile.firmware ?? []].flat();
  const naming = identities.flatMap((part) => ('named' in part ? [`${root}.${part.named}`] : []));
  const names = await snmp.get([...new Set(naming)]);
  const placeOf = (part: Identity): string | null => {
    if ('oid' in part) return `${root}.${part.oid}`;
    const name = 'named' in part ? names.get(`${root}.${part.named}`) : undefined;
    return 'named' in part && name !== undefined ? `${root}.${part.column}.${name}` : null;
  };
  const scalars = await snmp.get(identities.map(placeOf).filter((place) => place !== null));
  const identity = (parts: Identity | readonly Identity[] = []): string | null => {
    const said = [parts].flat().map((part) => {
      if ('sysDescr' in part) return textIn(part.sysDescr.exec(sysDescr)?.[1]);
      return textIn(scalars.get(placeOf(part) ?? ''));
    });
    return said.find((text) => text !== null) ?? null;
  };
  return {
    profile,
    model: identity(profile.model),
    serial: identity(profile.serial),
    firmware: identity(profile.firmware),
  };
}

/** Phases of linked units repeat their labels: then each says its place too, or one would be taken for the other. */
function distinct(rows: readonly Row[]): Row[] {
  const labels = rows.map(({ label }) => label);
  return rows.map((row) =>
    row.label !== null && labels.indexOf(row.label) !== labels.lastIndexOf(row.label)
      ? { ...row, label: `${row.label} ${row.id}` }
      : row,
  );
}

/** Outlets of linked units repeat their numbers: then they count on in the order of their index. */
function numbered(rows: readonly Row[]): Row[] {
  const unique = new Set(rows.map((row) => row.number)).size === rows.length;
  return rows.map((row, at) => (unique ? row : { ...row, number: at + 1 }));
}
