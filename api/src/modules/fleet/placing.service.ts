import type { Scope } from '../../database/scope.ts';
import type { Faults } from '../../graphql/faults.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import { Collector, CollectorState } from '../collectors/collector.entity.ts';
import { canonicalAddress, type DeviceKind, isWithin } from './device-address.ts';

/** Another device of the same collector answers there. */
export const addressTaken = (): Conflict =>
  new Conflict('ADDRESS_TAKEN', 'Another device has this address.', ['input', 'address']);

/** The collector of a site that an input names. */
export async function findCollectorOf({ em }: Scope, siteId: string, id: string): Promise<Collector> {
  const collector = isId(id) ? await em.findOne(Collector, { id, site: siteId, revokedAt: null }) : null;
  return collector ?? refuse(new NotFound(['input', 'collectorId']));
}

/** Who reads a site's devices when nobody is named: its only collector at work; null for none or several. */
export async function onlyCollectorOf({ em }: Scope, siteId: string): Promise<Collector | null> {
  const [only, ...more] = await em.find(Collector, { site: siteId, revokedAt: null }, { limit: 2 });
  return more.length > 0 ? null : (only ?? null);
}

/** Who reads a new device: the collector named, else the site's only one; null while the site has none. */
export async function collectorFor(
  scope: Scope,
  siteId: string,
  collectorId: string | null | undefined,
  faults: Faults,
): Promise<Collector | null> {
  if (collectorId) return findCollectorOf(scope, siteId, collectorId);
  const only = await onlyCollectorOf(scope, siteId);
  if (!only && (await scope.em.count(Collector, { site: siteId, revokedAt: null })) > 0)
    faults.add('REQUIRED', ['collectorId'], 'This site has several collectors: say which one reads it.');
  return only;
}

/** An address as it is kept. It has to be one that the collector may reach, as far as that has told its networks. */
export async function readAddress(
  scope: Scope,
  text: string,
  kind: DeviceKind,
  collector: Collector | null,
  faults: Faults,
): Promise<string | null> {
  const address = canonicalAddress(text, kind);
  if (!address) {
    faults.add('NOT_A_URL', ['address'], `This is no address like ${example[kind]}.`);
    return null;
  }
  const networks = collector ? await networksOf(scope, collector.id) : [];
  if (networks.length > 0 && !isWithin(address, networks))
    faults.add('ADDRESS_NOT_ALLOWED', ['address'], "This address is outside the collector's networks.");
  return address;
}

const example: Readonly<Record<DeviceKind, string>> = {
  MINER: 'cgminer://10.0.0.7:4028',
  PDU: 'snmp://10.0.0.5:161',
  METER: 'modbus://10.0.0.9:502?unit=1',
};

/** What a collector has said that it may reach; nothing while it hasn't been heard of. */
export async function networksOf({ em }: Scope, collectorId: string): Promise<readonly string[]> {
  return (await em.findOne(CollectorState, { id: collectorId }))?.allowedNetworks ?? [];
}
