import type { EntityManager } from '@mikro-orm/postgresql';
import type { ViewerContext } from '../../context.ts';
import { heardOf } from './heard-of.service.ts';
import { sealFor } from './sealing.ts';
import type { CollectorPlan, PlannedDevice, PlannedOutlet, PlannedPhase } from './collector.type.ts';

type Asking = {
  revision: number;
  poll_every_seconds: number;
  register_every_seconds: number;
  sealing_key: Buffer | null;
};

/** What the asking collector has to poll; null when it knows that already. */
export async function collectorPlan(
  context: ViewerContext,
  knownRevision: number | null,
): Promise<CollectorPlan | null> {
  const { em } = context;
  const collectorId = context.viewer.collectorId as string;
  await heardOf(context, collectorId, {});
  // The revision is read before the devices: a change in between then makes the plan newer than it says, never older.
  const [asking]: Asking[] = await em.execute(
    `select s.plan_revision as revision, c.poll_every_seconds, c.register_every_seconds, c.sealing_key
     from collector c join collector_state s on s.id = c.id where c.id = ?`,
    [collectorId],
  );
  if (!asking || asking.revision === knownRevision) return null;
  return {
    revision: asking.revision,
    pollEverySeconds: asking.poll_every_seconds,
    registerEverySeconds: asking.register_every_seconds,
    devices: await plannedDevices(context, collectorId, asking.sealing_key),
  };
}

/** The revision alone: what `collectorCommands` watches. */
export async function planRevision(em: EntityManager, collectorId: string): Promise<number> {
  const [state]: { plan_revision: number }[] = await em.execute(
    'select plan_revision from collector_state where id = ?',
    [collectorId],
  );
  return state?.plan_revision ?? 0;
}

type DeviceRow = Omit<PlannedDevice, 'sealedCredentials' | 'outlets' | 'phases' | 'registerId'> & {
  sealed: Buffer | null;
  register_id: string | null;
};

async function plannedDevices(
  { em, installation }: ViewerContext,
  collectorId: string,
  sealingKey: Buffer | null,
): Promise<PlannedDevice[]> {
  const devices: DeviceRow[] = await em.execute(devicesSql, [collectorId, collectorId, collectorId]);
  const outlets: { id: string; number: number; pdu_id: string; register_id: string | null }[] = await em.execute(
    `select o.id, o.number, o.pdu_id, r.id as register_id from outlet o join pdu p on p.id = o.pdu_id
       left join register r on r.outlet_id = o.id where p.collector_id = ? order by o.pdu_id, o.number`,
    [collectorId],
  );
  const byPdu = new Map<string, PlannedOutlet[]>();
  for (const { id, number, register_id, pdu_id } of outlets)
    byPdu.set(pdu_id, [...(byPdu.get(pdu_id) ?? []), { id, number, registerId: register_id }]);
  const phases: (PlannedPhase & { device_id: string })[] = await em.execute(
    `select f.id, f.name, coalesce(f.pdu_id, f.meter_id) as device_id from phase f left join pdu p on p.id = f.pdu_id
       left join meter m on m.id = f.meter_id where coalesce(p.collector_id, m.collector_id) = ? order by f.position, f.id`,
    [collectorId],
  );
  const byDevice = new Map<string, PlannedPhase[]>();
  for (const { id, name, device_id } of phases)
    byDevice.set(device_id, [...(byDevice.get(device_id) ?? []), { id, name }]);
  return devices.map(({ sealed, register_id, ...device }) => ({
    ...device,
    sealedCredentials: sealed && sealingKey ? sealFor(sealingKey, installation.vault.open(sealed)) : null,
    outlets: byPdu.get(device.id) ?? [],
    phases: byDevice.get(device.id) ?? [],
    registerId: register_id,
  }));
}

const devicesSql = /* sql */ `
select 'MINER' as kind, d.id, d.name, d.address, d.profile, c.sealed, null::uuid as register_id
  from miner d left join device_credential c on c.miner_id = d.id where d.collector_id = ? and d.address is not null
union all
select 'PDU', d.id, d.name, d.address, d.profile, c.sealed, null
  from pdu d left join device_credential c on c.pdu_id = d.id where d.collector_id = ? and d.address is not null
union all
select 'METER', d.id, d.name, d.address, d.profile, c.sealed, r.id
  from meter d left join device_credential c on c.meter_id = d.id left join register r on r.meter_id = d.id
  where d.collector_id = ? and d.address is not null
order by kind, name, id`;
