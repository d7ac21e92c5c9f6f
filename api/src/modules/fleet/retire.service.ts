import type { ViewerContext } from '../../context.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Conflict, type InputIssue, NotFound, refuse } from '../../graphql/refusals.ts';
import { refuseTaken, type TakenBy } from '../../graphql/taken.ts';
import { isId } from '../../ids.ts';
import type { KnownDevice } from './discovery-match.ts';
import { Meter, Miner, Pdu } from './fleet.entity.ts';
import { endFeedsOf } from './mapping.service.ts';
import { ownerBound } from './miner.service.ts';
import type { RestoreDevicesInput, RetireDevicesInput } from './retire.inputs.ts';

const mostAtOnce = 1_000;
const kinds = [Miner, Pdu, Meter] as const;

/** Takes devices out of the fleet: nobody reads them, they stand nowhere, their history stays. A second time changes nothing. */
export function retireDevices(context: ViewerContext, input: RetireDevicesInput): Promise<KnownDevice[]> {
  return inTransaction(context, async (scope) => {
    const devices = await findDevices(scope, input.deviceIds);
    const used = await inUse(scope, devices);
    const issues = devices.flatMap((device, index): InputIssue[] => {
      const why = used.get(device.id);
      const path = ['input', 'deviceIds', String(index)];
      return why ? [{ code: 'IN_USE', message: `${device.name} ${why}.`, path }] : [];
    });
    if (issues.length > 0) refuse(new Conflict('IN_USE', issues[0]?.message ?? '', issues[0]?.path ?? null, issues));
    const machines = devices.filter((device) => device instanceof Miner).map(({ id }) => id);
    await endFeedsOf(scope, machines, scope.now());
    for (const device of devices) retire(device, scope.now());
    await scope.em.flush();
    await leaveBelow(scope, devices);
    return devices;
  });
}

function retire(device: KnownDevice, at: Date): void {
  device.retiredAt ??= at;
  device.address = null;
  device.collector = null;
  if (device instanceof Meter) device.parent = null;
  if (device instanceof Pdu) {
    device.rack = null;
    device.meter = null;
  }
  if (!(device instanceof Miner)) return;
  device.slot = null;
  device.maintenance = false;
  device.maintenanceSince = null;
  device.maintenanceReason = null;
}

/** Nothing is measured by a meter that has gone. */
async function leaveBelow({ em }: Scope, devices: readonly KnownDevice[]): Promise<void> {
  const ids = `{${devices.map(({ id }) => id).join(',')}}`;
  await em.execute('update pdu set meter_id = null where meter_id = any (?::uuid[])', [ids]);
  await em.execute('update meter set parent_id = null where parent_id = any (?::uuid[])', [ids]);
}

const nameTaken = () =>
  new Conflict('NAME_TAKEN', 'Another device of the site has one of these names by now.', ['input', 'deviceIds']);
const taken: TakenBy = {
  miner_site_id_name_key: nameTaken,
  pdu_site_id_name_key: nameTaken,
  meter_site_id_name_key: nameTaken,
};

/** Takes retired devices back into the fleet. */
export function restoreDevices(context: ViewerContext, input: RestoreDevicesInput): Promise<KnownDevice[]> {
  return refuseTaken(taken, () =>
    inTransaction(context, async (scope) => {
      const devices = await findDevices(scope, input.deviceIds);
      for (const device of devices) device.retiredAt = null;
      await scope.em.flush();
      return devices;
    }),
  );
}

/** The devices, in the order asked, locked so that who assigns or maps them at the same moment takes turns. */
async function findDevices({ em }: Scope, ids: readonly string[]): Promise<KnownDevice[]> {
  const faults = new Faults();
  if (ids.length === 0) faults.add('REQUIRED', ['deviceIds'], 'Name at least one device.');
  if (ids.length > mostAtOnce) faults.add('TOO_MANY', ['deviceIds'], `At most ${mostAtOnce} devices at once.`);
  faults.refuseIfAny();
  const asked = [...new Set(ids)].filter(isId);
  const found = new Map<string, KnownDevice>();
  for (const kind of kinds) {
    await em.execute(
      `select 1 from ${kind === Miner ? 'miner' : kind === Pdu ? 'pdu' : 'meter'} where id = any (?::uuid[]) order by id for no key update`,
      [`{${asked.join(',')}}`],
    );
    for (const device of await em.find(kind as typeof Miner, { id: { $in: asked } })) found.set(device.id, device);
  }
  return [...new Set(ids)].map(
    (id) => found.get(id.toLowerCase()) ?? refuse(new NotFound(['input', 'deviceIds', String(ids.indexOf(id))])),
  );
}

/** Why devices can't go: a contract needs a machine now or later; something hangs on a PDU or a meter. */
async function inUse(scope: Scope, devices: readonly KnownDevice[]): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: (typeof kinds)[number]) =>
    devices.filter((device) => device instanceof kind).map(({ id }) => id);
  const why = new Map<string, string>();
  for (const id of await ownerBound(scope, idsOf(Miner))) why.set(id, 'is under a contract');
  const fed: { id: string; units: number }[] = await scope.em.execute(
    `select coalesce(o.pdu_id, f.meter_id) as id, count(distinct coalesce(f.miner_id, f.site_id))::int as units
     from feed f left join outlet o on o.id = f.outlet_id
     where coalesce(o.pdu_id, f.meter_id) = any (?::uuid[]) and (upper_inf(f.during) or upper(f.during) > ?::timestamptz) group by 1`,
    [`{${[...idsOf(Pdu), ...idsOf(Meter)].join(',')}}`, scope.now()],
  );
  for (const { id, units } of fed) why.set(id, `feeds what hangs on it: ${units}`);
  return why;
}
