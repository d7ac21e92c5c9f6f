import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Address, parseAddress } from './address.ts';
import type { CollectorPlanQuery } from './gql/graphql.ts';
import type { Networks } from './networks.ts';
import type { Ports } from './ports.ts';
import { portsOf } from './readers.ts';

export type Plan = NonNullable<CollectorPlanQuery['collectorPlan']>;
export type PlannedDevice = Plan['devices'][number];
export type Reachable = { readonly device: PlannedDevice; readonly address: Address };

/** The plan of the last run, so that polling starts without the API. Null without one or when it can't be read. */
export function loadPlan(home: string): Plan | null {
  try {
    return JSON.parse(readFileSync(join(home, 'plan.json'), 'utf8')) as Plan;
  } catch {
    return null; // none yet, or a broken file: the API's plan replaces it
  }
}

/** Written beside and moved into place: a crash leaves the old one. */
export function savePlan(home: string, plan: Plan): void {
  const file = join(home, 'plan.json');
  writeFileSync(`${file}.new`, JSON.stringify(plan), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The wall: devices at addresses outside our networks, or at ports that we may not reach, are refused, whatever the plan says. */
export function sortDevices(
  plan: Plan,
  networks: Networks,
  ports: Ports,
): { readonly reachable: readonly Reachable[]; readonly refused: readonly string[] } {
  const reachable: Reachable[] = [];
  const refused: string[] = [];
  for (const device of plan.devices) {
    const address = parseAddress(device.address);
    const isInside =
      address !== null && networks.allows(address.host) && portsOf(address, device.kind).every(ports.allows);
    if (isInside) reachable.push({ device, address });
    else refused.push(device.id);
  }
  return { reachable, refused };
}
