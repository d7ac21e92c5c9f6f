import { LockMode } from '@mikro-orm/core';
import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { onceAnswering } from '../../graphql/once.ts';
import { Conflict, InvalidInput, NotFound, refuse } from '../../graphql/refusals.ts';
import { refuseTaken, type TakenBy } from '../../graphql/taken.ts';
import { isId } from '../../ids.ts';
import { Discovery } from '../collectors/scan.entity.ts';
import { acceptDevice, type Accepted, readAccept } from './accept.service.ts';
import type { DecideDiscoveriesInput } from './discovery.inputs.ts';
import type { KnownDevice } from './discovery-match.ts';
import { Meter, Miner, Pdu } from './fleet.entity.ts';

const mostAtOnce = 1_000;
const path = ['input', 'accept'];

const nameTaken = () => new Conflict('NAME_TAKEN', 'Another device of the site has one of these names.', path);
const sameDevice = (what: string) => () =>
  new InvalidInput([
    { code: 'DUPLICATE', message: `A known machine has this ${what}: say by deviceId that it moved.`, path },
  ]);
const taken: TakenBy = {
  miner_slot_id_key: () => new Conflict('SLOT_TAKEN', 'Another machine stands in one of these slots.', path),
  miner_site_id_name_key: nameTaken,
  pdu_site_id_name_key: nameTaken,
  meter_site_id_name_key: nameTaken,
  miner_organization_id_mac_key: sameDevice('MAC'),
  miner_organization_id_serial_key: sameDevice('serial'),
};

/** Turns proposals into devices, or sets them aside: all that was asked or nothing. */
export async function decideDiscoveries(
  context: ViewerContext,
  input: DecideDiscoveriesInput,
): Promise<{ devices: KnownDevice[]; ignored: number }> {
  const { deviceIds, ignored } = await refuseTaken(taken, () =>
    onceAnswering(context, 'decideDiscoveries', input, (scope) => decide(scope, input)),
  );
  const { em } = context;
  const where = { id: { $in: deviceIds } };
  const found = [...(await em.find(Miner, where)), ...(await em.find(Pdu, where)), ...(await em.find(Meter, where))];
  const byId = new Map<string, KnownDevice>(found.map((device) => [device.id, device]));
  return { devices: deviceIds.flatMap((id) => byId.get(id) ?? []), ignored };
}

async function decide(scope: ViewerContext, input: DecideDiscoveriesInput) {
  const [accept, ignore] = [input.accept ?? [], input.ignore ?? []];
  const asked = [
    ...accept.map(({ discoveryId }, index) => ({ id: discoveryId, at: ['accept', String(index), 'discoveryId'] })),
    ...ignore.map((id, index) => ({ id, at: ['ignore', String(index)] })),
  ];
  const faults = new Faults();
  if (asked.length === 0) faults.add('REQUIRED', ['accept'], 'Name at least one proposal.');
  if (asked.length > mostAtOnce) faults.add('TOO_MANY', ['accept'], `At most ${mostAtOnce} proposals at once.`);
  const seen = new Set<string>();
  for (const { id, at } of asked) {
    if (seen.has(id)) faults.add('DUPLICATE', at, 'This proposal is named twice.');
    seen.add(id);
  }
  faults.refuseIfAny();
  const proposals = await openProposals(scope, asked);
  const accepted: Accepted[] = [];
  for (const [index, one] of accept.entries())
    accepted.push(await readAccept(scope, one, proposals.get(one.discoveryId) as Discovery, index, faults));
  faults.refuseIfAny();
  const deviceIds = await acceptDevice(scope, accepted);
  const decidedAt = scope.now();
  accepted.forEach(({ found }, index) => {
    scope.em.assign(found, { decision: 'ACCEPTED', decidedAt, deviceId: deviceIds[index] as string });
  });
  for (const id of ignore) scope.em.assign(proposals.get(id) as Discovery, { decision: 'IGNORED', decidedAt });
  await scope.em.flush();
  return { deviceIds, ignored: ignore.length };
}

/** The proposals by id, locked, so that two who decide take turns. */
async function openProposals(
  { em }: ViewerContext,
  asked: readonly { id: string; at: string[] }[],
): Promise<ReadonlyMap<string, Discovery>> {
  const ids = asked.map(({ id }) => id).filter(isId);
  const rows = await em.find(
    Discovery,
    { id: { $in: ids } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const proposals = new Map(rows.map((row) => [row.id, row]));
  const missing = asked.find(({ id }) => !proposals.has(id));
  if (missing) refuse(new NotFound(['input', ...missing.at]));
  const issues = asked
    .filter(({ id }) => proposals.get(id)?.decision)
    .map(({ at }) => ({ code: 'ALREADY_DECIDED', message: 'Somebody has decided this one.', path: ['input', ...at] }));
  if (issues.length > 0)
    refuse(new Conflict('ALREADY_DECIDED', 'Somebody has decided these meanwhile.', issues[0]?.path ?? null, issues));
  return proposals;
}
