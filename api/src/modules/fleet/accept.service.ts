import type { ViewerContext } from '../../context.ts';
import type { Faults } from '../../graphql/faults.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId, newId } from '../../ids.ts';
import type { Discovery } from '../collectors/scan.entity.ts';
import { keepCredentials, readCredentials } from './credentials.service.ts';
import type { AcceptDiscoveryInput } from './discovery.inputs.ts';
import type { KnownDevice } from './discovery-match.ts';
import { makeOutlets, makeRegister, mostOutlets, profileFor } from './electrical.service.ts';
import { Meter, Miner, MinerModel, Pdu, Rack, type Slot } from './fleet.entity.ts';
import { modelFinder } from './model-name.rules.ts';
import { findSlot } from './rack.service.ts';

/** A proposal that is to become a device, with all that the input names found and cleaned. */
export type Accepted = {
  readonly found: Discovery;
  readonly index: number;
  readonly name: string;
  /** Which known device it is; null: a new one. */
  readonly device: KnownDevice | null;
  readonly model: MinerModel | null;
  readonly slot: Slot | null;
  readonly rack: Rack | null;
  readonly profile: string | null;
  readonly outlets: number;
  readonly secrets: string | null;
};

const isModbus = ({ address }: Discovery): boolean => address.startsWith('modbus:');

/** A Modbus meter that told a scan its maker tells the collector what it is, as devices over SNMP do; another's profile must be named. */
const needsProfile = (found: Discovery): boolean => found.kind === 'METER' && isModbus(found) && found.make === null;

export async function readAccept(
  scope: ViewerContext,
  input: AcceptDiscoveryInput,
  found: Discovery,
  index: number,
  faults: Faults,
): Promise<Accepted> {
  const at = ['accept', String(index)];
  const path = (field: string) => ['input', ...at, field];
  const device = input.deviceId ? await findDevice(scope, found.kind, input.deviceId, path('deviceId')) : null;
  const slot = input.slotId ? await findSlot(scope, input.slotId, path('slotId')) : null;
  if (slot && slot.rack.getEntity().site.id !== found.site.id) refuse(new NotFound(path('slotId')));
  const rack = input.rackId
    ? await findRow(scope, Rack, { id: input.rackId, site: found.site.id }, path('rackId'))
    : null;
  if (slot && found.kind !== 'MINER') faults.add('NOT_FOR_TYPE', [...at, 'slotId'], 'Slots are for machines.');
  if (rack && found.kind !== 'PDU') faults.add('NOT_FOR_TYPE', [...at, 'rackId'], 'Only PDUs belong to a rack.');
  const name = input.name.trim();
  if (name === '') faults.add('REQUIRED', [...at, 'name'], 'name is needed.');
  else if (name.length > 200) faults.add('TOO_LONG', [...at, 'name'], 'name may have 200 characters.');
  else if (/[\u0000-\u001f\u007f]/.test(name))
    faults.add('UNSAFE_TEXT', [...at, 'name'], 'name must be one line of text.');
  const outlets = input.outlets ?? 0;
  if (input.outlets != null && (outlets < 1 || outlets > mostOutlets))
    faults.add('OUT_OF_RANGE', [...at, 'outlets'], `A PDU has 1 to ${mostOutlets} outlets.`);
  const profile = found.kind === 'MINER' ? null : input.profile || null;
  if (needsProfile(found) && !profile && !device)
    faults.add('REQUIRED', [...at, 'profile'], "This meter doesn't say what it is: its profile is needed.");
  if (found.kind !== 'MINER') profileFor(profile, found.kind, faults, [...at, 'profile']);
  const secrets = readCredentials(input.credentials, faults, [...at, 'credentials']);
  const model = found.kind === 'MINER' ? await modelFor(scope, input, found, path('modelId')) : null;
  if (found.kind === 'MINER' && !model && !device)
    faults.add('REQUIRED', [...at, 'modelId'], `Say which model this is: there is no ${found.make} ${found.model}.`);
  return { found, index, name, device, model, slot, rack, profile, outlets, secrets };
}

async function findDevice(
  scope: ViewerContext,
  kind: Discovery['kind'],
  id: string,
  path: string[],
): Promise<KnownDevice> {
  if (kind === 'MINER') return findRow(scope, Miner, { id }, path);
  return kind === 'PDU' ? findRow(scope, Pdu, { id }, path) : findRow(scope, Meter, { id }, path);
}

async function findRow<T extends { id: string }>(
  { em }: ViewerContext,
  entity: new () => T,
  where: { id: string; site?: string },
  path: string[],
): Promise<T> {
  const row = isId(where.id) ? await em.findOne(entity, where as never) : null;
  return (row as T | null) ?? refuse(new NotFound(path));
}

/** The model named, else the one of the make and model that the machine says. */
async function modelFor(
  scope: ViewerContext,
  input: AcceptDiscoveryInput,
  { make, model }: Discovery,
  path: string[],
): Promise<MinerModel | null> {
  if (input.modelId) return findRow(scope, MinerModel, { id: input.modelId }, path);
  if (!make || !model) return null;
  return modelFinder(await scope.em.find(MinerModel, {}))(make, model);
}

