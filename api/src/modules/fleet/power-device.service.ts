import { LockMode } from '@mikro-orm/core';
import type { ViewerContext } from '../../context.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { nameTaken, refuseTaken } from '../../graphql/taken.ts';
import { isId } from '../../ids.ts';
import { keepCredentials, readCredentials } from './credentials.service.ts';
import type { UpdateMeterInput, UpdatePduInput } from './electrical.inputs.ts';
import { findRackAt, largestBreakerA, meterAt, profileFor } from './electrical.service.ts';
import { Meter, Pdu } from './fleet.entity.ts';
import { addressTaken, findCollectorOf, readAddress } from './placing.service.ts';

/** Changes what the input names of a PDU: a field left out stays, null clears it. */
export function updatePdu(context: ViewerContext, input: UpdatePduInput): Promise<Pdu> {
  const taken = { pdu_site_id_name_key: nameTaken('a PDU of this site'), pdu_address: addressTaken };
  return refuseTaken(taken, () =>
    inTransaction(context, async (scope) => {
      const pdu = await lock(scope, Pdu, input.pduId, 'pduId');
      const faults = new Faults();
      if (input.rackId !== undefined)
        scope.em.assign(pdu, {
          rack: input.rackId === null ? null : await findRackAt(scope, pdu.site.id, input.rackId),
        });
      if (input.meterId !== undefined)
        scope.em.assign(pdu, { meter: await meterAt(scope, pdu.site.id, input.meterId, 'meterId') });
      const secrets = await change(scope, pdu, input, 'PDU', faults);
      faults.refuseIfAny();
      await scope.em.flush();
      await keepCredentials(scope, { column: 'pdu_id', id: pdu.id }, secrets);
      return pdu;
    }),
  );
}

/** The same of a meter. It can't measure itself, however many meters are in between. */
export function updateMeter(context: ViewerContext, input: UpdateMeterInput): Promise<Meter> {
  const taken = { meter_site_id_name_key: nameTaken('a meter of this site'), meter_address: addressTaken };
  return refuseTaken(taken, () =>
    inTransaction(context, async (scope) => {
      const meter = await lock(scope, Meter, input.meterId, 'meterId');
      const faults = new Faults();
      if (input.main != null) meter.main = input.main;
      if (input.parentId !== undefined) await putUnder(scope, meter, input.parentId);
      const secrets = await change(scope, meter, input, 'METER', faults);
      faults.refuseIfAny();
      await scope.em.flush();
      await keepCredentials(scope, { column: 'meter_id', id: meter.id }, secrets);
      return meter;
    }),
  );
}

async function putUnder(scope: Scope, meter: Meter, parentId: string | null): Promise<void> {
  const parent = await meterAt(scope, meter.site.id, parentId, 'parentId');
  const above: { id: string }[] = await scope.em.execute(
    `with recursive above as (select id, parent_id from meter where id = ?
       union select m.id, m.parent_id from meter m join above a on m.id = a.parent_id) select id from above`,
    [parent?.id ?? null],
  );
  if (above.some(({ id }) => id === meter.id))
    refuse(
      new Conflict('METER_LOOP', 'That meter is measured by this one: neither can stand above the other.', [
        'input',
        'parentId',
      ]),
    );
  scope.em.assign(meter, { parent });
}

async function lock<T extends Pdu | Meter>(
  { em }: Scope,
  entity: new () => T,
  id: string,
  field: 'pduId' | 'meterId',
): Promise<T> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const found = isId(id) ? await em.findOne<Pdu | Meter>(entity as new () => Pdu | Meter, { id }, options) : null;
  if (!found) return refuse(new NotFound(['input', field]));
  if (found.retiredAt) refuse(new Conflict('WRONG_STATE', `${found.name} is retired: take it back first.`));
  return found as T;
}

/** What PDUs and meters have in common. Answers the secrets that were given. */
async function change(
  scope: Scope,
  device: Pdu | Meter,
  input: UpdatePduInput | UpdateMeterInput,
  kind: 'PDU' | 'METER',
  faults: Faults,
): Promise<string | null> {
  if (input.name !== undefined) device.name = faults.line(input.name, 'name', { required: true }) ?? device.name;
  if (input.breakerA !== undefined)
    device.breakerA = faults.decimal(input.breakerA, 'breakerA', { above: 0, max: largestBreakerA, decimals: 3 });
  if (input.collectorId !== undefined)
    scope.em.assign(device, {
      collector: input.collectorId === null ? null : await findCollectorOf(scope, device.site.id, input.collectorId),
    });
  if (input.address !== undefined)
    device.address = input.address
      ? await readAddress(scope, input.address, kind, (await device.collector?.load()) ?? null, faults)
      : null;
  if (input.profile !== undefined) changeProfile(device, input.profile, kind, faults);
  return readCredentials(input.credentials, faults);
}

/** Another profile needs a confirmation of its own. */
function changeProfile(device: Pdu | Meter, profile: string | null, kind: 'PDU' | 'METER', faults: Faults): void {
  const known = profileFor(profile, kind, faults);
  if (!profile && kind === 'METER')
    faults.add('REQUIRED', ['profile'], "A meter doesn't say what it is: its profile is needed.");
  if ((profile || null) === device.profile) return;
  device.profile = profile || null;
  device.profileEvidence = known?.evidence ?? null;
  device.profileConfirmedAt = null;
  device.profileConfirmedNote = null;
}
