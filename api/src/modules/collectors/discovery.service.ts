import type { EntityManager } from '@mikro-orm/postgresql';
import type { ViewerContext } from '../../context.ts';
import type { Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, refuse } from '../../graphql/refusals.ts';
import { refuseTaken } from '../../graphql/taken.ts';
import { newId } from '../../ids.ts';
import { findSite } from '../sites/index.ts';
import { Collector, CollectorState } from './collector.entity.ts';
import type { StartDiscoveryInput } from './collector.inputs.ts';
import type { ScanOrder } from './collector.type.ts';
import { liesWithin, type Network, parseNetwork, sizeOf } from './networks.ts';
import { isOnline } from './online.rules.ts';
import { Scan } from './scan.entity.ts';

/** Addresses of one scan: a network of /16. */
const mostAddresses = 65_536;
const mostNetworks = 50;
const mostPorts = 20;

const taken = {
  scan_under_way: () => new Conflict('WRONG_STATE', 'Somebody has just begun a scan there.', ['input', 'siteId']),
};

/** Asks a site's collector to look for devices. A scan that is under way there ends with it. */
export function startDiscovery(context: ViewerContext, input: StartDiscoveryInput): Promise<Collector> {
  const start = async (scope: ViewerContext) => {
    const faults = new Faults();
    const networks = readNetworks(input.networks, faults);
    const ports = readPorts(input.ports ?? [], faults);
    faults.refuseIfAny();
    const site = await findSite(scope, input.siteId);
    const collector = await collectorThatMay(scope, site.id, networks);
    await scope.em.execute('update scan set finished_at = ? where collector_id = ? and finished_at is null', [
      scope.now(),
      collector.id,
    ]);
    scope.em.create(Scan, {
      id: newId(),
      organizationId: scope.viewer.organizationId,
      site,
      collector,
      networks: networks.map(({ text }) => text),
      ports,
      done: 0,
      total: networks.reduce((sum, network) => sum + sizeOf(network), 0),
      addresses: [],
      startedAt: scope.now(),
      finishedAt: null,
    });
    await scope.em.flush();
    return collector;
  };
  return refuseTaken(taken, () =>
    once(context, 'startDiscovery', input, start, ({ em }, id) => em.findOneOrFail(Collector, { id })),
  );
}

function readNetworks(texts: readonly string[], faults: Faults): Network[] {
  if (texts.length === 0) faults.add('REQUIRED', ['networks'], 'Say where to look.');
  if (texts.length > mostNetworks) faults.add('TOO_MANY', ['networks'], `At most ${mostNetworks} networks at once.`);
  const networks = texts.flatMap((text, index) => {
    const network = parseNetwork(text);
    if (!network) faults.add('OUT_OF_RANGE', ['networks', index], 'A network is written as CIDR: 10.0.0.0/24.');
    return network ?? [];
  });
  if (networks.reduce((sum, network) => sum + sizeOf(network), 0) > mostAddresses)
    faults.add('OUT_OF_RANGE', ['networks'], `A scan asks at most ${mostAddresses} addresses.`);
  return networks;
}

function readPorts(ports: readonly number[], faults: Faults): number[] {
  if (ports.length > mostPorts) faults.add('TOO_MANY', ['ports'], `At most ${mostPorts} ports.`);
  ports.forEach((port, index) => {
    if (port < 1 || port > 65_535) faults.add('OUT_OF_RANGE', ['ports', index], 'A port is 1 to 65535.');
  });
  return [...new Set(ports)];
}

/** A collector of the site that is at work and may reach all of these networks. */
async function collectorThatMay(scope: Scope, siteId: string, networks: readonly Network[]): Promise<Collector> {
  const { em, now } = scope;
  const collectors = await em.find(Collector, { site: siteId, revokedAt: null }, { orderBy: { name: 'asc' } });
  const states = await em.find(CollectorState, { id: { $in: collectors.map(({ id }) => id) } });
  const awake = collectors.flatMap((collector) => {
    const state = states.find(({ id }) => id === collector.id);
    const { pollEverySeconds, revokedAt } = collector;
    const heard = { lastSeenAt: state?.lastSeenAt ?? null, pollEverySeconds, revokedAt };
    return state && isOnline(heard, now()) ? [{ collector, allowed: state.allowedNetworks }] : [];
  });
  const [first] = awake;
  if (!first)
    return refuse(new Conflict('COLLECTOR_AWAY', "The site's collector isn't heard of.", ['input', 'siteId']));
  const able = awake.find(({ allowed }) => networks.every((network) => liesWithin(network, allowed)));
  if (able) return able.collector;
  const faults = new Faults();
  networks.forEach((network, index) => {
    if (!liesWithin(network, first.allowed))
      faults.add('ADDRESS_NOT_ALLOWED', ['networks', index], `${network.text} is outside the collector's networks.`);
  });
  faults.refuseIfAny();
  return first.collector;
}

/** The scans that a collector has to do, the oldest first. */
export async function scanOrders(em: EntityManager, collectorId: string): Promise<ScanOrder[]> {
  const scans = await em.find(Scan, { collector: collectorId, finishedAt: null }, { orderBy: { id: 'asc' } });
  return scans.map(({ id, networks, ports }) => ({ id, networks, ports }));
}