/** Makes and moves devices. Who was kept at their addresses isn't there any more: it has been replaced, or has moved too. */
export async function acceptDevice(scope: ViewerContext, accepted: readonly Accepted[]): Promise<string[]> {
  const { em } = scope;
  await clearAddresses(scope, accepted);
  await refuseTakenSlots(scope, accepted);
  const devices = accepted.map((one) => (one.device ? moved(scope, one.device, one) : made(scope, one)));
  await em.flush();
  for (const [index, one] of accepted.entries()) {
    const device = devices[index] as KnownDevice;
    if (!one.device && device instanceof Pdu) await makeOutlets(scope, device, one.outlets);
    if (!one.device && device instanceof Meter) await makeRegister(scope, device);
    const column = { MINER: 'miner_id', PDU: 'pdu_id', METER: 'meter_id' } as const;
    await keepCredentials(scope, { column: column[one.found.kind], id: device.id }, one.secrets);
  }
  return devices.map(({ id }) => id);
}

/** A slot that a replaced machine stood in is free for the one that replaces it. */
async function clearAddresses({ em }: ViewerContext, accepted: readonly Accepted[]): Promise<void> {
  const rows = JSON.stringify(
    accepted.map(({ found, slot }) => ({
      c: found.collector.id,
      a: found.address,
      s: slot?.id ?? null,
      kind: found.kind,
    })),
  );
  const places = 'jsonb_to_recordset(?::jsonb) as f (c uuid, a text, s uuid, kind text)';
  await em.execute(
    `update miner m set address = null, slot_id = case when m.slot_id = f.s then null else m.slot_id end
     from ${places} where f.kind = 'MINER' and m.collector_id = f.c and m.address = f.a`,
    [rows],
  );
  for (const [table, kind] of [
    ['pdu', 'PDU'],
    ['meter', 'METER'],
  ])
    await em.execute(
      `update ${table} d set address = null from ${places} where f.kind = ? and d.collector_id = f.c and d.address = f.a`,
      [rows, kind],
    );
}

async function refuseTakenSlots({ em }: ViewerContext, accepted: readonly Accepted[]): Promise<void> {
  const moving = accepted.flatMap(({ device }) => device?.id ?? []);
  const holders: { slot_id: string }[] = await em.execute(
    'select slot_id from miner where slot_id = any (?::uuid[]) and id <> all (?::uuid[])',
    [`{${accepted.flatMap(({ slot }) => slot?.id ?? []).join(',')}}`, `{${moving.join(',')}}`],
  );
  const held = new Set(holders.map(({ slot_id }) => slot_id));
  const issues = accepted.flatMap(({ slot, index }) => {
    if (!slot) return [];
    const isTaken = held.has(slot.id);
    held.add(slot.id);
    const path = ['input', 'accept', String(index), 'slotId'];
    return isTaken ? [{ code: 'SLOT_TAKEN', message: `Another machine stands in ${slot.label}.`, path }] : [];
  });
  if (issues.length > 0)
    refuse(new Conflict('SLOT_TAKEN', 'Other machines stand in these slots.', issues[0]?.path ?? null, issues));
}

/** A known device at its new place keeps all that belongs to it. What it says of itself is taken over. */
function moved({ em }: ViewerContext, device: KnownDevice, { found, name, slot, rack, model }: Accepted): KnownDevice {
  const { address, collector, site, serial, mac, firmware } = found;
  const place = { name, address, collector, site, retiredAt: null };
  if (device instanceof Miner) {
    const staysAtSite = device.site.id === site.id;
    em.assign(device, {
      ...place,
      slot: slot ?? (staysAtSite ? device.slot : null),
      serial: serial ?? device.serial,
      mac: mac ?? device.mac,
      firmware: firmware ?? device.firmware,
      ...(model ? { model } : {}),
    });
  } else if (device instanceof Pdu) {
    const staysAtSite = device.site.id === site.id;
    em.assign(device, { ...place, rack: rack ?? (staysAtSite ? device.rack : null), serial: serial ?? device.serial });
  } else em.assign(device, { ...place, serial: serial ?? device.serial });
  return device;
}

function made({ em, now }: ViewerContext, accepted: Accepted): KnownDevice {
  const { found, name, slot, rack, model, profile } = accepted;
  const { organizationId, site, collector, address, serial, mac, firmware, kind } = found;
  const row = {
    id: newId(),
    organizationId,
    site,
    collector,
    name,
    address,
    serial,
    createdAt: now(),
    retiredAt: null,
  };
  if (kind === 'MINER')
    return em.create(Miner, {
      ...row,
      model: model as MinerModel,
      mac,
      firmware,
      slot,
      owner: null,
      maintenance: false,
      maintenanceSince: null,
      maintenanceReason: null,
      ratedHashrateThs: null,
      ratedPowerW: null,
      ratedEfficiencyJPerTh: null,
      firmwareVersion: null,
      profile: null,
    });
  const known = profile ? profileFor(profile, kind) : null;
  const read = {
    profile,
    profileEvidence: known?.evidence ?? null,
    profileConfirmedAt: null,
    profileConfirmedNote: null,
    breakerA: null,
  };
  if (kind === 'METER') return em.create(Meter, { ...row, ...read, main: false, parent: null });
  return em.create(Pdu, {
    ...row,
    ...read,
    rack,
    meter: null,
    model: [found.make, found.model].filter(Boolean).join(' ') || null,
  });
}
