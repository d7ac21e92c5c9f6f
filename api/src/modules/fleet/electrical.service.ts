import type { ViewerContext } from '../../context.ts';
import { insertRows } from '../../database/insert-rows.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { nameTaken, refuseTaken } from '../../graphql/taken.ts';
import { isId, newId } from '../../ids.ts';
import { findSite } from '../sites/index.ts';
import { keepCredentials, readCredentials } from './credentials.service.ts';
import type { ConfirmProfileInput, CreateMeterInput, CreatePduInput } from './electrical.inputs.ts';
import { Meter, Pdu, Rack } from './fleet.entity.ts';
import { addressTaken, collectorFor, readAddress } from './placing.service.ts';
import { type DeviceProfile, profiles } from './profiles.rules.ts';

/** Outlets of one PDU: more than any that is built. */
export const mostOutlets = 512;

const takenByPdu = { pdu_site_id_name_key: nameTaken('a PDU of this site'), pdu_address: addressTaken };
const takenByMeter = { meter_site_id_name_key: nameTaken('a meter of this site'), meter_address: addressTaken };

/** A PDU, with its outlets when their number is given. Of an unknown profile each is taken to count energy. */
export function createPdu(context: ViewerContext, input: CreatePduInput): Promise<Pdu> {
  const make = async (scope: ViewerContext) => {
    const site = await findSite(scope, input.siteId);
    const rack = input.rackId ? await findRackAt(scope, site.id, input.rackId) : null;
    const meter = await meterAt(scope, site.id, input.meterId, 'meterId');
    const faults = new Faults();
    const device = await readDevice(scope, input, 'PDU', faults);
    const outlets = faults.whole(input.outlets, 'outlets', { min: 1, max: mostOutlets }) ?? 0;
    const secrets = readCredentials(input.credentials, faults);
    faults.refuseIfAny();
    const row = { id: newId(), organizationId: scope.viewer.organizationId, site, rack, createdAt: scope.now() };
    const pdu = scope.em.create(Pdu, { ...unknown, ...device, ...row, model: null, meter });
    await scope.em.flush();
    await makeOutlets(scope, pdu, outlets);
    await keepCredentials(scope, { column: 'pdu_id', id: pdu.id }, secrets);
    return pdu;
  };
  return refuseTaken(takenByPdu, () =>
    once(context, 'createPdu', input, make, ({ em }, id) => em.findOneOrFail(Pdu, { id })),
  );
}

/** A meter, with its register. */
export function createMeter(context: ViewerContext, input: CreateMeterInput): Promise<Meter> {
  const make = async (scope: ViewerContext) => {
    const site = await findSite(scope, input.siteId);
    const parent = await meterAt(scope, site.id, input.parentId, 'parentId');
    const faults = new Faults();
    const device = await readDevice(scope, input, 'METER', faults);
    if (!input.profile) faults.add('REQUIRED', ['profile'], "A meter doesn't say what it is: its profile is needed.");
    const secrets = readCredentials(input.credentials, faults);
    faults.refuseIfAny();
    const row = { id: newId(), organizationId: scope.viewer.organizationId, site, createdAt: scope.now() };
    const meter = scope.em.create(Meter, { ...unknown, ...device, ...row, main: input.main ?? false, parent });
    await scope.em.flush();
    await makeRegister(scope, meter);
    await keepCredentials(scope, { column: 'meter_id', id: meter.id }, secrets);
    return meter;
  };
  return refuseTaken(takenByMeter, () =>
    once(context, 'createMeter', input, make, ({ em }, id) => em.findOneOrFail(Meter, { id })),
  );
}

/** No breaker before a PDU or a site's meter is larger. */
export const largestBreakerA = 10_000;

const unknown = { serial: null, profileConfirmedAt: null, profileConfirmedNote: null, retiredAt: null };

/** What PDUs and meters have in common. */
async function readDevice(
  scope: Scope,
  input: CreatePduInput | CreateMeterInput,
  kind: DeviceProfile['kind'],
  faults: Faults,
) {
  const name = faults.line(input.name, 'name', { required: true }) ?? '';
  const known = profileFor(input.profile, kind, faults);
  const collector = await collectorFor(scope, input.siteId, input.collectorId, faults);
  const address = await readAddress(scope, input.address, kind, collector, faults);
  const breakerA = faults.decimal(input.breakerA, 'breakerA', { above: 0, max: largestBreakerA, decimals: 3 });
  const profile = input.profile || null;
  return { name, collector, address, breakerA, profile, profileEvidence: known?.evidence ?? null };
}

export async function makeOutlets({ em }: Scope, pdu: Pdu, count: number): Promise<void> {
  const outlets = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    organization_id: pdu.organizationId,
    pdu_id: pdu.id,
    number: index + 1,
  }));
  await insertRows(em, 'outlet', outlets);
  if (pdu.profile && !profiles.get(pdu.profile)?.countsEnergy) return;
  await insertRows(
    em,
    'register',
    outlets.map(({ id, organization_id, number }) => ({
      id: newId(),
      organization_id,
      outlet_id: id,
      name: `${pdu.name} outlet ${number}`,
    })),
  );
}

/** The energy register of a meter. */
export async function makeRegister({ em }: Scope, { id, organizationId, name }: Meter): Promise<void> {
  await insertRows(em, 'register', [{ id: newId(), organization_id: organizationId, meter_id: id, name }]);
}

/** What is known of a profile that an input names; null for none, or one that doesn't fit. */
export function profileFor(
  id: string | null | undefined,
  kind: DeviceProfile['kind'],
  faults?: Faults,
  path: readonly string[] = ['profile'],
): DeviceProfile | null {
  const known = id ? profiles.get(id) : undefined;
  if (id && !known) faults?.add('OUT_OF_RANGE', path, 'No collector has this profile.');
  else if (known && known.kind !== kind) faults?.add('NOT_FOR_TYPE', path, `This profile reads a ${known.kind}.`);
  return known?.kind === kind ? known : null;
}

export async function findRackAt({ em }: Scope, siteId: string, id: string): Promise<Rack> {
  const rack = isId(id) ? await em.findOne(Rack, { id, site: siteId }) : null;
  return rack ?? refuse(new NotFound(['input', 'rackId']));
}

/** A meter of the same site, by which another device is measured too; null for none. */
export async function meterAt(
  { em }: Scope,
  siteId: string,
  id: string | null | undefined,
  field: 'meterId' | 'parentId',
): Promise<Meter | null> {
  if (id === null || id === undefined) return null;
  const meter = isId(id) ? await em.findOne(Meter, { id, site: siteId, retiredAt: null }) : null;
  return meter ?? refuse(new NotFound(['input', field]));
}

/** A person vouches for a profile that no recording or document backs: the device may bill. Who did is in the audit log. */
export function confirmProfile(context: ViewerContext, input: ConfirmProfileInput): Promise<Pdu | Meter> {
  return inTransaction(context, async ({ em, now }) => {
    const faults = new Faults();
    const note = faults.prose(input.note, 'note', 1_000);
    if (!note?.trim()) faults.add('REQUIRED', ['note'], 'Say what the profile was compared with.');
    faults.refuseIfAny();
    const path = ['input', 'deviceId'];
    const id = isId(input.deviceId) ? input.deviceId : null;
    const device = id && ((await em.findOne(Pdu, { id })) ?? (await em.findOne(Meter, { id })));
    if (!device) return refuse(new NotFound(path));
    if (!device.profile) refuse(new Conflict('WRONG_STATE', "It isn't known yet by which profile it is read.", path));
    device.profileConfirmedAt = now();
    device.profileConfirmedNote = note;
    return device;
  });
}
