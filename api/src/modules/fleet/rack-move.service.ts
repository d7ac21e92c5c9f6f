import type { Scope } from '../../database/scope.ts';
import type { Site } from '../sites/site.entity.ts';
import type { Rack } from './fleet.entity.ts';
import { endFeedsElsewhere } from './mapping.service.ts';
import { onlyCollectorOf } from './placing.service.ts';

/**
 * Takes a rack to another site with the machines and PDUs in it, where that site's collector reads them. A machine leaves
 * the outlets of PDUs that stay behind: from now on something else hangs there.
 */
export async function moveRack(scope: Scope, rack: Rack, site: Site): Promise<void> {
  const { em, now } = scope;
  const collector = (await onlyCollectorOf(scope, site.id))?.id ?? null;
  em.assign(rack, { site });
  await em.flush();
  // The meter that measures them too stays where it is.
  await em.execute('update pdu set site_id = ?, collector_id = ?, meter_id = null where rack_id = ?', [
    site.id,
    collector,
    rack.id,
  ]);
  const moved: { id: string }[] = await em.execute(
    'update miner set site_id = ?, collector_id = ? where slot_id in (select id from slot where rack_id = ?) returning id',
    [site.id, collector, rack.id],
  );
  await endFeedsElsewhere(
    scope,
    moved.map(({ id }) => id),
    now(),
  );
}
